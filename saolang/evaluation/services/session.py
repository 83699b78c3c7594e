"""Prepare a session, open it, keep it: the secretary's and the chair's verbs."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction
from django.db.models import F, Max
from django.urls import reverse

from saolang.audit import ledger
from saolang.dossiers import transitions
from saolang.dossiers.models import Dossier, Status
from saolang.evaluation import policies, queries
from saolang.evaluation.models import (
    Council,
    CouncilSeat,
    Panelist,
    Position,
    Recusal,
    Round,
    ScoreSheet,
    Session,
    SessionItem,
)
from saolang.evaluation.rules import rounds
from saolang.kernel.calendar import VIETNAM, local_date
from saolang.kernel.errors import RuleViolation
from saolang.notifications.services import tell
from saolang.people import access
from saolang.people import queries as people
from saolang.people.models import User
from saolang.people.queries import members_of

FOUND_INTEREST = "Người của chủ thể có sản phẩm"


@transaction.atomic
def plan_session(
    *,
    actor: User,
    round: Round,
    council: Council,
    held_at: datetime,
    place: str,
    number: int | None = None,
) -> Session:
    """Set a sitting of a council in a round."""
    round = Round.objects.select_for_update().get(pk=round.pk)
    access.require(policies.may_arrange(actor, round.unit))
    access.require(council.unit_id == round.unit_id)
    _refuse_outside(round, held_at)
    session = Session.objects.create(
        round=round,
        council=council,
        number=number or queries.next_number(round),
        held_at=held_at,
        place=place,
    )
    ledger.record(actor=actor.pseudonym, verb="session.planned", subject=session)
    return session


@transaction.atomic
def move_session(
    *, actor: User, session: Session, held_at: datetime, place: str
) -> Session:
    """Set another day or place; papers are judged on the new day."""
    session = _planned(actor, session)
    _refuse_outside(session.round, held_at)
    session.held_at, session.place = held_at, place
    session.save(update_fields=["held_at", "place"])
    Dossier.objects.filter(pk__in=session.items.values("dossier")).update(
        judged_on=local_date(held_at)
    )
    ledger.record(actor=actor.pseudonym, verb="session.moved", subject=session)
    return session


@transaction.atomic
def schedule(*, actor: User, session: Session, dossier: Dossier, at: datetime) -> None:
    """Put a dossier that the advisers passed on at the end of the session's list."""
    session = _planned(actor, session)
    dossier = transitions.locked(dossier)
    access.require(access.covers([session.round.unit_id], dossier.commune))
    arrived = queries.received_on(dossier)
    if arrived and not rounds.in_time(arrived, session.round.cutoff_on):
        raise RuleViolation(
            "dossier.after_cutoff",
            "Hồ sơ tới tỉnh ngày %(arrived)s; đợt này nhận đề nghị trước ngày"
            " %(cutoff)s.",
            arrived=f"{arrived:%d/%m/%Y}",
            cutoff=f"{session.round.cutoff_on:%d/%m/%Y}",
        )
    transitions.move(actor=actor, dossier=dossier, to=Status.COUNCIL_SCHEDULED, at=at)
    dossier.judged_on = local_date(session.held_at)
    dossier.save(update_fields=["judged_on"])
    last: int | None = session.items.aggregate(last=Max("position"))["last"]
    item = SessionItem.objects.create(
        session=session, dossier=dossier, position=(last or 0) + 1
    )
    _touch(session)
    tell(
        recipients=members_of(dossier.product.producer),
        kind="dossier.in_round",
        values={"product": str(dossier), "round": str(session.round)},
        url=dossier.get_absolute_url(),
        about=f"session_item:{item.pk}",
    )


@transaction.atomic
def unschedule(*, actor: User, item: SessionItem, at: datetime) -> None:
    """Take a dossier off the list; it waits for another session."""
    session = _planned(actor, item.session)
    dossier = transitions.locked(item.dossier)
    if dossier.status == Status.COUNCIL_SCHEDULED:
        transitions.move(
            actor=actor, dossier=dossier, to=Status.ADVISORY_REPORTED, at=at
        )
        dossier.judged_on = None
        dossier.save(update_fields=["judged_on"])
        tell(
            recipients=members_of(dossier.product.producer),
            kind="dossier.off_round",
            values={"product": str(dossier), "round": str(session.round)},
            url=dossier.get_absolute_url(),
            about=f"session_item:{item.pk}:off",
        )
    _take_off(item)
    _touch(session)


