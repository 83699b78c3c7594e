"""Close the scoring, look at what came out, score again or discuss, conclude."""

import secrets
from datetime import datetime

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from saolang.audit import ledger
from saolang.dossiers import transitions
from saolang.dossiers.models import Status
from saolang.dossiers.queries.offices import ENDED
from saolang.evaluation import policies, queries, results
from saolang.evaluation.models import (
    Panelist,
    Position,
    ScoreSheet,
    Session,
    SessionItem,
)
from saolang.evaluation.rules import consensus
from saolang.evaluation.rules.consensus import Following
from saolang.evaluation.rules.quorum import Quorum, quorum
from saolang.evaluation.services import announcing
from saolang.evaluation.services.session import locked, refuse_unless
from saolang.kernel.errors import RuleViolation
from saolang.notifications.services import tell
from saolang.people import access
from saolang.people.models import Role, User
from saolang.people.queries import officers_of

State = Session.State
AFTER = {
    Following.DECISION: Status.DECISION_PENDING,
    Following.POTENTIAL_FIVE: Status.DECISION_PENDING,
    Following.NOT_RECOGNISED: Status.NOT_RECOGNISED,
    Following.DISQUALIFIED: Status.DISQUALIFIED,
}


def quorums(session: Session, items: list[SessionItem]) -> dict[int, Quorum]:
    """Dossier -> whether enough sheets are in; reads no content of any sheet."""
    panel = queries.panel_of(session)
    scorers = [p for p in panel if p.position in queries.SCORING_POSITIONS]
    chair = next((p.user_id for p in panel if p.position == Position.CHAIR), None)
    handed_in, out = queries.submitted(session, items), queries.recused(session)
    return {
        item.dossier_id: quorum(
            [p.user_id for p in scorers],
            chair=chair,
            recused=[member for dossier, member in out if dossier == item.dossier_id],
            submitted=[m for dossier, m in handed_in if dossier == item.dossier_id],
            share=session.round.quorum_share,
            chair_required=session.round.chair_required,
        )
        for item in items
    }


@transaction.atomic
def close_session(*, actor: User, session: Session, at: datetime) -> Session:
    """End the scoring and settle every product's result, all at once or not at all."""
    session = locked(session)
    access.require(policies.may_preside(actor, session))
    refuse_unless(session, State.SCORING)
    items = [item for item in queries.items_of(session) if item.result is None]
    counted = quorums(session, items)
    _refuse_without_quorum(items, counted)
    panel = queries.panel_of(session)
    sheets = queries.counting_sheets(session, items)
    out = queries.recused(session)
    digests = []
    for item in items:
        scored = [
            (panelist, sheets[item.dossier_id, panelist.user_id])
            for panelist in panel
            if (item.dossier_id, panelist.user_id) in sheets
            and (item.dossier_id, panelist.user_id) not in out
        ]
        _settle(session, item, scored, counted[item.dossier_id])
        digests.append(ledger.salted_digest(item.result, item.salt))
    session.state = State.CLOSED
    session.closed_at = at
    session.save(update_fields=["state", "closed_at"])
    ledger.record(
        actor=actor.pseudonym,
        verb="session.closed",
        subject=session,
        digest=ledger.salted_digest(digests, ""),
    )
    return session


@transaction.atomic
def score_again(*, actor: User, item: SessionItem, at: datetime) -> None:
    """Reopen the scoring of one product after discussion; the pass before is kept."""
    session = locked(item.session)
    access.require(policies.may_chair(actor, session))
    item = _opened(session, item)
    previous = queries.counting_sheets(session, [item])
    session.items.filter(pk=item.pk).update(
        pass_number=item.pass_number + 1,
        earlier=[*item.earlier, item.result],
        result=None,
        mean=None,
        spread=None,
        stars=None,
        discussion="",
    )
    panel = queries.panel_of(session)
    scorers = [p for p in panel if p.position in queries.SCORING_POSITIONS]
    ScoreSheet.objects.bulk_create(
        _next_pass(session, item, scorer, previous) for scorer in scorers
    )
    session.state = State.SCORING
    session.save(update_fields=["state"])
    ledger.record(actor=actor.pseudonym, verb="session.rescored", subject=item)
    tell(
        recipients=[p.user for p in scorers],
        kind="session.rescored",
        values={"session": str(session), "product": str(item.dossier)},
        url=reverse("evaluation:sheets"),
        about=f"session_item:{item.pk}:pass:{item.pass_number + 1}",
    )


@transaction.atomic
def record_discussion(*, actor: User, item: SessionItem, text: str) -> None:
    """Note why a wide spread stands after the members discussed it."""
    session = locked(item.session)
    access.require(policies.may_chair(actor, session))
    item = _opened(session, item)
    if not text.strip():
        raise RuleViolation(
            "discussion.empty", "Hãy ghi kết quả thảo luận.", field="discussion"
        )
    item.discussion = text.strip()
    item.save(update_fields=["discussion"])
    ledger.record(
        actor=actor.pseudonym,
        verb="session.discussed",
        subject=item,
        digest=ledger.salted_digest(item.discussion, item.salt),
    )


