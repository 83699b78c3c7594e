"""Reads about the council table that pages, services and other contexts share."""

from collections.abc import Iterable
from datetime import date
from typing import TypeAlias

from django.db.models import Count, Exists, F, Max, OuterRef, Q, QuerySet

from saolang.dossiers.models import CommuneReport, Dossier, EvidenceLink, Status
from saolang.dossiers.queries import offices
from saolang.evaluation.models import (
    Appraisal,
    Council,
    Panelist,
    Position,
    Recusal,
    Round,
    ScoreSheet,
    Session,
    SessionItem,
)
from saolang.evaluation.policies import ADVISER, MINISTRY, OFFICER, PROVINCE
from saolang.kernel.calendar import local_date
from saolang.people.access import standing, within
from saolang.people.models import User

ItemKey: TypeAlias = tuple[int, int]
SCORING_POSITIONS = (Position.CHAIR, Position.MEMBER)


# --- advisers -------------------------------------------------------------------


def dossiers_to_read(user: User) -> QuerySet[Dossier]:
    """Dossiers of the user's province that reached the advisory team."""
    units = standing(user).units(*ADVISER, *OFFICER)
    reached = Q(status=Status.ADVISORY_REVIEW) | Q(
        pk__in=Appraisal.objects.values("dossier")
    )
    found = Dossier.objects.filter(reached).select_related(
        "product__producer", "commune__parent"
    )
    return within(found, "commune", units)


def dossiers_to_appraise(user: User) -> QuerySet[Dossier]:
    """Dossiers that wait for the advisory team of the user's province, oldest first."""
    units = standing(user).units(*ADVISER)
    waiting = dossiers_to_read(user).filter(status=Status.ADVISORY_REVIEW)
    return within(waiting, "commune", units).order_by("status_since", "pk")


def appraised(user: User) -> QuerySet[Appraisal]:
    """What the advisers of the user's province reported, newest first."""
    return (
        Appraisal.objects.filter(
            dossier__in=dossiers_to_read(user).values("pk"), submitted_at__isnull=False
        )
        .select_related("dossier__product__producer", "author")
        .order_by("-submitted_at", "pk")
    )


def appraisal_of(dossier: Dossier) -> Appraisal | None:
    """What the advisers wrote on a dossier, if they began."""
    return (
        Appraisal.objects.select_related("author")
        .filter(dossier=dossier)
        .order_by("pk")
        .first()
    )


def evidence_of(dossier: Dossier) -> list[EvidenceLink]:
    """The papers of a dossier as they were handed in, by criterion."""
    return offices.handed_over(dossier, offices.latest_snapshot(dossier))


def dossiers_beside(user: User) -> QuerySet[Dossier]:
    """Dossiers whose papers a user opens: appraised or scored, not recused from."""
    mine = ScoreSheet.objects.filter(member=user, dossier=OuterRef("pk"))
    out = Recusal.objects.filter(member=user, dossier=OuterRef("pk"))
    return Dossier.objects.filter(
        Q(pk__in=dossiers_to_read(user).values("pk")) | (Q(Exists(mine)) & ~Exists(out))
    )


# --- rounds, councils, sessions ---------------------------------------------------


def rounds_of(user: User) -> QuerySet[Round]:
    """Rounds of the user's province, newest first."""
    return (
        Round.objects.filter(unit__in=standing(user).units(*PROVINCE))
        .select_related("unit")
        .annotate(session_count=Count("sessions"))
        .order_by("-year", "-number", "pk")
    )


def councils_of(user: User) -> QuerySet[Council]:
    """Councils of the user's province, newest first."""
    return (
        Council.objects.filter(unit__in=standing(user).units(*PROVINCE))
        .select_related("unit")
        .annotate(seat_count=Count("seats"))
        .order_by("-decided_on", "pk")
    )


def sessions_of(user: User) -> QuerySet[Session]:
    """Sessions the user has a part in: at the table, in the office, or concluded."""
    here = standing(user)
    mine = (
        Q(round__unit__in=here.units(*PROVINCE))
        | Q(state=Session.State.PLANNED, council__seats__user=user)
        | Q(panel__user=user)
    )
    if here.has(*MINISTRY):
        mine |= Q(state=Session.State.CONCLUDED)
    return (
        Session.objects.filter(pk__in=Session.objects.filter(mine).values("pk"))
        .select_related("round__unit", "council")
        .annotate(item_count=Count("items"))
        .order_by("-held_at", "pk")
    )