@transaction.atomic
def raise_item(*, actor: User, item: SessionItem) -> None:
    """Let a product be scored one place earlier."""
    session = _planned(actor, item.session)
    item = SessionItem.objects.get(pk=item.pk)
    before = (
        session.items.filter(position__lt=item.position)
        .order_by("-position", "pk")
        .first()
    )
    if before is None:
        return
    before.position, item.position = item.position, before.position
    before.save(update_fields=["position"])
    item.save(update_fields=["position"])
    _touch(session)


@transaction.atomic
def invite(*, actor: User, session: Session, at: datetime) -> int:
    """Send everyone with a seat the date, the place and the list."""
    session = _planned(actor, session)
    _refuse_empty(session)
    session.invited_at = at
    session.save(update_fields=["invited_at"])
    guests = [s.user for s in session.council.seats.select_related("user")]
    tell(
        recipients=guests,
        kind="session.invited",
        values=_about(session) | {"count": str(session.items.count())},
        url=reverse("evaluation:sessions"),
    )
    ledger.record(actor=actor.pseudonym, verb="session.invited", subject=session)
    return len(guests)


@transaction.atomic
def open_session(*, actor: User, session: Session, at: datetime) -> Session:
    """Freeze the panel and hand out the sheets; from here on members score."""
    session = _planned(actor, session)
    access.require(policies.may_preside(actor, session))
    _drop_withdrawn(session)
    _refuse_empty(session)
    panel = _freeze(session)
    items = queries.items_of(session)
    _recuse_producers(session, panel, items, at)
    scorers = [p for p in panel if p.position in queries.SCORING_POSITIONS]
    ScoreSheet.objects.bulk_create(
        ScoreSheet(session=session, dossier=item.dossier, member_id=scorer.user_id)
        for item in items
        for scorer in scorers
    )
    for item in items:
        transitions.move(
            actor=actor,
            dossier=transitions.locked(item.dossier),
            to=Status.COUNCIL_SCORING,
            at=at,
        )
    session.state = Session.State.SCORING
    session.opened_at = at
    session.save(update_fields=["state", "opened_at"])
    frozen = [[str(p.user.pseudonym), p.position] for p in panel]
    decision = session.council.decision_number
    ledger.record(
        actor=actor.pseudonym,
        verb="session.opened",
        subject=session,
        digest=ledger.salted_digest(frozen, decision),
    )
    tell(
        recipients=[p.user for p in scorers],
        kind="session.opened",
        values=_about(session),
        url=reverse("evaluation:sheets"),
        about=f"session:{session.pk}:opened",
    )
    return session


@transaction.atomic
def mark_present(*, actor: User, session: Session, present: Collection[int]) -> None:
    """Note who of the panel (ids of panelists) sits at the table."""
    session = locked(session)
    access.require(policies.may_preside(actor, session))
    refuse_unless(session, Session.State.SCORING)
    handed_in = {
        member for _, member in queries.submitted(session, session.items.all())
    }
    for panelist in session.panel.order_by("pk"):
        is_present = panelist.pk in present
        if panelist.is_present == is_present:
            continue
        if panelist.user_id in handed_in:
            raise RuleViolation(
                "panelist.has_submitted",
                "%(name)s đã nộp phiếu, không đánh dấu vắng được.",
                name=panelist.name,
            )
        panelist.is_present = is_present
        panelist.save(update_fields=["is_present"])
    ledger.record(actor=actor.pseudonym, verb="session.presence", subject=session)


