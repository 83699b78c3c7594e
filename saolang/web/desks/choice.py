"""Which desks a person has, and the one that is open."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from saolang.people.access import standing
from saolang.people.models import Role, User
from saolang.web.desks import (
    admin,
    advisory,
    commune,
    council,
    ministry,
    newcomer,
    producer,
    province,
)
from saolang.web.desks.frame import Desk

DESKS: dict[Role, Callable[[User, datetime], Desk]] = {
    Role.COMMUNE_LEADER: commune.desk,
    Role.COMMUNE_OFFICER: commune.desk,
    Role.PROVINCE_LEADER: province.leaders_desk,
    Role.PROVINCE_OFFICER: province.officers_desk,
    Role.COUNCIL_CHAIR: council.scorers_desk,
    Role.COUNCIL_SECRETARY: council.secretarys_desk,
    Role.COUNCIL_MEMBER: council.scorers_desk,
    Role.ADVISORY_MEMBER: advisory.desk,
    Role.MINISTRY_OFFICER: ministry.desk,
    Role.PRODUCER: producer.desk,
    Role.ADMIN: admin.desk,
}


@dataclass(frozen=True, slots=True)
class Tab:
    """One of several desks of a person, as ui/tabs.html draws it."""

    label: str
    url: str
    current: bool


def desk_for(user: User, wanted: str, now: datetime) -> tuple[Desk, list[Tab]]:
    """The desk of the wanted role, or of the first one held; tabs to the others."""
    held = [role for role in DESKS if role in standing(user).roles]
    if not held:
        return newcomer.desk(user, now), []
    role = next((role for role in held if role == wanted), held[0])
    tabs = [Tab(str(each.label), f"?vai={each}", each == role) for each in held]
    return DESKS[role](user, now), tabs if len(tabs) > 1 else []
