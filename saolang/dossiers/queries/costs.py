"""What steps and papers take in a province, as its office has written it."""

from saolang.dossiers.models import StepCost
from saolang.dossiers.offices import PROVINCE
from saolang.dossiers.rules.costs import Cost, CostTable
from saolang.geography.models import AdminUnit
from saolang.people import access
from saolang.people.models import User


def table_of(unit: AdminUnit | None) -> CostTable:
    """The cost table of a province, with our guesses where it has no word yet."""
    rows = StepCost.objects.filter(unit=unit)
    return CostTable(
        {
            row.subject: Cost(row.effort_days, row.money, row.waiting_days)
            for row in rows
        }
    )


def unit_of(user: User) -> AdminUnit | None:
    """The province in whose office a person keeps the cost table."""
    held = access.standing(user).units(*PROVINCE.officers)
    return AdminUnit.objects.filter(pk__in=held).order_by("pk").first()