@transaction.atomic
def remind(*, actor: User, session: Session, item: SessionItem) -> int:
    """Ask those at the table whose sheet for a product is missing to hand it in."""
    session = locked(session)
    access.require(policies.may_preside(actor, session))
    refuse_unless(session, Session.State.SCORING)
    done = queries.submitted(session, [item]) | queries.recused(session).keys()
    late = [
        panelist.user
        for panelist in queries.panel_of(session)
        if panelist.position in queries.SCORING_POSITIONS
        and panelist.is_present
        and (item.dossier_id, panelist.user_id) not in done
    ]
    tell(
        recipients=late,
        kind="session.sheet_missing",
        values=_about(session) | {"product": str(item.dossier)},
        url=reverse("evaluation:sheets"),
    )
    return len(late)


def locked(session: Session) -> Session:
    """The session's row, locked until the transaction ends.

    Submitting and closing both take this lock first, so one of them sees the other.
    """
    return (
        Session.objects.select_for_update(of=("self",))
        .select_related("round__unit", "council")
        .get(pk=session.pk)
    )


def refuse_unless(session: Session, *states: Session.State) -> None:
    """Refuse an act that does not belong to the session's present state."""
    if session.state not in states:
        raise RuleViolation(
            "session.wrong_state",
            "Phiên %(state)s, không làm việc này được.",
            state=Session.State(session.state).label,
        )


def _planned(actor: User, session: Session) -> Session:
    session = locked(session)
    access.require(policies.may_prepare(actor, session))
    if session.state != Session.State.PLANNED:
        raise RuleViolation(
            "session.opened",
            "Phiên đã mở: danh sách sản phẩm và thành viên đã chốt.",
        )
    return session


def _refuse_outside(round: Round, held_at: datetime) -> None:
    if not rounds.may_sit(local_date(held_at), round.hold_by_on):
        raise RuleViolation(
            "session.after_round",
            "Đợt này phải họp xong trước ngày %(day)s.",
            field="held_on",
            day=f"{round.hold_by_on:%d/%m/%Y}",
        )


def _take_off(item: SessionItem) -> None:
    after = SessionItem.objects.filter(
        session=item.session_id, position__gt=item.position
    )
    after.update(position=F("position") - 1)
    item.delete()


def _drop_withdrawn(session: Session) -> None:
    """A dossier that its producer withdrew is no longer on the list."""
    gone = session.items.exclude(dossier__status=Status.COUNCIL_SCHEDULED)
    for item in gone.order_by("-position", "pk"):
        _take_off(item)


def _touch(session: Session) -> None:
    session.version += 1
    session.save(update_fields=["version"])


def _refuse_empty(session: Session) -> None:
    if not session.items.exists():
        raise RuleViolation("session.empty", "Phiên chưa có sản phẩm nào.")


def _freeze(session: Session) -> list[Panelist]:
    seats = list(
        CouncilSeat.objects.filter(council=session.council)
        .select_related("user")
        .order_by("pk")
    )
    positions = {seat.position for seat in seats}
    for needed in Position:
        if needed not in positions:
            raise RuleViolation(
                "council.incomplete",
                "Hội đồng chưa có %(position)s.",
                position=needed.label,
            )
    Panelist.objects.bulk_create(
        Panelist(
            session=session,
            user=seat.user,
            name=seat.user.full_name,
            agency=seat.agency,
            position=seat.position,
        )
        for seat in seats
    )
    return queries.panel_of(session)


def _recuse_producers(
    session: Session, panel: list[Panelist], items: list[SessionItem], at: datetime
) -> None:
    """Who acts or acted for a producer on the list, or helped it with a dossier, does
    not score its products."""
    members = people.involved_with([panelist.user for panelist in panel])
    for item in items:
        for panelist in panel:
            if (item.dossier.product.producer_id, panelist.user_id) in members:
                recusal = Recusal.objects.create(
                    session=session,
                    dossier=item.dossier,
                    member=panelist.user,
                    reason=FOUND_INTEREST,
                    declared_at=at,
                )
                ledger.record(actor=None, verb="recusal.found", subject=recusal)


def _about(session: Session) -> dict[str, str]:
    held = session.held_at.astimezone(VIETNAM)
    return {
        "session": str(session),
        "at": f"{held:%H:%M, %d/%m/%Y}",
        "place": session.place,
    }
