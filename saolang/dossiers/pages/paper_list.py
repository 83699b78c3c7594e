"""The forms a dossier has, each with its files once it was drawn up."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Model
from django.utils.translation import gettext as _

from saolang.dossiers import form03
from saolang.dossiers.models import Dossier
from saolang.dossiers.queries import offices as queries
from saolang.dossiers.services.papers import ASKED, FORM01, FORM02, RECEIPT
from saolang.kernel.calendar import local_date
from saolang.papers import downloads
from saolang.papers.layouts import LAYOUTS
from saolang.papers.models import Paper
from saolang.people.models import User


@dataclass(frozen=True, slots=True)
class Row:
    """One form: what it is, what it is about, its paper and files when there are."""

    kind: str
    subject: Model
    about: str
    paper: Paper | None
    files: tuple[downloads.Download, ...]

    @property
    def title(self) -> str:
        return str(LAYOUTS[self.kind].title)

    @property
    def key(self) -> str:
        return f"{self.kind}-{self.subject.pk}"


def rows(dossier: Dossier, reader: User, now: datetime) -> list[Row]:
    """What was handed in and what offices gave, the newest hand-over first."""
    subjects: list[tuple[str, Model, str]] = []
    for snapshot in dossier.snapshots.order_by("-number"):
        day = f"{local_date(snapshot.taken_at):%d/%m/%Y}"
        about = _("bản nộp lần %(n)s, %(day)s") % {"n": snapshot.number, "day": day}
        subjects += [(FORM01, snapshot, about), (FORM02, snapshot, about)]
    for slip in dossier.receipts.select_related("unit").order_by("-received_at"):
        subjects.append((RECEIPT, slip, f"{slip.number}, {slip.unit.full_name}"))
    for asked in queries.supplements_of(dossier):
        day = f"{local_date(asked.requested_at):%d/%m/%Y}"
        subjects.append((ASKED, asked, f"{asked.get_level_display()}, {day}"))
    report = queries.report_of(dossier)
    if report and report.signed_at:
        subjects.append((form03.PAPER, report, dossier.commune.full_name))
    drawn = _drawn([(kind, subject) for kind, subject, _about in subjects])
    return [
        _row(kind, subject, about, drawn.get((kind, str(subject.pk))), reader, now)
        for kind, subject, about in subjects
    ]


def _drawn(subjects: list[tuple[str, Model]]) -> dict[tuple[str, str], Paper]:
    """The latest paper of each, in one query."""
    found = Paper.objects.filter(
        kind__in={kind for kind, _subject in subjects},
        subject_kind__in={s._meta.label_lower for _kind, s in subjects},
        subject_id__in={str(subject.pk) for _kind, subject in subjects},
    ).select_related("docx", "pdf", "own_pdf", "conversion")
    return {(paper.kind, paper.subject_id): paper for paper in found.order_by("pk")}


def _row(
    kind: str,
    subject: Model,
    about: str,
    paper: Paper | None,
    reader: User,
    now: datetime,
) -> Row:
    files = downloads.of(paper, reader=reader, at=now) if paper else ()
    return Row(kind, subject, about, paper, tuple(files))
