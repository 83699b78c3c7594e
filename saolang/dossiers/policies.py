"""Who may reach dossiers."""

from saolang.people.access import Policy

POLICIES: tuple[Policy, ...] = ()
