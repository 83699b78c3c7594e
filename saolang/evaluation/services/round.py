"""A province arranges its rounds and founds its councils."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import IntegrityError, transaction

from saolang.audit import ledger
from saolang.evaluation import policies
from saolang.evaluation.models import Council, CouncilSeat, Position, Round, Session
from saolang.geography.models import AdminUnit
from saolang.kernel.errors import RuleViolation
from saolang.people import access
from saolang.people.models import Role, User

ROLE_OF_SEAT: Mapping[Position, Role] = {
    Position.CHAIR: Role.COUNCIL_CHAIR,
    Position.SECRETARY: Role.COUNCIL_SECRETARY,
    Position.MEMBER: Role.COUNCIL_MEMBER,
}
WORKING_RULES = (
    "quorum_share",
    "chair_required",
    "spread_limit",
    "minimum_rule",
    "show_proposal",
    "rules_document",
)


@transaction.atomic
def plan_round(
    *,
    actor: User,
    unit: AdminUnit,
    year: int,
    number: int,
    cutoff_on: date,
    hold_by_on: date,
    plan_number: str = "",
    working_rules: Mapping[str, Any] | None = None,
) -> Round:
    """Announce a round of a province with its dates and working rules."""
    access.require(policies.may_arrange(actor, unit))
    _refuse_backward_dates(cutoff_on, hold_by_on)
    rules = {k: v for k, v in (working_rules or {}).items() if k in WORKING_RULES}
    if Round.objects.filter(unit=unit, year=year, number=number).exists():
        raise RuleViolation(
            "round.exists",
            "Đợt %(number)s năm %(year)s đã có rồi.",
            field="number",
            number=number,
            year=year,
        )
    made = Round.objects.create(
        unit=unit,
        year=year,
        number=number,
        cutoff_on=cutoff_on,
        hold_by_on=hold_by_on,
        plan_number=plan_number,
        **rules,
    )
    ledger.record(actor=actor.pseudonym, verb="round.planned", subject=made)
    return made


@transaction.atomic
def amend_round(*, actor: User, round: Round, values: Mapping[str, Any]) -> Round:
    """Change a round; its working rules stand once members score by them."""
    held = Round.objects.select_for_update().get(pk=round.pk)
    access.require(policies.may_arrange(actor, held.unit))
    begun = held.sessions.exclude(state=Session.State.PLANNED).exists()
    changed = [k for k, v in values.items() if getattr(held, k) != v]
    if begun and any(name in WORKING_RULES for name in changed):
        raise RuleViolation(
            "round.rules_in_use",
            "Đã có phiên bắt đầu chấm theo quy chế này, không sửa quy chế được nữa.",
        )
    for name in changed:
        setattr(held, name, values[name])
    _refuse_backward_dates(held.cutoff_on, held.hold_by_on)
    if changed:
        held.save(update_fields=changed)
        ledger.record(actor=actor.pseudonym, verb="round.amended", subject=held)
    return held


@transaction.atomic
def found_council(
    *, actor: User, unit: AdminUnit, name: str, decision_number: str, decided_on: date
) -> Council:
    """Register a council that a decision of the province founded (article 7.3b)."""
    access.require(policies.may_arrange(actor, unit))
    made = Council.objects.create(
        unit=unit, name=name, decision_number=decision_number, decided_on=decided_on
    )
    ledger.record(actor=actor.pseudonym, verb="council.founded", subject=made)
    return made


@transaction.atomic
def seat_member(
    *, actor: User, council: Council, user: User, position: Position, agency: str
) -> CouncilSeat:
    """Give a person a seat named in the decision."""
    council = _editable(actor, council)
    here = access.standing(user)
    if council.unit_id not in here.units(ROLE_OF_SEAT[position]):
        raise RuleViolation(
            "seat.no_role",
            "%(name)s chưa được giao vai trò %(position)s ở đây.",
            field="user",
            name=user.full_name,
            position=position.label,
        )
    try:
        with transaction.atomic():
            seat = CouncilSeat.objects.create(
                council=council, user=user, position=position, agency=agency
            )
    except IntegrityError as taken:
        raise RuleViolation(
            "seat.taken",
            "Người này đã có ghế, hoặc ghế Chủ tịch, Thư ký đã có người.",
            field="position",
        ) from taken
    ledger.record(actor=actor.pseudonym, verb="council.seated", subject=seat)
    return seat


@transaction.atomic
def unseat_member(*, actor: User, seat: CouncilSeat) -> None:
    """Take a person off the council, before a session of it is under way."""
    _editable(actor, seat.council)
    ledger.record(actor=actor.pseudonym, verb="council.unseated", subject=seat)
    seat.delete()


def _editable(actor: User, council: Council) -> Council:
    council = Council.objects.select_for_update().get(pk=council.pk)
    access.require(policies.may_arrange(actor, council.unit))
    under_way = (Session.State.SCORING, Session.State.CLOSED)
    if council.sessions.filter(state__in=under_way).exists():
        raise RuleViolation(
            "council.in_session",
            "Hội đồng đang chấm: danh sách thành viên đã chốt khi mở phiên.",
        )
    return council


def _refuse_backward_dates(cutoff_on: date, hold_by_on: date) -> None:
    if hold_by_on < cutoff_on:
        raise RuleViolation(
            "round.backward",
            "Hạn họp phải sau ngày chốt nhận hồ sơ.",
            field="hold_by_on",
        )
