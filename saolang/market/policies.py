"""Who may reach the public catalogue."""

from saolang.people.access import Policy

POLICIES: tuple[Policy, ...] = ()
