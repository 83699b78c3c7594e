"""Who may reach the list of messages."""

from saolang.people.access import Policy

POLICIES: tuple[Policy, ...] = ()
