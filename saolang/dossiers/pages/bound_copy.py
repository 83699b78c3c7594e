"""What a bound copy holds, in the order of Form 02, and what its page says of it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _

from saolang.documents import pdf
from saolang.documents.binding import Copy, Line, Part
from saolang.dossiers.models import BoundCopy, Dossier, Snapshot
from saolang.dossiers.pages import forms
from saolang.dossiers.queries import offices
from saolang.evidence.rules import catalogue, pages
from saolang.files import artist, storage
from saolang.files.models import StoredFile
from saolang.files.rules import signatures
from saolang.kernel.calendar import local_date
from saolang.kernel.errors import RuleViolation
from saolang.papers.layouts import layout_of
from saolang.tasks.models import Job

Entry = Mapping[str, Any]
FORMS = ("Mẫu 01. Phiếu đăng ký", "Mẫu 02. Báo cáo tự đánh giá")
OTHERS = "Giấy tờ chung của hồ sơ"


@dataclass
class Shelf:
    """Papers as they are put in order: each is bound once and named where it serves."""

    folder: Path
    is_full: bool
    files: Mapping[int, StoredFile]
    parts: list[Part] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    bound: dict[int, int] = field(default_factory=dict)

    def put(self, title: str, used: Iterable[tuple[Entry, Mapping[str, str]]]) -> None:
        """The papers of one criterion under its name; nothing when it has none."""
        used = list(used)
        if used:
            self.lines.append(Line(title))
        for entry, use in used:
            self._put(entry, use)

    def _put(self, entry: Entry, use: Mapping[str, str]) -> None:
        file = self.files[entry["file"]]
        if reason := self._left_out(entry, file):
            gone = f"không có trong bản gộp: {reason}"
            self.lines.append(Line(entry["title"], 2, note=gone))
            return
        known = entry["evidence"] in self.bound
        if not known:
            self.bound[entry["evidence"]] = len(self.parts)
            self.parts.append(
                Part(
                    f"{entry['title']} ({file.name})",
                    (str(_laid_out(file, self.folder)),),
                    _stamp(entry),
                )
            )
        first, last, told = _pages(use)
        note = [told, use["proves"], "đã đóng ở trên" if known else ""]
        self.lines.append(
            Line(
                _named(entry),
                2,
                self.bound[entry["evidence"]],
                first,
                last,
                "; ".join(part for part in note if part),
            )
        )

    def _left_out(self, entry: Entry, file: StoredFile) -> str:
        """Why a paper is not bound; empty when it is."""
        if not file.is_servable:
            return "tệp không nhận được"
        if not self.is_full and catalogue.is_sensitive(entry["kind"]):
            return "có thông tin cá nhân, xã và tỉnh đã xem"
        return ""


def volume(snapshot: Snapshot, folder: Path, *, is_full: bool) -> Copy:
    """Everything that was handed over, its forms typeset and its files laid out.

    Unless `is_full` papers that tell of persons are named only.
    """
    with translation.override("vi"):
        return _volume(snapshot, folder, is_full)


def _volume(snapshot: Snapshot, folder: Path, is_full: bool) -> Copy:
    over = forms.handed_in(snapshot.dossier, snapshot)
    entries: list[Entry] = snapshot.files
    shelf = Shelf(
        folder, is_full, StoredFile.objects.in_bulk([e["file"] for e in entries])
    )
    receipts = snapshot.dossier.receipts.filter(snapshot=snapshot)
    contents = (forms.form01(over, receipts), forms.form02(over, 0))
    for kind, title, content in zip(("form01", "form02"), FORMS, contents, strict=True):
        path = folder / f"{kind}.pdf"
        path.write_bytes(pdf.render(layout_of(kind).typst, content))
        shelf.lines.append(Line(title, part=len(shelf.parts)))
        shelf.parts.append(Part(title, (str(path),), title))
    for code, criterion in over.card.criteria.items():
        shelf.put(f"{code}. {criterion.title}", _used_for(entries, code))
    shelf.put(OTHERS, _used_for(entries, ""))
    product, producer = over.content["product"], over.content["producer"]
    on = f"{local_date(snapshot.taken_at):%d/%m/%Y}"
    return Copy(
        title=f"Hồ sơ sản phẩm {product['name']}",
        about=(producer["name"], f"Bản nộp lần {snapshot.number}, ngày {on}"),
        heading="Mục lục",
        parts=tuple(shelf.parts),
        lines=tuple(shelf.lines),
        contents_after=len(FORMS),
    )


def _used_for(
    entries: Iterable[Entry], code: str
) -> Iterable[tuple[Entry, Mapping[str, str]]]:
    return [
        (entry, use)
        for entry in entries
        for use in offices.uses_of(entry)
        if use["criterion"] == code
    ]


def _laid_out(file: StoredFile, folder: Path) -> Path:
    """The paper as a PDF or a picture in the folder."""
    path = folder / file.key.hex
    if file.is_image:
        storage.copy_served(file, path)
    elif file.media_type == signatures.PDF:
        storage.copy_received(file, path)
    else:
        path.write_bytes(artist.reading_copy(file))
    return path


def _named(entry: Entry) -> str:
    number = f", số {entry['number']}" if entry["number"] else ""
    return f"{entry['title']}{number}"


def _stamp(entry: Entry) -> str:
    codes = ", ".join(code for code in entry["criteria"] if code)
    title = str(entry["title"])
    return f"Tiêu chí {codes} – {title}" if codes else title


def _pages(use: Mapping[str, str]) -> tuple[int, int | None, str]:
    """The pages a criterion names: where they begin and end, and in words."""
    try:
        ranges = pages.read(use["pages"])
    except RuleViolation:
        ranges = ()
    if not ranges:
        return 1, None, ""
    told = f"trang {pages.written(ranges)} của giấy"
    return ranges[0][0], ranges[-1][1], told


# --- its page ---------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class State:
    """How a bound copy stands: being made, there, or why the last try failed."""

    snapshot: Snapshot
    copy: BoundCopy | None

    @property
    def job(self) -> Job | None:
        """The work on it that is not finished."""
        job = self.copy.job if self.copy else None
        return job if job and not job.is_finished else None

    @property
    def failure(self) -> str:
        """Why the last try came to nothing; empty when it did not."""
        job = self.copy.job if self.copy else None
        if self.copy is None or job is None or job.finished_at is None:
            return ""
        if job.state == Job.State.DEAD:
            return _("Máy đã thử nhiều lần mà không gộp được. Hãy thử lại sau.")
        made = self.copy.bound_at
        return "" if made and made > job.created_at else job.progress_note


def state_of(dossier: Dossier, *, is_full: bool) -> State | None:
    """The bound copy of what was handed in last; None when nothing was."""
    snapshot = dossier.snapshots.order_by("-number").first()
    if snapshot is None:
        return None
    copies = BoundCopy.objects.select_related("file", "job")
    return State(snapshot, copies.filter(snapshot=snapshot, is_full=is_full).first())
