"""The check list of papers as an office goes through it, line by line."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from saolang.audit import ledger
from saolang.criteria import library
from saolang.dossiers import form03, progress
from saolang.dossiers.models import Dossier, EvidenceLink, PaperCheck
from saolang.dossiers.offices import COMMUNE, Office
from saolang.dossiers.queries import offices as queries
from saolang.dossiers.rules import checklist
from saolang.dossiers.rules.checklist import Condition, Need

Check = EvidenceLink.Check
WANTING = (Check.MISSING, Check.UNCLEAR, Check.EXPIRED)


@dataclass(frozen=True, slots=True)
class Line:
    """One thing a dossier is made of; `hint` is what the system sees by itself."""

    key: str
    title: str
    need: str = ""
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A line, the papers attached for it, what this office found and one before it."""

    line: Line
    papers: tuple[EvidenceLink, ...]
    state: Check
    note: str
    earlier: str = ""

    @property
    def key(self) -> str:
        return self.line.key

    @property
    def wanting(self) -> str:
        """What is missing here, in a sentence for the producer; empty when nothing."""
        if self.state not in WANTING:
            return ""
        return f"{self.line.title}: {_words(self.state, self.note)}"


def rows(
    dossier: Dossier, office: Office, links: Sequence[EvidenceLink], today: date
) -> list[Row]:
    """The check list of one office, with the papers beside each line."""
    papers: dict[str, dict[int, EvidenceLink]] = {}
    for link in links:
        papers.setdefault(link.evidence.kind, {}).setdefault(link.evidence_id, link)
    checks = queries.checks_of(dossier, office)
    earlier = queries.checks_of(dossier, COMMUNE) if office is not COMMUNE else {}
    return [
        _row(
            line,
            papers.get(line.key, {}),
            checks.get(line.key),
            earlier.get(line.key),
        )
        for line in _lines(dossier, links, dossier.judged_on or today)
    ]


def _lines(dossier: Dossier, links: Sequence[EvidenceLink], on: date) -> Iterator[Line]:
    """Forms and samples (26/2026, article 6), the papers needed, what else is there."""
    product_set = library.load_set(dossier.pack_id, dossier.set_slug)
    needs = {Need.REQUIRED: _("bắt buộc"), Need.BY_LAW: _("nếu pháp luật yêu cầu")}
    yield Line("form01", _("Phiếu đăng ký (Mẫu 01)"), needs[Need.REQUIRED])
    yield Line("form02", _("Báo cáo tự đánh giá (Mẫu 02)"), needs[Need.REQUIRED])
    if count := form03.samples(product_set):
        title = _("%(count)d sản phẩm mẫu") % {"count": count}
        yield Line("samples", title, needs[Need.REQUIRED])
    held = progress.held(links)
    there = {paper.kind for paper in held}
    for line in checklist.lines(product_set, held, on):
        if line.need in needs or line.kind.code in there:
            name = str(line.kind.name)
            yield Line(line.kind.code, name, needs.get(line.need, ""), _hint(line))


def _hint(line: checklist.Line) -> str:
    return {
        Condition.OK: "",
        Condition.CHECKING: _("Tệp đang được kiểm tra."),
        Condition.EXPIRED: _("Giấy hết hạn trước ngày chấm."),
        Condition.REFUSED: _("Tệp không nhận được."),
        Condition.MISSING: _("Chưa đính kèm giấy nào."),
    }[line.condition]


def _row(
    line: Line,
    papers: Mapping[int, EvidenceLink],
    check: PaperCheck | None,
    earlier: PaperCheck | None,
) -> Row:
    return Row(
        line,
        tuple(papers.values()),
        Check(check.state) if check else Check.UNSEEN,
        check.note if check else "",
        _words(Check(earlier.state), earlier.note) if earlier else "",
    )


def _words(state: Check, note: str) -> str:
    return f"{state.label}. {note}" if note else f"{state.label}."


def mark(checks: Mapping[str, PaperCheck]) -> str:
    """A short mark of everything noted so far: another mark, another list."""
    noted = {line: [check.state, check.note] for line, check in checks.items()}
    return ledger.salted_digest(noted, "check-list")[:16]
