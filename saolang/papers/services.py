"""Produce papers and give them numbers; what is signed is never made again."""

import hashlib
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import models, transaction

from saolang.audit import ledger
from saolang.documents import pdf, word
from saolang.files import services as files
from saolang.geography.models import AdminUnit
from saolang.kernel.errors import RuleViolation
from saolang.kernel.text import slug
from saolang.papers import queries
from saolang.papers.layouts import Layout, layout_of
from saolang.papers.models import NumberRegister, Paper
from saolang.people.models import User

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
PDF = "application/pdf"


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
) -> Paper:
    """Make a draft of a paper as DOCX and PDF, with the data it was made from.

    The caller has decided that `actor` may; the snapshot holds strings only and no
    personal data beyond names.
    """
    layout = layout_of(kind)
    paper = Paper(
        kind=kind,
        unit=unit,
        subject_kind=subject._meta.label_lower,
        subject_id=str(subject.pk),
        title=title,
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


def _typeset(
    paper: Paper, layout: Layout, snapshot: Mapping[str, Any], at: datetime, actor: User
) -> None:
    paper.template_version = layout.name
    paper.snapshot = dict(snapshot)
    paper.snapshot_sha256 = hashlib.sha256(ledger.canonical(snapshot)).hexdigest()
    name = slug(f"{paper.title} {paper.number or 'du thao'}")[:80]
    paper.docx = files.store(
        actor=actor,
        name=f"{name}.docx",
        content=word.render(layout.word, snapshot),
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
    paper.save()


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