@transaction.atomic
def conclude(
    *, actor: User, session: Session, opinions: str = "", at: datetime
) -> Session:
    """End the session: each dossier goes on to what its result leads to."""
    session = locked(session)
    access.require(policies.may_preside(actor, session))
    refuse_unless(session, State.CLOSED)
    items = queries.items_of(session)
    _refuse_undiscussed(session, items)
    for item in items:
        result = results.read(item)
        leads_to = consensus.following(
            result.stars, result.stopped["kind"] if result.stopped else None
        )
        dossier = transitions.locked(item.dossier)
        for status in (Status.COUNCIL_CONCLUDED, AFTER[leads_to]):
            transitions.move(actor=actor, dossier=dossier, to=status, at=at)
        item.outcome = leads_to.value
        item.save(update_fields=["outcome"])
        if AFTER[leads_to] in ENDED:
            announcing.announce(dossier)
    session.state = State.CONCLUDED
    session.concluded_at = at
    session.opinions = opinions.strip()
    session.save(update_fields=["state", "concluded_at", "opinions"])
    ledger.record(actor=actor.pseudonym, verb="session.concluded", subject=session)
    tell(
        recipients=officers_of(session.round.unit, Role.PROVINCE_OFFICER),
        kind="session.concluded",
        values={"session": str(session), "count": str(len(items))},
        url=session.get_results_url(),
        about=f"session:{session.pk}:concluded",
    )
    return session


def _settle(
    session: Session,
    item: SessionItem,
    scored: list[tuple[Panelist, ScoreSheet]],
    counted: Quorum,
) -> None:
    item.salt = secrets.token_hex(16)
    item.result = results.settle(session.round, item, scored, counted)
    settled = results.read(item)
    item.mean, item.spread = settled.points, settled.spread
    item.stars = settled.stars
    item.save(update_fields=["salt", "result", "mean", "spread", "stars"])


def _opened(session: Session, item: SessionItem) -> SessionItem:
    refuse_unless(session, State.CLOSED, State.SCORING)
    item = SessionItem.objects.select_related("dossier__product").get(pk=item.pk)
    if item.result is None:
        raise RuleViolation(
            "item.being_scored", "Sản phẩm này đang được chấm, chưa có kết quả."
        )
    return item


def _next_pass(
    session: Session,
    item: SessionItem,
    scorer: Panelist,
    previous: dict[queries.ItemKey, ScoreSheet],
) -> ScoreSheet:
    """A sheet for the next pass that starts from what the member handed in before."""
    sheet = ScoreSheet(
        session=session,
        dossier=item.dossier,
        member_id=scorer.user_id,
        pass_number=item.pass_number + 1,
    )
    before = previous.get((item.dossier_id, scorer.user_id))
    if before:
        for name in ("ticks", "notes", "facts", "unmet_gates", "opinion"):
            setattr(sheet, name, getattr(before, name))
    return sheet


def _refuse_without_quorum(
    items: list[SessionItem], counted: dict[int, Quorum]
) -> None:
    short = [
        _shortage(item, counted[item.dossier_id])
        for item in items
        if not counted[item.dossier_id].held
    ]
    if short:
        raise RuleViolation(
            "session.no_quorum",
            "Chưa khép được phiên: %(short)s.",
            short="; ".join(short),
        )


def _shortage(item: SessionItem, count: Quorum) -> str:
    if count.have < count.needed:
        wanting = _("“%(dossier)s” có %(have)s phiếu, cần %(needed)s")
    else:
        wanting = _("“%(dossier)s” chưa có phiếu của Chủ tịch Hội đồng")
    return wanting % {
        "dossier": item.dossier,
        "have": count.have,
        "needed": count.needed,
    }


def undiscussed(session: Session, items: list[SessionItem]) -> list[SessionItem]:
    """Opened products whose wide spread nobody has talked about yet."""
    limit = session.round.spread_limit
    return [
        item
        for item in items
        if item.spread is not None
        and consensus.is_too_wide(item.spread, limit)
        and not item.discussion
    ]


def _refuse_undiscussed(session: Session, items: list[SessionItem]) -> None:
    if wide := undiscussed(session, items):
        raise RuleViolation(
            "session.spread",
            "Điểm chênh quá %(limit)s: %(dossiers)s. Hãy chấm lại hoặc ghi kết quả thảo"
            " luận trước khi kết luận.",
            limit=f"{session.round.spread_limit.normalize():f}",
            dossiers=", ".join(f"“{item.dossier}”" for item in wide),
        )