def items_of(session: Session) -> list[SessionItem]:
    """The session's list in its order."""
    return list(
        session.items.select_related(
            "dossier__product__producer", "dossier__commune__parent"
        ).order_by("position", "pk")
    )


def panel_of(session: Session) -> list[Panelist]:
    """The frozen panel: chair first, then members as seated, the secretary last."""
    order = {Position.CHAIR: 0, Position.MEMBER: 1, Position.SECRETARY: 2}
    found = session.panel.select_related("user").order_by("pk")
    return sorted(found, key=lambda p: order[Position(p.position)])


def schedulable(round_: Round) -> list[Dossier]:
    """Dossiers that advisers passed on and that reached the province in time."""
    found = (
        Dossier.objects.filter(status=Status.ADVISORY_REPORTED)
        .annotate(received_at=F("commune_report__forwarded_at"))
        .select_related("product__producer", "commune__parent")
        .order_by("received_at", "pk")
    )
    return list(within(found, "commune", [round_.unit_id]))


def received_on(dossier: Dossier) -> date | None:
    """The day the commune's request reached the province, on which article 5 counts.

    Sending is arriving here: a province that opens it later costs nobody a round.
    """
    report = CommuneReport.objects.filter(dossier=dossier).first()
    sent = report.forwarded_at if report else None
    return local_date(sent) if sent else None


def next_number(round_: Round) -> int:
    """The number of the round's next session."""
    last: int | None = round_.sessions.aggregate(last=Max("number"))["last"]
    return (last or 0) + 1


# --- sheets -----------------------------------------------------------------------


def sheets_of(user: User) -> QuerySet[ScoreSheet]:
    """The user's own sheets; no other member's sheet can be reached through it."""
    return ScoreSheet.objects.filter(member=user).select_related(
        "member", "session__round__unit", "dossier__product__producer"
    )


def open_sheets(user: User) -> list[ScoreSheet]:
    """The newest of the user's sheets for each product that is being scored now."""
    being_scored = SessionItem.objects.filter(
        session=OuterRef("session"),
        dossier=OuterRef("dossier"),
        pass_number=OuterRef("pass_number"),
        result__isnull=True,
    )
    found = (
        sheets_of(user)
        .filter(Exists(being_scored), session__state=Session.State.SCORING)
        .order_by("session", "dossier", "revision")
    )
    newest = {(sheet.session_id, sheet.dossier_id): sheet for sheet in found}
    return list(newest.values())


def item_of(sheet: ScoreSheet) -> SessionItem:
    """The line of the session's list that a sheet is for."""
    return SessionItem.objects.get(session=sheet.session_id, dossier=sheet.dossier_id)


def counting_sheets(
    session: Session, items: Iterable[SessionItem]
) -> dict[ItemKey, ScoreSheet]:
    """(dossier, member) -> the submitted sheet that counts in the item's pass."""
    passes = {item.dossier_id: item.pass_number for item in items}
    found = ScoreSheet.objects.filter(
        session=session, dossier__in=passes, submitted_at__isnull=False
    ).order_by("revision", "pk")
    return {
        (sheet.dossier_id, sheet.member_id): sheet
        for sheet in found
        if sheet.pass_number == passes[sheet.dossier_id]
    }


def submitted(session: Session, items: Iterable[SessionItem]) -> set[ItemKey]:
    """(dossier, member) of those who handed a sheet in; reads no content."""
    passes = {item.dossier_id: item.pass_number for item in items}
    found = ScoreSheet.objects.filter(
        session=session, submitted_at__isnull=False
    ).values_list("dossier_id", "member_id", "pass_number")
    return {
        (dossier, member)
        for dossier, member, pass_number in found
        if passes.get(dossier) == pass_number
    }


def recused(session: Session) -> dict[ItemKey, Recusal]:
    """(dossier, member) -> why that member does not score that product."""
    return {
        (recusal.dossier_id, recusal.member_id): recusal
        for recusal in session.recusals.order_by("pk")
    }


def recusals_of(user: User) -> dict[ItemKey, Recusal]:
    """(session, dossier) -> why the user does not score that product."""
    found = Recusal.objects.filter(member=user).order_by("pk")
    return {(recusal.session_id, recusal.dossier_id): recusal for recusal in found}


# --- outcomes ---------------------------------------------------------------------


def concluded_item(dossier: Dossier) -> SessionItem | None:
    """What a council concluded on a dossier, once its session has ended."""
    return (
        SessionItem.objects.filter(
            dossier=dossier, session__state=Session.State.CONCLUDED
        )
        .select_related("session__round", "session__council", "dossier__product")
        .order_by("-session__concluded_at", "-pk")
        .first()
    )
