"""Papers as the pages of a draft show them: there, or still to be added."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from saolang.dossiers import stops
from saolang.dossiers.models import Dossier, EvidenceLink
from saolang.dossiers.progress import Progress, card_of
from saolang.dossiers.queries import library
from saolang.dossiers.rules import fitting
from saolang.dossiers.rules.checklist import Condition, Line
from saolang.evidence.models import Evidence
from saolang.evidence.rules import catalogue, themes, validity
from saolang.evidence.rules.validity import Validity
from saolang.files.models import StoredFile


@dataclass(frozen=True, slots=True)
class Tile:
    """A paper as the page shows it: there, or still to be added."""

    title: str
    text: str
    kind: str
    status: str
    status_kind: str
    url: str = ""
    link: str = ""
    link_icon: str = "upload"


def wanted(dossier: Dossier, progress: Progress, star: int) -> list[Tile]:
    """Papers still to be added for handing in and for the next star."""
    return [
        _missing_tile(dossier, line)
        for line in progress.papers
        if line.condition is Condition.MISSING
        and (line.is_blocking or (line.star or 9) <= star)
    ]


def held(dossier: Dossier, links: Iterable[EvidenceLink], on: date) -> list[Tile]:
    """Every paper of the dossier once, with the criteria it proves and their pages."""
    papers: dict[int, tuple[Evidence, list[str]]] = {}
    for link in links:
        entry = papers.setdefault(link.evidence_id, (link.evidence, []))
        pages = _(" (tr. %(pages)s)") % {"pages": link.pages} if link.pages else ""
        entry[1].append(f"{link.criterion}{pages}" if link.criterion else "")
    return [_tile(dossier, paper, codes, on) for paper, codes in papers.values()]


@dataclass(frozen=True, slots=True)
class Usable:
    """A paper of the library that could serve a dossier and is not used there yet."""

    paper: Evidence
    kind_name: str
    elsewhere: str


def usable(dossier: Dossier, on: date) -> list[Usable]:
    """The producer's papers that hold on the day and prove something on this sheet."""
    card = card_of(dossier)
    sheet = fitting.Sheet(card.group, {leaf.topic for leaf in card.leaves})
    kept = library.not_yet_in(dossier, on)
    found = [paper for paper, seen in kept if fitting.serves(seen, sheet, on)]
    found.sort(key=lambda paper: themes.place_of(paper.kind))
    others = library.products_of(found)
    return [
        Usable(paper, str(catalogue.name_of(paper.kind)), others.get(paper.pk, ""))
        for paper in found
    ]


def expired_on(paper: Evidence, dossier: Dossier, today: date) -> date | None:
    """The day the dossier is judged, when the paper no longer holds by then."""
    day = stops.judging_day(dossier, today)
    state = validity.on_day(paper.valid_until, day)
    return day if state is Validity.EXPIRED else None


def _tile(dossier: Dossier, paper: Evidence, codes: Iterable[str], on: date) -> Tile:
    """A paper that is there, judged on the day of the session."""
    title = paper.title
    told = [_("Số %(number)s") % {"number": paper.number}] if paper.number else []
    if paper.issued_on:
        told.append(_("cấp %(day)s") % {"day": f"{paper.issued_on:%d/%m/%Y}"})
    if used := [code for code in codes if code]:
        told.append(_("cho %(codes)s") % {"codes": ", ".join(used)})
    kind, status, status_kind = _state_of(paper, on)
    url = reverse("dossiers:place_paper", args=[dossier.pk, paper.pk])
    return Tile(
        title, ", ".join(told), kind, status, status_kind, url, _("Xem, sửa"), "eye"
    )


def _missing_tile(dossier: Dossier, line: Line) -> Tile:
    papers = reverse("dossiers:papers", args=[dossier.pk])
    text = _("Cho tiêu chí %(codes)s") % {"codes": ", ".join(line.criteria)}
    need = (
        _("Cần để nộp")
        if line.is_blocking
        else _("Cần cho %(star)s sao") % {"star": line.star}
    )
    return Tile(
        str(line.kind.name),
        text if line.criteria else "",
        "need",
        need,
        "",
        f"{papers}?giay={line.kind.code}#them",
        _("Thêm giấy này"),
    )


def _state_of(paper: Evidence, on: date) -> tuple[str, str, str]:
    """Kind of the tile, the words of its badge, kind of the badge."""
    until = f"{paper.valid_until:%d/%m/%Y}" if paper.valid_until else ""
    if paper.file.state == StoredFile.State.REFUSED:
        return "late", _("Không nhận tệp này"), "bad"
    state = validity.on_day(paper.valid_until, on)
    if state is Validity.EXPIRED:
        return "late", _("Hết hạn %(day)s, trước ngày chấm") % {"day": until}, "bad"
    if paper.file.is_being_checked:
        return "", _("Đang kiểm tra tệp"), "time"
    if state is Validity.ENDING:
        return "late", _("Hết hạn %(day)s") % {"day": until}, "time"
    return "", _("Đến hết %(day)s") % {"day": until} if until else _("Đã nhận"), "ok"
