"""Who may reach certificates and decisions."""

from saolang.people.access import Policy

POLICIES: tuple[Policy, ...] = ()
