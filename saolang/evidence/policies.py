"""Who may reach a producer's papers."""

from saolang.people.access import Policy

POLICIES: tuple[Policy, ...] = ()
