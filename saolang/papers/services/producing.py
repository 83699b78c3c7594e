"""Produce papers and give them numbers; what is signed is never made again."""

import hashlib
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.db import models, transaction
from django.urls import reverse

from saolang.audit import ledger
from saolang.documents import pdf, word
from saolang.files import services as files
from saolang.files import storage
from saolang.geography.models import AdminUnit
from saolang.kernel.errors import RuleViolation
from saolang.kernel.text import slug
from saolang.papers import fields, jobs, queries
from saolang.papers.layouts import DOCX, PDF, Layout, layout_of
from saolang.papers.models import NumberRegister, OfficeTemplate, Paper
from saolang.people.models import User
from saolang.tasks import queue


@transaction.atomic
def produce(
    *,
    actor: User,
    kind: str,
    unit: AdminUnit,
    subject: models.Model,
    title: str,
    snapshot: Mapping[str, Any],
    at: datetime,
    page: str = "",
) -> Paper:
    """Make a draft of a paper as DOCX and PDF, with the data it was made from.

    The caller has decided that `actor` may; the snapshot holds strings only, and of
    persons no more than names and what a form asks to reach them by. `page` is the
    address of what the paper is about, for the way back.
    """
    layout = layout_of(kind)
    paper = Paper(
        kind=kind,
        unit=unit,
        subject_kind=subject._meta.label_lower,
        subject_id=str(subject.pk),
        title=title,
        page=page,
        produced_by=actor,
    )
    _typeset(paper, layout, snapshot, at, actor)
    ledger.record(
        actor=actor.pseudonym,
        verb="paper.produced",
        subject=paper,
        digest=paper.sealed_digest,
    )
    return paper


@transaction.atomic
def sign(
    *,
    actor: User,
    paper: Paper,
    number: int,
    symbol: str,
    dated_on: date,
    snapshot: Mapping[str, Any],
    at: datetime,
) -> Paper:
    """Give a draft its number and date from the agency's register; it is final then."""
    paper = Paper.objects.select_for_update().get(pk=paper.pk)
    if paper.state not in {Paper.State.DRAFT, Paper.State.SUBMITTED}:
        raise RuleViolation("paper.final", "Văn bản này đã ký, không làm lại được.")
    layout = layout_of(paper.kind)
    _take_number(paper.unit, layout.series, dated_on.year, number)
    paper.number, paper.symbol = number, symbol
    paper.year, paper.dated_on = dated_on.year, dated_on
    paper.state = Paper.State.SIGNED
    _typeset(paper, layout, snapshot, at, actor)
    ledger.record(
        actor=actor.pseudonym,
        verb="paper.signed",
        subject=paper,
        digest=paper.sealed_digest,
    )
    return paper


def filled(
    kind: str, content: Mapping[str, Any], template: OfficeTemplate | None
) -> bytes:
    """The DOCX of a paper: by the office's own template where one is in force."""
    values = fields.named(kind, content)
    if template is None:
        return word.render(layout_of(kind).word, values)
    trial = word.try_out(storage.read(template.file), fields.schema(kind), [values])
    if trial.problems:
        raise RuleViolation(
            "paper.template_fails",
            "Mẫu riêng “%(template)s” không điền được dữ liệu này. Hãy báo cơ quan cấp"
            " tỉnh dùng lại bản mẫu trước, rồi lập văn bản lần nữa.",
            template=template.name,
        )
    return trial.filled[0]


def _typeset(
    paper: Paper,
    layout: Layout,
    snapshot: Mapping[str, Any],
    at: datetime,
    actor: User,
) -> None:
    template = queries.template_in_force(paper.unit, paper.kind)
    paper.template_version = template.name if template else layout.name
    paper.snapshot = dict(snapshot)
    paper.snapshot_sha256 = hashlib.sha256(ledger.canonical(snapshot)).hexdigest()
    name = slug(f"{paper.title} {paper.number or 'du thao'}")[:80]
    paper.docx = files.store(
        actor=actor,
        name=f"{name}.docx",
        content=filled(paper.kind, snapshot, template),
        media_type=DOCX,
        at=at,
    )
    paper.pdf = files.store(
        actor=actor,
        name=f"{name}.pdf",
        content=pdf.render(layout.typst, snapshot),
        media_type=PDF,
        at=at,
    )
    paper.own_pdf, paper.conversion = None, None
    paper.save()
    if template and settings.OFFICE_PROGRAM:
        paper.conversion = queue.enqueue(
            jobs.convert,
            owner=actor,
            paper_id=paper.pk,
            docx_id=paper.docx.pk,
            url=paper.page or reverse("papers:paper", args=[paper.pk]),
        )
        paper.save(update_fields=["conversion"])


def _take_number(unit: AdminUnit | None, series: str, year: int, number: int) -> None:
    """Note a number a person confirmed; gaps are allowed, twice is not."""
    if number < 1:
        raise RuleViolation(
            "paper.number", "Số văn bản phải từ 1 trở lên.", field="number"
        )
    register, _new = NumberRegister.objects.select_for_update().get_or_create(
        unit=unit, series=series, year=year
    )
    if queries.number_taken(unit, series, year, number):
        raise RuleViolation(
            "paper.number_taken",
            "Số %(number)s đã dùng trong năm %(year)s. Số kế tiếp là %(next)s.",
            field="number",
            number=number,
            year=year,
            next=register.last_number + 1,
        )
    register.last_number = max(register.last_number, number)
    register.save(update_fields=["last_number"])
