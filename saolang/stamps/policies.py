"""Who may reach the page behind a printed code."""

from saolang.people.access import Policy

POLICIES: tuple[Policy, ...] = ()
