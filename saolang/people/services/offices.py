"""Officers' accounts: opened, given an office, suspended."""

from datetime import date, datetime, timedelta

from django.db import IntegrityError, transaction

from saolang.audit import ledger
from saolang.geography.models import AdminUnit, Level
from saolang.kernel.errors import RuleViolation
from saolang.people import access, policies
from saolang.people.models import Assignment, Role, User
from saolang.people.services import accounts

NATIONAL = frozenset({Role.MINISTRY_OFFICER, Role.ADMIN})


@transaction.atomic
def open_account(
    *,
    actor: User,
    full_name: str,
    login: str,
    role: Role,
    unit: AdminUnit | None,
    title: str,
    starts_on: date,
    at: datetime,
) -> tuple[User, str]:
    """An account with its first office, and the one-time code for its first sign-in."""
    access.require(policies.may_appoint(actor, role, unit))
    person = accounts.new_account(full_name, login, password=None)
    ledger.record(actor=actor.pseudonym, verb="account.opened", subject=person)
    assign(
        actor=actor,
        person=person,
        role=role,
        unit=unit,
        title=title,
        starts_on=starts_on,
    )
    return person, accounts.issue_code(actor=actor, person=person, at=at)


@transaction.atomic
def assign(
    *,
    actor: User,
    person: User,
    role: Role,
    unit: AdminUnit | None,
    title: str = "",
    starts_on: date,
    ends_on: date | None = None,
) -> Assignment:
    """Give a person an office at a unit for a period."""
    access.require(policies.may_appoint(actor, role, unit))
    _check_place(role, unit)
    if person.memberships.filter(left_at=None).exists():
        raise RuleViolation(
            "assignment.producer",
            "Người này đang đứng tên ở một cơ sở, không giữ vai trò này được.",
        )
    if ends_on and ends_on < starts_on:
        raise RuleViolation(
            "assignment.period", "Ngày thôi phải sau ngày bắt đầu.", field="ends_on"
        )
    try:
        with transaction.atomic():
            assignment = Assignment.objects.create(
                user=person,
                role=role,
                unit=None if role in NATIONAL else unit,
                title=title,
                starts_on=starts_on,
                ends_on=ends_on,
            )
    except IntegrityError as clash:
        raise RuleViolation(
            "assignment.twice",
            "Người này đã giữ vai trò này từ ngày đó.",
            field="role",
        ) from clash
    access.forget_standing(person)
    ledger.record(actor=actor.pseudonym, verb="assignment.started", subject=assignment)
    return assignment


@transaction.atomic
def end_assignment(*, actor: User, assignment: Assignment, on: date) -> None:
    """Let an office end: from the day `on` it counts no more. Nobody ends their own."""
    assignment = Assignment.objects.select_for_update(of=("self",)).get(
        pk=assignment.pk
    )
    access.require(
        policies.may_appoint(actor, Role(assignment.role), assignment.unit)
        and assignment.user_id != actor.pk
    )
    last_day = on - timedelta(days=1)
    if assignment.ends_on is None or assignment.ends_on > last_day:
        assignment.ends_on = last_day
        assignment.save(update_fields=["ends_on"])
        ledger.record(
            actor=actor.pseudonym, verb="assignment.ended", subject=assignment
        )


@transaction.atomic
def suspend(*, actor: User, person: User) -> None:
    """Close an account's door; what it did stays."""
    _set_active(actor, person, False, "account.suspended")


@transaction.atomic
def reinstate(*, actor: User, person: User) -> None:
    """Open a suspended account's door again."""
    _set_active(actor, person, True, "account.reinstated")


def _set_active(actor: User, person: User, is_active: bool, verb: str) -> None:
    person = User.objects.select_for_update().get(pk=person.pk)
    access.require(policies.may_suspend(actor, person))
    if person.is_active != is_active:
        person.is_active = is_active
        person.save(update_fields=["is_active"])
        ledger.record(actor=actor.pseudonym, verb=verb, subject=person)


def _check_place(role: Role, unit: AdminUnit | None) -> None:
    if role in NATIONAL:
        return
    level = Level.COMMUNE if role in policies.COMMUNE_ROLES else Level.PROVINCE
    if unit is None or unit.level != level or unit.valid_to is not None:
        raise RuleViolation(
            "assignment.place",
            "Vai trò này cần một đơn vị %(level)s đang tồn tại.",
            field="unit",
            level=level.label,
        )
