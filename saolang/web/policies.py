"""Who may reach home, search, desks."""

from saolang.people.access import Policy

POLICIES: tuple[Policy, ...] = ()
