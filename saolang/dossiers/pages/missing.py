"""What is missing in a dossier: by criterion, by star, by paper."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from saolang.criteria.scorecard import Criterion
from saolang.dossiers import ladder, progress, stops
from saolang.dossiers.ladder import Rung
from saolang.dossiers.models import Dossier, EvidenceLink, PaperCheck
from saolang.dossiers.offices import OFFICES
from saolang.dossiers.progress import Progress
from saolang.dossiers.queries import offices as queries
from saolang.dossiers.rules import checklist, envelope
from saolang.dossiers.rules.checklist import Line, Need
from saolang.dossiers.rules.gaps import Gap
from saolang.evidence.models import Evidence
from saolang.evidence.rules import validity
from saolang.evidence.rules.validity import Validity
from saolang.files.models import StoredFile

Check = EvidenceLink.Check
WANTING = (Check.MISSING, Check.UNCLEAR, Check.EXPIRED)
_LINE = "criterion:"
_BADGES = {Check.OK: "ok", Check.MISSING: "bad", Check.EXPIRED: "bad"}


@dataclass(frozen=True, slots=True)
class Bar:
    """The count that stands on every step: what must be done, what should be."""

    must: int
    should: int
    url: str


@dataclass(frozen=True, slots=True)
class Said:
    """One sentence, and where the thing is put right."""

    text: str
    url: str
    is_must: bool


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper beside a criterion, judged on the day of the round."""

    title: str
    detail: str
    status: str
    status_kind: str
    url: str


@dataclass(frozen=True, slots=True)
class Finding:
    """What an office found on a criterion."""

    office: str
    state: str
    note: str
    kind: str
    is_wanting: bool


@dataclass(frozen=True, slots=True)
class Row:
    """One criterion: the claim, its proof, what offices found, what it still blocks."""

    criterion: Criterion
    url: str
    claim: str
    points: Decimal | None
    said: str
    papers: tuple[Paper, ...]
    findings: tuple[Finding, ...]
    says: tuple[Said, ...]
    blocks: tuple[tuple[int, Decimal], ...]

    def lacks(self, star: int | None) -> bool:
        """Whether something is missing here; for one star, whether it is for that."""
        if star:
            return any(each == star for each, _needs in self.blocks)
        return bool(
            self.says or self.blocks or any(f.is_wanting for f in self.findings)
        )


@dataclass(frozen=True, slots=True)
class Legal:
    """A paper the law asks of this product: how it stands, why, where to get it."""

    name: str
    need: str
    is_met: bool
    text: str
    why: str
    url: str


def bar(
    dossier: Dossier, look: Progress, links: Sequence[EvidenceLink], today: date
) -> Bar:
    """What the bar on every step says."""
    should = progress.advice(look, links, stops.judging_day(dossier, today))
    url = reverse("dossiers:missing", args=[dossier.pk])
    return Bar(len(look.gaps), len(should), url)


def context(
    dossier: Dossier,
    look: Progress,
    links: Sequence[EvidenceLink],
    today: date,
    *,
    star: int | None,
    only_missing: bool,
) -> dict[str, Any]:
    """Everything the page shows."""
    on = stops.judging_day(dossier, today)
    says = _says(dossier, look, links, on)
    codes = {leaf.code for leaf in look.card.leaves}
    rows = _rows(dossier, look, links, says, on)
    wanted = [row for row in rows if row.lacks(star)] if only_missing or star else rows
    return {
        "dossier": dossier,
        "judged_on": on,
        "bar": bar(dossier, look, links, today),
        "rows": wanted,
        "total": len(rows),
        "star": star,
        "only_missing": only_missing,
        "general": [each for code, each in says if code not in codes],
        "envelope": envelope.BY_KIND[dossier.kind],
        "legal": _legal(dossier, look),
        "rungs": [_rung(dossier, look, rung) for rung in _rungs(dossier, look)],
        "steps": stops.steps(dossier, look),
    }


def _rungs(dossier: Dossier, look: Progress) -> list[Rung]:
    return ladder.rungs(dossier, look.card, look.standing)


def _rung(dossier: Dossier, look: Progress, rung: Rung) -> tuple[Rung, list[str]]:
    """A star with what the sheet lacks for it, and the papers it waits for."""
    papers = checklist.missing_for(rung.star, look.papers)
    return rung, [str(line.kind.name) for line in papers]


