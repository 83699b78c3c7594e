"""Who may reach the council table."""

from saolang.people.access import Policy

POLICIES: tuple[Policy, ...] = ()
