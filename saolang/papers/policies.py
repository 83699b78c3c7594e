"""Who may reach produced papers."""

from saolang.people.access import Policy

POLICIES: tuple[Policy, ...] = ()
