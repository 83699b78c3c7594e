"""The two offices a dossier passes: who works there, and in which states."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.urls import reverse

from saolang.dossiers.models import Dossier, Receipt, Status
from saolang.geography.models import AdminUnit
from saolang.people.models import Role

Level = Receipt.Level


@dataclass(frozen=True, slots=True)
class Office:
    """One office on the dossier's road and the states in which it acts."""

    level: Level
    officers: frozenset[Role]
    leaders: frozenset[Role]
    arrived: Status
    checking: Status
    returned: Status
    in_hand: tuple[Status, ...]

    @property
    def staff(self) -> frozenset[Role]:
        """Everyone of the office who may read its dossiers."""
        return self.officers | self.leaders

    @property
    def page(self) -> str:
        """The route name of one dossier at this office."""
        return f"dossiers:{self.level}_dossier"

    def address(self, act: str, dossier: Dossier) -> str:
        """Where this office does `act` with a dossier."""
        return reverse(f"dossiers:{self.level}_{act}", args=[dossier.pk])

    def unit_of(self, dossier: Dossier) -> AdminUnit:
        """The commune or the province in whose name the office acts."""
        if self.level == Level.COMMUNE:
            return dossier.commune
        province = dossier.commune.parent
        assert province is not None  # noqa: S101 every commune lies in a province
        return province


COMMUNE = Office(
    level=Level.COMMUNE,
    officers=frozenset({Role.COMMUNE_OFFICER}),
    leaders=frozenset({Role.COMMUNE_LEADER}),
    arrived=Status.SUBMITTED_COMMUNE,
    checking=Status.COMMUNE_REVIEW,
    returned=Status.COMMUNE_RETURNED,
    in_hand=(
        Status.SUBMITTED_COMMUNE,
        Status.COMMUNE_REVIEW,
        Status.COMMUNE_REPORTED,
    ),
)
PROVINCE = Office(
    level=Level.PROVINCE,
    officers=frozenset({Role.PROVINCE_OFFICER}),
    leaders=frozenset({Role.PROVINCE_LEADER}),
    arrived=Status.SUBMITTED_PROVINCE,
    checking=Status.PROVINCE_CHECK,
    returned=Status.PROVINCE_RETURNED,
    in_hand=(Status.SUBMITTED_PROVINCE, Status.PROVINCE_CHECK),
)
OFFICES: Mapping[Level, Office] = {Level.COMMUNE: COMMUNE, Level.PROVINCE: PROVINCE}