def _says(
    dossier: Dossier, look: Progress, links: Iterable[EvidenceLink], on: date
) -> list[tuple[str, Said]]:
    """Every sentence once, with the criterion it belongs to, if any."""
    must = [(gap, True) for gap in look.gaps if gap.step != progress.PAPERS]
    should = [(gap, False) for gap in progress.advice(look, list(links), on)]
    return [
        (gap.anchor, _said(dossier, gap, is_must=is_must))
        for gap, is_must in (*must, *should)
    ]


def _said(dossier: Dossier, gap: Gap, *, is_must: bool) -> Said:
    return Said(str(gap.text), stops.url_of(dossier, gap), is_must)


def _rows(
    dossier: Dossier,
    look: Progress,
    links: Iterable[EvidenceLink],
    says: Iterable[tuple[str, Said]],
    on: date,
) -> list[Row]:
    beside: dict[str, list[EvidenceLink]] = {}
    for link in links:
        beside.setdefault(link.criterion, []).append(link)
    told: dict[str, list[Said]] = {}
    for code, each in says:
        told.setdefault(code, []).append(each)
    found = _findings(dossier)
    short = [
        (each.star, miss) for each in look.standing.ladder for miss in each.minimums
    ]
    described = dossier.form02.get("descriptions", {})

    def read(leaf: Criterion) -> Row:
        option = leaf.option(dossier.ticks.get(leaf.code) or "")
        return Row(
            criterion=leaf,
            url=stops.criterion_url(dossier, leaf.code),
            claim=option.label if option else "",
            points=option.points if option else None,
            said=described.get(leaf.code, ""),
            papers=tuple(
                _paper(dossier, link, on) for link in beside.get(leaf.code, ())
            ),
            findings=tuple(found.get(leaf.code, ())),
            says=tuple(told.get(leaf.code, ())),
            blocks=tuple((s, m.needs) for s, m in short if m.criterion == leaf.code),
        )

    return [read(leaf) for leaf in look.card.leaves]


def _paper(dossier: Dossier, link: EvidenceLink, on: date) -> Paper:
    status, status_kind = _standing(link.evidence, on)
    told = [_("trang %(pages)s") % {"pages": link.pages}] if link.pages else []
    told += [link.proves] if link.proves else []
    url = reverse("dossiers:place_paper", args=[dossier.pk, link.evidence_id])
    return Paper(link.evidence.title, ", ".join(told), status, status_kind, url)


def _standing(paper: Evidence, on: date) -> tuple[str, str]:
    """How a paper stands on the day of the round, and the badge for it."""
    if paper.file.state == StoredFile.State.REFUSED:
        return _("không nhận tệp này"), "bad"
    until = f"{paper.valid_until:%d/%m/%Y}" if paper.valid_until else ""
    if validity.on_day(paper.valid_until, on) is Validity.EXPIRED:
        return _("hết hạn %(day)s, trước ngày chấm") % {"day": until}, "bad"
    if paper.file.is_being_checked:
        return _("đang kiểm tra tệp"), "time"
    return (
        _("đến hết %(day)s") % {"day": until} if until else _("còn dùng được")
    ), "ok"


def _findings(dossier: Dossier) -> dict[str, list[Finding]]:
    """What offices found, as far as they have sent it back to the producer."""
    sent = {
        each.level: each.requested_at for each in queries.supplements_of(dossier)[::-1]
    }
    found: dict[str, list[Finding]] = {}
    for office in OFFICES.values():
        for line, check in queries.checks_of(dossier, office).items():
            at = sent.get(office.level)
            if line.startswith(_LINE) and at and check.checked_at <= at:
                found.setdefault(line.removeprefix(_LINE), []).append(_finding(check))
    return found


def _finding(check: PaperCheck) -> Finding:
    state = Check(check.state)
    return Finding(
        office=str(check.get_level_display()),
        state=str(state.label),
        note=check.note,
        kind=_BADGES.get(state, "time"),
        is_wanting=state in WANTING,
    )


def _legal(dossier: Dossier, look: Progress) -> list[Legal]:
    needs: Mapping[Need, str] = {
        Need.REQUIRED: _("bắt buộc"),
        Need.BY_LAW: _("nếu pháp luật yêu cầu"),
    }
    papers = reverse("dossiers:papers", args=[dossier.pk])
    return [
        _legal_line(line, needs[line.need], papers)
        for line in look.papers
        if line.need in needs
    ]


def _legal_line(line: Line, need: str, papers: str) -> Legal:
    return Legal(
        name=str(line.kind.name),
        need=need,
        is_met=line.is_met,
        text=str(line.sentence or ""),
        why=str(envelope.where(line.kind.code)),
        url=f"{papers}?giay={line.kind.code}#them",
    )
