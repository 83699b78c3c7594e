"""Who may reach produced papers."""

from saolang.people.access import OFFICES, Policy
from saolang.people.models import Role

# minutes name every member's points: advisers and members read what is read to them
READERS = OFFICES - {Role.ADMIN, Role.ADVISORY_MEMBER, Role.COUNCIL_MEMBER}

POLICIES: tuple[Policy, ...] = (
    Policy("papers:paper", READERS, scope="papers of one's own agency"),
)
