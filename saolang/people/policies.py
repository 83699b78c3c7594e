"""Who may reach accounts and sign-in."""

from saolang.people.access import Policy

POLICIES: tuple[Policy, ...] = ()
