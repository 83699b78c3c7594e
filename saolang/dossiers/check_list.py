"""The check list of papers as an office goes through it, line by line."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from django.utils.translation import gettext as _
from django.utils.translation import override

from saolang.audit import ledger
from saolang.criteria import library
from saolang.criteria.scorecard import Criterion, Option
from saolang.dossiers import form03, progress
from saolang.dossiers.models import Dossier, EvidenceLink, PaperCheck, Snapshot
from saolang.dossiers.offices import COMMUNE, Office
from saolang.dossiers.queries import offices as queries
from saolang.dossiers.rules import checklist
from saolang.dossiers.rules.checklist import Condition, Need
from saolang.evidence.rules import catalogue, validity
from saolang.evidence.rules.validity import Validity

Check = EvidenceLink.Check
WANTING = (Check.MISSING, Check.UNCLEAR, Check.EXPIRED)
CRITERION = "criterion:"


class Part(StrEnum):
    """The two halves of the check: paper by paper, criterion by criterion."""

    PAPERS = "papers"
    CRITERIA = "criteria"


@dataclass(frozen=True, slots=True)
class Line:
    """One thing a dossier is made of; `hint` is what the system sees by itself."""

    key: str
    title: str
    need: str = ""
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A line, the papers attached for it, what this office found and one before it.

    A criterion also says what is claimed for it, and `suggested` what the system sees.
    """

    line: Line
    papers: tuple[EvidenceLink, ...]
    state: Check
    note: str
    earlier: str = ""
    claim: Option | None = None
    said: str = ""
    suggested: Check = Check.UNSEEN

    @property
    def key(self) -> str:
        return self.line.key

    @property
    def wanting(self) -> str:
        """What is missing here, in a sentence for the producer; empty when nothing."""
        if self.state not in WANTING:
            return ""
        return f"{self.line.title}: {_words(self.state, self.note)}"

    @property
    def code(self) -> str:
        """The criterion of the line; empty for a paper."""
        return self.key.partition(CRITERION)[2]

    @property
    def preselected(self) -> Check:
        """What stands in the box: the officer's word, else what the system sees."""
        return self.suggested if self.state is Check.UNSEEN else self.state


def of_part(part: Part, checks: Mapping[str, PaperCheck]) -> dict[str, PaperCheck]:
    """The findings of one half."""
    wanted = part is Part.CRITERIA
    return {k: c for k, c in checks.items() if k.startswith(CRITERION) is wanted}


def part_rows(part: Part, dossier: Dossier, office: Office, today: date) -> list[Row]:
    """One half of the check, as the last hand-over stands."""
    snapshot = queries.latest_snapshot(dossier)
    links = queries.handed_over(dossier, snapshot)
    if part is Part.CRITERIA:
        return criteria_rows(dossier, office, snapshot, links, today)
    return rows(dossier, office, links, today)


def wanting(dossier: Dossier, office: Office, today: date) -> list[Row]:
    """Every line of both halves that this office found wanting."""
    both = (row for part in Part for row in part_rows(part, dossier, office, today))
    return [row for row in both if row.wanting]


def criteria_rows(
    dossier: Dossier,
    office: Office,
    snapshot: Snapshot,
    links: Sequence[EvidenceLink],
    today: date,
) -> list[Row]:
    """Every criterion the producer claims points for, with the papers that prove it."""
    product_set = library.load_set(dossier.pack_id, dossier.set_slug)
    papers: dict[str, list[EvidenceLink]] = {}
    for link in links:
        papers.setdefault(link.criterion, []).append(link)
    checks = queries.checks_of(dossier, office)
    earlier = queries.checks_of(dossier, COMMUNE) if office is not COMMUNE else {}
    said = snapshot.content["form02"].get("descriptions", {})
    on = dossier.judged_on or today
    found = []
    for leaf in product_set.leaves:
        option = leaf.option(snapshot.content["ticks"].get(leaf.code) or "")
        if option is None or not option.points:
            continue
        key = CRITERION + leaf.code
        proof = {link.evidence_id: link for link in papers.get(leaf.code, ())}
        row = _row(
            _criterion_line(leaf, proof, on), proof, checks.get(key), earlier.get(key)
        )
        late = any(_is_late(link, on) for link in proof.values())
        found.append(
            replace(
                row,
                claim=option,
                said=said.get(leaf.code, ""),
                suggested=Check.EXPIRED if late else Check.UNSEEN,
            )
        )
    return found


def _criterion_line(
    leaf: Criterion, proof: Mapping[int, EvidenceLink], on: date
) -> Line:
    hint = "" if proof else _("Chưa đính kèm giấy nào.")
    late = [link.evidence for link in proof.values() if _is_late(link, on)]
    if late:
        hint = _("Hết hạn trước ngày chấm: %(papers)s.") % {
            "papers": ", ".join(f"{p.title} ({p.valid_until:%d/%m/%Y})" for p in late)
        }
    return Line(CRITERION + leaf.code, f"{leaf.code} {leaf.title}", hint=hint)


def _is_late(link: EvidenceLink, on: date) -> bool:
    return validity.on_day(link.evidence.valid_until, on) is Validity.EXPIRED


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


def point(row: Row) -> dict[str, str]:
    """A line found wanting, as a point of the list sent back: its official wording,
    and what it takes to say it in another language."""
    with override("vi"):
        text = f"{title_of(row.key, row.line.title)}: {_words(row.state, row.note)}"
    return {"line": row.key, "text": text, "state": row.state, "note": row.note}


def point_text(item: Mapping[str, str], criteria: Mapping[str, Criterion]) -> str:
    """A point of a list in the reader's language, as far as we wrote it."""
    line, state = item.get("line", ""), item.get("state", "")
    if not line or state not in Check.values:
        return item["text"]
    code = line.partition(CRITERION)[2]
    known = f"{code} {criteria[code].title}" if code in criteria else ""
    title = title_of(line, known)
    return f"{title}: {_words(Check(state), item['note'])}" if title else item["text"]


def title_of(line: str, known: str = "") -> str:
    """What a line is called, in the active language; `known` when nothing else is."""
    named = {
        "form01": _("Phiếu đăng ký (Mẫu 01)"),
        "form02": _("Báo cáo tự đánh giá (Mẫu 02)"),
    }
    if line in catalogue.by_code():
        return str(catalogue.by_code()[line].name)
    return named.get(line, known)


def _words(state: Check, note: str) -> str:
    return f"{state.label}. {note}" if note else f"{state.label}."


def mark(checks: Mapping[str, PaperCheck]) -> str:
    """A short mark of everything noted so far: another mark, another list."""
    noted = {line: [check.state, check.note] for line, check in checks.items()}
    return ledger.salted_digest(noted, "check-list")[:16]
