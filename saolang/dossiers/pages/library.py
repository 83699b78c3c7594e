"""The library of papers: what is searched for, shelf by shelf; one paper's story."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from django.core.paginator import Page, Paginator
from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from saolang.criteria import library as packs
from saolang.dossiers import stops
from saolang.dossiers.models import EvidenceLink
from saolang.dossiers.queries import library as queries
from saolang.dossiers.queries.draft import OPEN_TO_PRODUCER
from saolang.evidence import queries as evidence
from saolang.evidence.models import Evidence
from saolang.evidence.rules import catalogue, themes, validity
from saolang.evidence.rules.validity import Validity
from saolang.files.models import StoredFile
from saolang.kernel.text import fold, read_number
from saolang.people.models import User

PAGE = 36
VALID, ENDING, EXPIRED, REFUSED = "con-han", "sap-het", "het-han", "khong-nhan"
STATES: dict[str, str | Promise] = {
    "": _("Tất cả"),
    VALID: _("Còn hạn"),
    ENDING: _("Sắp hết hạn"),
    EXPIRED: _("Hết hạn"),
    REFUSED: _("Không nhận"),
}
_STATE_OF = {
    Validity.OPEN: VALID,
    Validity.VALID: VALID,
    Validity.ENDING: ENDING,
    Validity.EXPIRED: EXPIRED,
}


@dataclass(frozen=True, slots=True)
class Wanted:
    """What somebody looks for in a library; empty means everything."""

    text: str = ""
    state: str = ""
    kind: str = ""
    producer: int = 0
    site: int = 0

    @classmethod
    def read(cls, query: QueryDict) -> "Wanted":
        """What the address asks for."""
        return cls(
            text=query.get("q", "")[:100],
            state=query.get("tinh-trang", ""),
            kind=query.get("loai", ""),
            producer=read_number(query.get("chu-the", "")),
            site=read_number(query.get("noi", "")),
        )


@dataclass(frozen=True, slots=True)
class Row:
    """One paper on its shelf: how it stands today, in how many dossiers it is used."""

    paper: Evidence
    kind_name: str
    state: str
    used: int
    is_old: bool


@dataclass(frozen=True, slots=True)
class Shelf:
    """The papers of one theme that a page shows."""

    title: str
    rows: tuple[Row, ...]


def state_of(paper: Evidence, on: date) -> str:
    """How a paper stands on a day: refused, or by its term."""
    if paper.file.state == StoredFile.State.REFUSED:
        return REFUSED
    return _STATE_OF[validity.on_day(paper.valid_until, on)]


def shown(
    user: User, wanted: Wanted, today: date, number: str | None
) -> dict[str, Any]:
    """One page of a person's library, with what to choose from and counts by state."""
    every = list(evidence.current(evidence.papers_of(user)))
    found = [paper for paper in every if _is_wanted(paper, wanted)]
    states = {paper.pk: state_of(paper, today) for paper in found}
    counts = Counter(states.values())
    rows = [p for p in found if wanted.state in ("", states[p.pk])]
    rows.sort(key=lambda paper: (themes.place_of(paper.kind), paper.kind))
    page = Paginator(rows, PAGE).get_page(number)
    return {
        "page": page,
        "shelves": _shelves(page, states, today),
        "counts": counts,
        "total": len(found),
        "kept": len(every),
        "kinds": [
            (k, catalogue.name_of(k)) for k in themes.kinds(p.kind for p in every)
        ],
        "producers": sorted({p.producer for p in every}, key=str),
        "sites": sorted({p.site for p in every if p.site}, key=str),
        "wanted": wanted,
    }


def history(paper: Evidence, today: date) -> dict[str, Any]:
    """One paper with its versions, and where each of them is used."""
    chain = evidence.chain_of(paper)
    usages = queries.usages_of(chain)
    ahead: dict[str, date] = {}
    used = [
        {
            "usage": usage,
            "is_open": usage.dossier.status in OPEN_TO_PRODUCER,
            "is_this": any(link.evidence_id == paper.pk for link in usage.links),
            "lines": _lines(usage.links),
            "expired_on": _expired_on(usage, paper, today, ahead),
        }
        for usage in usages
    ]
    return {
        "paper": paper,
        "kind_name": catalogue.name_of(paper.kind),
        "state": state_of(paper, today),
        "is_old": validity.is_old(paper.kind, paper.issued_on, today),
        "chain": chain,
        "newest": chain[0],
        "used": used,
        "today": today,
    }


def _shelves(page: Page[Evidence], states: dict[int, str], today: date) -> list[Shelf]:
    used = queries.use_counts(page.object_list)
    rows = [
        Row(
            paper,
            str(catalogue.name_of(paper.kind)),
            states[paper.pk],
            used.get(paper.pk, 0),
            validity.is_old(paper.kind, paper.issued_on, today),
        )
        for paper in page.object_list
    ]
    return [
        Shelf(str(theme.sentence), tuple(own))
        for theme, own in groupby(rows, lambda row: themes.theme_of(row.paper.kind))
    ]


def _is_wanted(paper: Evidence, wanted: Wanted) -> bool:
    return (
        (not wanted.kind or paper.kind == wanted.kind)
        and (not wanted.producer or paper.producer_id == wanted.producer)
        and (not wanted.site or paper.site_id == wanted.site)
        and (not wanted.text or _says(paper, wanted.text))
    )


def _says(paper: Evidence, text: str) -> bool:
    """Whether every word typed stands somewhere in what is noted of the paper."""
    said = fold(
        " ".join(
            (
                paper.title,
                paper.number,
                paper.issuer,
                paper.file.name,
                catalogue.name_of(paper.kind).text,
            )
        )
    )
    return all(word in said for word in fold(text).split())


def _lines(links: Sequence[EvidenceLink]) -> list[tuple[str, EvidenceLink]]:
    """Each use of a paper in a dossier, with the title of its criterion."""
    dossier = links[0].dossier
    card = packs.load_set(dossier.pack_id, dossier.set_slug)
    return [
        (card.criteria[link.criterion].title, link)
        for link in links
        if link.criterion in card.criteria
    ]


def _expired_on(
    usage: queries.Usage, paper: Evidence, today: date, ahead: dict[str, date]
) -> date | None:
    """The day an open dossier is judged, when the paper no longer holds by then."""
    dossier = usage.dossier
    if dossier.status not in OPEN_TO_PRODUCER or paper.valid_until is None:
        return None
    if dossier.judged_on is None and dossier.pack_id not in ahead:
        ahead[dossier.pack_id] = stops.judging_day(dossier, today)
    day = dossier.judged_on or ahead[dossier.pack_id]
    return day if paper.valid_until < day else None


def tabs(
    wanted: Wanted, counts: Counter[str], total: int, query: QueryDict
) -> Iterator[dict[str, Any]]:
    """The states as tabs, each with how many papers stand so today."""
    for state, label in STATES.items():
        kept = query.copy()
        kept.pop("page", None)
        kept["tinh-trang"] = state
        yield {
            "label": label,
            "url": f"?{kept.urlencode()}",
            "current": wanted.state == state,
            "count": counts[state] if state else total,
        }
