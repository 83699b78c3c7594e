"""Who may reach produced papers."""

from saolang.people.access import OFFICES, Policy
from saolang.people.models import Role

_READERS = OFFICES - {Role.ADMIN}

POLICIES: tuple[Policy, ...] = (
    Policy("papers:paper", _READERS, scope="papers of one's own agency"),
)
