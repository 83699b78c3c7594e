"""Who may reach one's own products."""

from saolang.people.access import Policy

POLICIES: tuple[Policy, ...] = ()
