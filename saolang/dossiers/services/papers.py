"""The forms of a dossier as papers: made once from what was handed in."""

import hashlib
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.urls import reverse

from saolang.audit import ledger
from saolang.documents import pdf
from saolang.dossiers import form03, transitions
from saolang.dossiers.models import Dossier, Receipt, Snapshot, SupplementRequest
from saolang.dossiers.offices import OFFICES
from saolang.dossiers.pages import forms
from saolang.dossiers.queries import offices as queries
from saolang.dossiers.queries import visible_to
from saolang.geography.models import AdminUnit
from saolang.kernel.errors import RuleViolation
from saolang.papers import queries as paper_queries
from saolang.papers import services as papers
from saolang.papers.layouts import layout_of
from saolang.papers.models import Paper
from saolang.papers.services.producing import filled
from saolang.people.models import User

FORM01, FORM02, RECEIPT, ASKED = "form01", "form02", "receipt", "supplement_request"
OWN = (FORM01, FORM02)


@transaction.atomic
def draw_up(
    *, actor: User, dossier: Dossier, kind: str, subject_id: int, at: datetime
) -> Paper:
    """Produce a form of what was handed in; asking again gives the same paper.

    Form 01 is made anew when an office has noted something on it since.
    """
    dossier = transitions.locked(dossier)
    if not visible_to(actor).filter(pk=dossier.pk).exists():
        raise PermissionDenied
    subject, unit, content = _asked_for(dossier, kind, subject_id)
    known = paper_queries.of_subject(subject, kind)
    if known and (kind != FORM01 or known.snapshot_sha256 == _digest(content)):
        return known
    return papers.produce(
        actor=actor,
        kind=kind,
        unit=unit,
        subject=subject,
        title=content["title"],
        snapshot=content,
        at=at,
        page=reverse("dossiers:forms", args=[dossier.pk]),
    )


def draft_form(dossier: Dossier, kind: str, form: str, at: datetime) -> bytes:
    """Form 01 or 02 of a draft as it stands, marked as one; nothing is kept."""
    over = forms.draft(dossier)
    content = forms.form01(over, ()) if kind == FORM01 else forms.form02(over, at.year)
    if form == "pdf":
        return pdf.render(layout_of(kind).typst, content)
    template = paper_queries.template_in_force(dossier.commune, kind)
    return filled(kind, content, template)


def _asked_for(
    dossier: Dossier, kind: str, subject_id: int
) -> tuple[models.Model, AdminUnit, dict[str, Any]]:
    """What a form is about, who gives it, and what it says."""
    if kind in OWN:
        snapshot = _one(dossier.snapshots.filter(pk=subject_id))
        over = forms.handed_in(dossier, snapshot)
        if kind == FORM02:
            return snapshot, dossier.commune, forms.form02(over, 0)
        slips = dossier.receipts.select_related("received_by").order_by("pk")
        given = slips.filter(snapshot__number__lte=snapshot.number)
        return snapshot, dossier.commune, forms.form01(over, given)
    if kind == RECEIPT:
        slips = dossier.receipts.select_related("snapshot", "unit", "received_by")
        slip: Receipt = _one(slips.filter(pk=subject_id))
        return slip, slip.unit, forms.receipt(dossier, slip)
    if kind == ASKED:
        asked = _one(
            dossier.supplements.select_related("requested_by").filter(pk=subject_id)
        )
        unit = OFFICES[Receipt.Level(asked.level)].unit_of(dossier)
        content = forms.supplement_request(dossier, asked, _before(dossier, asked))
        return asked, unit, content
    report = queries.report_of(dossier)
    if kind != form03.PAPER or report is None or report.signed_at is None:
        raise _not_there()
    return report, dossier.commune, form03.content(dossier, report)


def _before(dossier: Dossier, asked: SupplementRequest) -> Snapshot:
    """What the office had before it when it asked."""
    earlier = dossier.snapshots.filter(taken_at__lte=asked.requested_at)
    found = earlier.order_by("-number").first()
    return found or queries.latest_snapshot(dossier)


def _one(found: Any) -> Any:
    row = found.first()
    if row is None:
        raise _not_there()
    return row


def _not_there() -> RuleViolation:
    return RuleViolation("form.not_there", "Hồ sơ này không có văn bản ấy.")


def _digest(content: Mapping[str, Any]) -> str:
    return hashlib.sha256(ledger.canonical(content)).hexdigest()
