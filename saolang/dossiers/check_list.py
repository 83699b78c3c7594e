"""The check list of papers as an office goes through it, line by line."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from saolang.audit import ledger
from saolang.criteria import library
from saolang.dossiers import form03
from saolang.dossiers.models import Dossier, EvidenceLink, PaperCheck
from saolang.dossiers.offices import Office
from saolang.dossiers.queries import offices as queries
from saolang.evidence.models import Evidence
from saolang.evidence.rules import catalogue, validity

Check = EvidenceLink.Check
WANTING = (Check.MISSING, Check.UNCLEAR, Check.EXPIRED)
_ALWAYS, _BY_LAW = "R", "C"


@dataclass(frozen=True, slots=True)
class Line:
    """One thing a dossier is made of."""

    key: str
    title: str
    need: str = ""


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper that the producer attached for a line."""

    link_id: int
    title: str
    valid_until: date | None
    has_expired: bool


@dataclass(frozen=True, slots=True)
class Row:
    """A line with the papers attached for it and what the office found."""

    line: Line
    papers: tuple[Paper, ...]
    state: Check
    note: str

    @property
    def key(self) -> str:
        return self.line.key

    @property
    def wanting(self) -> str:
        """What is missing here, in a sentence for the producer; empty when nothing."""
        if self.state not in WANTING:
            return ""
        said = f"{self.line.title}: {self.state.label}"
        return f"{said}. {self.note}" if self.note else f"{said}."


def lines(dossier: Dossier, attached: Iterable[str]) -> list[Line]:
    """What must be in the dossier, and what else the producer attached.

    Forms 01 and 02 and the samples come from article 6 of Decision 26/2026, the papers
    from the catalogue for the product's group.
    """
    product_set = library.load_set(dossier.pack_id, dossier.set_slug)
    needs = {_ALWAYS: _("bắt buộc"), _BY_LAW: _("nếu pháp luật yêu cầu")}
    kinds = set(attached)
    found = [
        Line("form01", _("Phiếu đăng ký (Mẫu 01)"), needs[_ALWAYS]),
        Line("form02", _("Báo cáo tự đánh giá (Mẫu 02)"), needs[_ALWAYS]),
    ]
    if count := form03.samples(product_set):
        title = _("%(count)d sản phẩm mẫu") % {"count": count}
        found.append(Line("samples", title, needs[_ALWAYS]))
    for kind in catalogue.CATALOGUE:
        need = needs.get(kind.need(product_set.group), "")
        if need or kind.code in kinds:
            found.append(Line(kind.code, kind.name, need))
    return found


def keys(dossier: Dossier) -> set[str]:
    """The keys of every line an office may note something on."""
    kinds = dossier.links.values_list("evidence__kind", flat=True)
    return {line.key for line in lines(dossier, kinds)}


def rows(
    dossier: Dossier, office: Office, links: Iterable[EvidenceLink], today: date
) -> list[Row]:
    """The check list of one office, with the papers beside each line."""
    day = dossier.judged_on or today
    papers: dict[str, dict[int, Paper]] = {}
    for link in links:
        paper = _paper(link, link.evidence, day)
        papers.setdefault(link.evidence.kind, {}).setdefault(link.evidence_id, paper)
    checks = queries.checks_of(dossier, office)
    return [
        _row(line, papers.get(line.key, {}), checks.get(line.key))
        for line in lines(dossier, papers)
    ]


def _paper(link: EvidenceLink, evidence: Evidence, day: date) -> Paper:
    state = validity.on_day(evidence.valid_until, day)
    expired = state is validity.Validity.EXPIRED
    return Paper(link.pk, evidence.title, evidence.valid_until, expired)


def _row(line: Line, papers: Mapping[int, Paper], check: PaperCheck | None) -> Row:
    return Row(
        line,
        tuple(papers.values()),
        Check(check.state) if check else Check.UNSEEN,
        check.note if check else "",
    )


def mark(checks: Mapping[str, PaperCheck]) -> str:
    """A short mark of everything noted so far, to see whether a colleague changed it."""
    noted = {line: [check.state, check.note] for line, check in checks.items()}
    return ledger.salted_digest(noted, "check-list")[:16]
