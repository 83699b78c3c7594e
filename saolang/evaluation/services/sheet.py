"""A council member's verbs: save, submit, correct, step back."""

import secrets
from datetime import datetime

from django.db import transaction

from saolang.audit import ledger
from saolang.criteria import engine, library
from saolang.criteria.scorecard import ProductSet
from saolang.evaluation import policies, queries
from saolang.evaluation.models import Panelist, Recusal, ScoreSheet, Session
from saolang.evaluation.rules.merging import LONGEST, Entry, too_long
from saolang.evaluation.services.session import locked
from saolang.kernel.calendar import VIETNAM
from saolang.kernel.errors import RuleViolation
from saolang.notifications.services import tell
from saolang.people import access
from saolang.people.models import User

CONTENT = ("ticks", "notes", "facts", "unmet_gates", "opinion")


def entry_of(sheet: ScoreSheet) -> Entry:
    """What a sheet says."""
    return Entry(
        ticks=sheet.ticks,
        notes=sheet.notes,
        facts=tuple(sheet.facts),
        unmet_gates=tuple(sheet.unmet_gates),
        opinion=sheet.opinion,
    )


@transaction.atomic
def save_sheet(
    *, actor: User, sheet: ScoreSheet, entry: Entry, version: int, at: datetime
) -> ScoreSheet:
    """Keep what a member has filled in so far; only a submitted sheet ever counts."""
    session = Session.objects.get(pk=sheet.session_id)
    sheet = _own_draft(actor, session, sheet)
    _write(sheet, entry, version, at)
    return sheet


@transaction.atomic
def submit_sheet(
    *, actor: User, sheet: ScoreSheet, entry: Entry, version: int, at: datetime
) -> ScoreSheet:
    """Hand a complete sheet in for good; doing so twice changes nothing."""
    session = locked(sheet.session)
    handed_in = ScoreSheet.objects.filter(
        pk=sheet.pk, member=actor, submitted_at__isnull=False
    ).first()
    if handed_in and entry_of(handed_in) == entry:
        return handed_in
    sheet = _own_draft(actor, session, sheet)
    if not Panelist.objects.filter(
        session=session, user=actor, is_present=True
    ).exists():
        raise RuleViolation(
            "sheet.absent", "Thư ký đang ghi bạn vắng mặt, chưa nộp phiếu được."
        )
    _write(sheet, entry, version, at)
    assessment = engine.assess(
        card_of(sheet), sheet.ticks, sheet.facts, sheet.unmet_gates
    )
    sheet.points = assessment.points
    sheet.submitted_at = at
    sheet.salt = secrets.token_hex(16)
    digest = ledger.salted_digest(_sealed(sheet), sheet.salt)
    sheet.receipt = f"PC-{sheet.pk}-{digest[:10].upper()}"
    sheet.save(update_fields=["points", "submitted_at", "salt", "receipt"])
    ledger.record(
        actor=actor.pseudonym, verb="sheet.submitted", subject=sheet, digest=digest
    )
    tell(
        recipients=[actor],
        kind="sheet.receipt",
        values={
            "product": str(sheet.dossier),
            "at": f"{at.astimezone(VIETNAM):%H:%M, %d/%m/%Y}",
            "code": sheet.receipt,
        },
        url=sheet.get_absolute_url(),
        about=f"sheet:{sheet.pk}:receipt",
    )
    return sheet


@transaction.atomic
def revise_sheet(*, actor: User, sheet: ScoreSheet, at: datetime) -> ScoreSheet:
    """Start a correction before closing: a new sheet; the old one counts until then."""
    session = locked(sheet.session)
    _refuse_unless_scored_now(session, sheet)
    newest = _newest(sheet)
    access.require(policies.may_score(actor, newest))
    if newest.submitted_at is None:
        return newest
    revised = ScoreSheet(
        session=session,
        dossier=newest.dossier,
        member=actor,
        pass_number=newest.pass_number,
        revision=newest.revision + 1,
        saved_at=at,
    )
    for name in CONTENT:
        setattr(revised, name, getattr(newest, name))
    revised.save()
    ledger.record(actor=actor.pseudonym, verb="sheet.revised", subject=revised)
    return revised


