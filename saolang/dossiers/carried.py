"""What the last recognised dossier of a product brings to the one begun after it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from saolang.criteria import library
from saolang.criteria.scorecard import ProductSet
from saolang.dossiers.models import Dossier, EvidenceLink
from saolang.dossiers.queries import offices
from saolang.dossiers.rules import carrying
from saolang.dossiers.rules.carrying import Carried
from saolang.evidence import queries as evidence
from saolang.evidence.models import Evidence
from saolang.evidence.rules import validity
from saolang.evidence.rules.validity import Validity
from saolang.files.models import StoredFile
from saolang.people.models import User

_YEARS = (1, 2, 3)
# said anew each time: what changed since, and the figures of each year
_ANEW = ("changes", "changed_", "year_", "output_", "revenue", "profit", "gates")


class Worth(StrEnum):
    """How a paper of the last hand-over stands for the next round."""

    KEPT = "kept"
    ENDING = "ending"
    OLD = "old"
    EXPIRED = "expired"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class CarriedPaper:
    """A paper as it was handed in, its newest version, and what it was used for."""

    handed_in: Evidence
    latest: Evidence
    uses: tuple[EvidenceLink, ...]
    worth: Worth

    @property
    def is_carried(self) -> bool:
        """Whether it goes into the new dossier by itself."""
        return self.worth in (Worth.KEPT, Worth.ENDING, Worth.OLD)

    @property
    def has_same_pages(self) -> bool:
        """Whether a range of pages named for the old one is right for the newest."""
        newest, old = self.latest.file, self.handed_in.file
        return newest.pk == old.pk or bool(newest.pages and newest.pages == old.pages)


def sheet(dossier: Dossier) -> Carried | None:
    """What the last self-score brings; nothing when there is no dossier before."""
    if dossier.previous is None:
        return None
    handed_in = offices.latest_snapshot(dossier.previous).content
    card = library.load_set(dossier.pack_id, dossier.set_slug)
    return carrying.carry(_card(handed_in), handed_in["ticks"], card)


def papers(previous: Dossier, on: date) -> list[CarriedPaper]:
    """The papers of the last hand-over, judged on the day of the next round."""
    snapshot = offices.latest_snapshot(previous)
    used: dict[int, list[EvidenceLink]] = {}
    for link in offices.handed_over(previous, snapshot):
        used.setdefault(link.evidence_id, []).append(link)
    every = list(evidence.of_producer(previous.product.producer))
    newer = {paper.replaces_id: paper for paper in every}
    return [_paper(tuple(links), newer, on) for links in used.values()]


def uses(
    paper: CarriedPaper, found: Carried, dossier: Dossier, actor: User, at: datetime
) -> list[EvidenceLink]:
    """What a paper was used for, as far as it has a counterpart today, not yet saved.

    The newest version takes the place, with the pages only where it has as many.
    """
    kept = [use for use in paper.uses if use.criterion in found.codes]
    general = [use for use in paper.uses if not use.criterion]
    return [
        EvidenceLink(
            dossier=dossier,
            evidence=paper.latest,
            criterion=found.codes.get(use.criterion, ""),
            pages=use.pages if paper.has_same_pages else "",
            proves=use.proves,
            added_by=actor,
            added_at=at,
        )
        for use in (*kept, *general)
    ]


def forms(
    previous: Dossier, first: tuple[dict[str, Any], dict[str, Any]], year: int
) -> tuple[dict[str, Any], dict[str, Any]]:
    """Forms 01 and 02 as they were handed in; what the registers know of names and
    addresses is newer, and what is said anew each time starts empty."""
    handed_in = offices.latest_snapshot(previous).content
    known01, known02 = first
    form01 = handed_in["form01"] | {k: v for k, v in known01.items() if v}
    kept = {
        name: value
        for name, value in handed_in["form02"].items()
        if value and not name.startswith(_ANEW)
    }
    return form01, known02 | kept | years(handed_in["form02"], previous, year)


def years(before: Mapping[str, Any], previous: Dossier, year: int) -> dict[str, str]:
    """The three years before this one, with the figures already told of them."""
    told = {}
    if previous.filed_at:
        told[str(previous.filed_at.year - 1)] = {"revenue": before.get("revenue", "")}
    for n in _YEARS:
        if named := before.get(f"year_{n}"):
            told[named] = {k: before.get(f"{k}_{n}", "") for k in ("output", "revenue")}
    filled = {}
    for n in _YEARS:
        named = str(year - len(_YEARS) - 1 + n)
        filled[f"year_{n}"] = named
        for name, figure in told.get(named, {}).items():
            filled[f"{name}_{n}"] = figure
    return filled


def descriptions(before: Mapping[str, Any], found: Carried) -> dict[str, str]:
    """What was said of each criterion, under the code it has now."""
    said = before["form02"].get("descriptions", {})
    return {
        found.codes[code]: text for code, text in said.items() if code in found.codes
    }


def _card(handed_in: Mapping[str, Any]) -> ProductSet:
    about = handed_in["dossier"]
    return library.load_set(about["pack"], about["set"])


def _paper(
    links: tuple[EvidenceLink, ...], newer: Mapping[int | None, Evidence], on: date
) -> CarriedPaper:
    latest = handed_in = links[0].evidence
    while latest.pk in newer:
        latest = newer[latest.pk]
    return CarriedPaper(handed_in, latest, links, _worth(latest, on))


def _worth(paper: Evidence, on: date) -> Worth:
    if paper.file.state == StoredFile.State.REFUSED:
        return Worth.REFUSED
    state = validity.on_day(paper.valid_until, on)
    if state is Validity.EXPIRED:
        return Worth.EXPIRED
    if validity.is_old(paper.kind, paper.issued_on, on):
        return Worth.OLD
    return Worth.ENDING if state is Validity.ENDING else Worth.KEPT
