"""Papers as the pages of a draft show them: there, or still to be added."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from saolang.dossiers.models import Dossier, EvidenceLink
from saolang.dossiers.progress import Progress
from saolang.dossiers.rules.checklist import Condition, Line
from saolang.evidence.models import Evidence
from saolang.evidence.rules import validity
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
    """Every paper of the dossier once, with the criteria it proves."""
    papers: dict[int, tuple[Evidence, list[str]]] = {}
    for link in links:
        entry = papers.setdefault(link.evidence_id, (link.evidence, []))
        entry[1].append(link.criterion)
    return [_tile(dossier, paper, codes, on) for paper, codes in papers.values()]


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
