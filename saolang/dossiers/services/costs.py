"""What a province's office does with its table of what steps take."""

from datetime import datetime

from django.db import transaction

from saolang.audit import ledger
from saolang.dossiers import policies
from saolang.dossiers.models import StepCost
from saolang.dossiers.rules.costs import SUBJECTS, Cost
from saolang.geography.models import AdminUnit
from saolang.kernel.errors import RuleViolation
from saolang.people import access
from saolang.people.models import User


@transaction.atomic
def write_cost(
    *, actor: User, unit: AdminUnit, subject: str, cost: Cost, at: datetime
) -> StepCost:
    """Put the office's own figures over our guess."""
    access.require(policies.may_write_costs(actor, unit))
    if subject not in SUBJECTS:
        raise RuleViolation(
            "cost.unknown", "Không có mục “%(subject)s”.", subject=subject
        )
    row, _made = StepCost.objects.update_or_create(
        unit=unit,
        subject=subject,
        defaults={
            "effort_days": cost.effort_days,
            "money": cost.money,
            "waiting_days": cost.waiting_days,
            "saved_by": actor,
            "saved_at": at,
        },
    )
    ledger.record(actor=actor.pseudonym, verb="cost.written", subject=row)
    return row


@transaction.atomic
def drop_cost(*, actor: User, unit: AdminUnit, subject: str) -> None:
    """Go back to our guess; nothing happens where it stands already."""
    access.require(policies.may_write_costs(actor, unit))
    row = StepCost.objects.filter(unit=unit, subject=subject).first()
    if row:
        ledger.record(actor=actor.pseudonym, verb="cost.dropped", subject=row)
        row.delete()