@transaction.atomic
def recuse(*, actor: User, sheet: ScoreSheet, reason: str, at: datetime) -> Recusal:
    """Declare an interest in a product: the member does not score it nor count."""
    session = locked(sheet.session)
    access.require(sheet.member_id == actor.pk)
    _refuse_unless_scored_now(session, sheet)
    if not reason.strip():
        raise RuleViolation(
            "recusal.no_reason", "Hãy nêu bạn có liên quan thế nào.", field="reason"
        )
    item = queries.item_of(sheet)
    if (sheet.dossier_id, actor.pk) in queries.submitted(session, [item]):
        raise RuleViolation(
            "recusal.submitted",
            "Bạn đã nộp phiếu cho sản phẩm này. Hãy báo Chủ tịch Hội đồng.",
        )
    recusal, is_new = Recusal.objects.get_or_create(
        session=session,
        dossier=sheet.dossier,
        member=actor,
        defaults={"reason": reason.strip(), "declared_at": at},
    )
    if is_new:
        ledger.record(actor=actor.pseudonym, verb="recusal.declared", subject=recusal)
    return recusal


def card_of(sheet: ScoreSheet) -> ProductSet:
    """The criteria a sheet is scored by."""
    return library.load_set(sheet.dossier.pack_id, sheet.dossier.set_slug)


def refuse_bad_entry(card: ProductSet, entry: Entry) -> None:
    """Refuse ticks, facts and gates that are not on the sheet, and endless notes."""
    engine.standing(card, entry.ticks, entry.facts, entry.unmet_gates)
    code = too_long(entry)
    if code == "":
        raise RuleViolation(
            "note.too_long",
            "Ý kiến dài quá %(limit)s chữ. Hãy viết gọn lại.",
            limit=LONGEST,
        )
    if code is not None:
        raise RuleViolation(
            "note.too_long",
            "Ghi chú ở %(criterion)s dài quá %(limit)s chữ. Hãy viết gọn lại.",
            criterion=code,
            limit=LONGEST,
        )


def _own_draft(actor: User, session: Session, sheet: ScoreSheet) -> ScoreSheet:
    sheet = (
        ScoreSheet.objects.select_for_update(of=("self",))
        .select_related("dossier__product")
        .get(pk=sheet.pk)
    )
    access.require(policies.may_score(actor, sheet))
    if sheet.submitted_at:
        raise RuleViolation(
            "sheet.submitted", "Phiếu này đã nộp, không sửa được. Hãy thay phiếu mới."
        )
    _refuse_unless_scored_now(session, sheet)
    return sheet


def _refuse_unless_scored_now(session: Session, sheet: ScoreSheet) -> None:
    item = queries.item_of(sheet)
    is_now = (
        session.state == Session.State.SCORING
        and item.result is None
        and item.pass_number == sheet.pass_number
    )
    if not is_now:
        raise RuleViolation(
            "sheet.closed", "Đã khép chấm sản phẩm này, không ghi thêm được nữa."
        )


def _newest(sheet: ScoreSheet) -> ScoreSheet:
    return (
        ScoreSheet.objects.select_related("dossier__product")
        .filter(
            session=sheet.session_id,
            dossier=sheet.dossier_id,
            member=sheet.member_id,
            pass_number=sheet.pass_number,
        )
        .order_by("-revision", "pk")[0]
    )


def _write(sheet: ScoreSheet, entry: Entry, version: int, at: datetime) -> None:
    refuse_bad_entry(card_of(sheet), entry)
    if entry == entry_of(sheet):
        return
    if sheet.version != version:
        raise RuleViolation(
            "sheet.changed",
            "Phiếu này vừa được ghi từ một máy khác. Bấm “Lưu phiếu” để xem và gộp"
            " hai bản, không mất gì.",
        )
    sheet.ticks = dict(entry.ticks)
    sheet.notes = dict(entry.notes)
    sheet.facts = list(entry.facts)
    sheet.unmet_gates = list(entry.unmet_gates)
    sheet.opinion = entry.opinion
    sheet.version += 1
    sheet.saved_at = at
    sheet.save(update_fields=[*CONTENT, "version", "saved_at"])


def _sealed(sheet: ScoreSheet) -> dict[str, object]:
    """Everything the receipt vouches for."""
    return {
        "session": sheet.session_id,
        "dossier": sheet.dossier_id,
        "pass": sheet.pass_number,
        "revision": sheet.revision,
        **{name: getattr(sheet, name) for name in CONTENT},
    }
