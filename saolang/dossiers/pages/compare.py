"""Two hand-overs of a dossier side by side, changes first."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from saolang.criteria.scorecard import Criterion
from saolang.dossiers import fields, progress, reading
from saolang.dossiers.fields import FORMS, Step
from saolang.dossiers.models import Dossier, Snapshot
from saolang.dossiers.queries import versions
from saolang.dossiers.queries.versions import Version
from saolang.dossiers.rules import comparing
from saolang.dossiers.rules.comparing import Fate, Paper, PaperChange, Piece
from saolang.kernel.text import read_number


@dataclass(frozen=True, slots=True)
class Noted:
    """What a hand-over notes of a paper."""

    title: str
    number: str
    until: date | None
    uses: list[dict[str, str]]


@dataclass(frozen=True, slots=True)
class FieldPair:
    """One field of a form, then and now; a long one with its words marked."""

    label: str
    before: str
    after: str
    pieces: tuple[Piece, ...]
    is_changed: bool


@dataclass(frozen=True, slots=True)
class CriterionPair:
    """One criterion, then and now."""

    criterion: Criterion
    before: str
    after: str
    points_before: Decimal | None
    points_after: Decimal | None
    pieces: tuple[Piece, ...]
    papers: tuple[PaperChange, ...]
    is_changed: bool


def chosen(dossier: Dossier, asked: Mapping[str, str]) -> dict[str, Any]:
    """The two hand-overs an address names; the last two when it names none."""
    copies = {each.number: each for each in versions.handed_in(dossier)}
    second = read_number(asked.get("den")) or max(copies, default=0)
    first = read_number(asked.get("tu")) or max(second - 1, 1)
    everything = asked.get("tat-ca") == "1"
    known: dict[str, Any] = {
        "dossier": dossier,
        "copies": list(copies.values()),
        "first": copies.get(first),
        "second": copies.get(second),
        "everything": everything,
    }
    if first == second or first not in copies or second not in copies:
        return known
    return known | context(
        dossier, copies[first], copies[second], everything=everything
    )


def context(
    dossier: Dossier, first: Snapshot, second: Snapshot, *, everything: bool
) -> dict[str, Any]:
    """Everything the page shows; without `everything`, only what changed."""
    before, after = versions.of_snapshot(first), versions.of_snapshot(second)
    moved = comparing.papers(
        before.files, after.files, versions.replaced_by(before, after)
    )
    forms = list(_forms(dossier, before, after))
    criteria = list(_criteria(dossier, before, after, moved))
    return {
        "fields": _shown(forms, everything),
        "criteria": _shown(criteria, everything),
        "papers": [
            (each, _noted(each.before), _noted(each.after))
            for each in moved
            if everything or each.fate is not Fate.SAME
        ],
        "counts": {
            "fields": sum(each.is_changed for each in forms),
            "criteria": sum(each.is_changed for each in criteria),
            **{fate.value: sum(each.fate is fate for each in moved) for fate in Fate},
        },
    }


def _noted(paper: Paper | None) -> Noted | None:
    if paper is None:
        return None
    until = paper["valid_until"]
    return Noted(
        paper["title"],
        paper["number"],
        date.fromisoformat(until) if until else None,
        paper.get("uses", []),
    )


def _shown(rows: list[Any], everything: bool) -> list[Any]:
    return [row for row in rows if everything or row.is_changed]


def _forms(dossier: Dossier, before: Version, after: Version) -> Iterable[FieldPair]:
    for step in FORMS.values():
        name = "form01" if step is Step.REGISTRATION else "form02"
        old, new = getattr(before, name), getattr(after, name)
        for field in fields.of_step(step, dossier.kind):
            was, now = (
                reading.answer_of(field, form.get(field.name)) for form in (old, new)
            )
            is_changed = (old.get(field.name) or "") != (new.get(field.name) or "")
            pieces = comparing.words(was, now) if is_changed else ()
            yield FieldPair(str(field.label), was, now, pieces, is_changed)


def _criteria(
    dossier: Dossier,
    before: Version,
    after: Version,
    moved: tuple[PaperChange, ...],
) -> Iterable[CriterionPair]:
    card = progress.card_of(dossier)
    for leaf in card.leaves:
        was, now = (_level(leaf, version.ticks) for version in (before, after))
        said = [
            v.form02.get("descriptions", {}).get(leaf.code, "") for v in (before, after)
        ]
        papers = tuple(each for each in moved if _touches(each, leaf.code))
        is_changed = was != now or said[0] != said[1] or bool(papers)
        yield CriterionPair(
            leaf,
            was[0],
            now[0],
            was[1],
            now[1],
            comparing.words(*said) if said[0] != said[1] else (),
            papers,
            is_changed,
        )


def _level(leaf: Criterion, ticks: Mapping[str, Any]) -> tuple[str, Decimal | None]:
    option = leaf.option(ticks.get(leaf.code) or "")
    return (option.label, option.points) if option else ("", None)


def _touches(change: PaperChange, code: str) -> bool:
    """Whether a criterion gained, lost or got another paper."""
    if change.fate is Fate.SAME or code not in change.criteria:
        return False
    if change.fate is not Fate.CHANGED:
        return True
    then, now = (
        [use for use in comparing.uses(paper or {"criteria": []}) if use[0] == code]
        for paper in (change.before, change.after)
    )
    return then != now
