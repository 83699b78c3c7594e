"""Which papers a producer already has serve a dossier, and which link by themselves."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from saolang.evidence.rules import catalogue, validity
from saolang.evidence.rules.catalogue import PaperKind
from saolang.evidence.rules.validity import Validity


@dataclass(frozen=True, slots=True)
class Kept:
    """A paper in a producer's library, as far as the rule asks."""

    kind: str
    valid_until: date | None = None
    is_refused: bool = False
    is_replaced: bool = False
    is_site_closed: bool = False
    is_of_product: bool = False  # it, or what it replaces, was used for this product


@dataclass(frozen=True, slots=True)
class Sheet:
    """What a dossier's score sheet asks: its product group and its topics."""

    group: str
    topics: Collection[str]


def serves(paper: Kept, sheet: Sheet, on: date) -> bool:
    """Whether a paper could be used: it holds on the day and its kind proves something
    on this sheet."""
    kind = catalogue.by_code().get(paper.kind)
    return (
        kind is not None
        and not (paper.is_refused or paper.is_replaced or paper.is_site_closed)
        and validity.on_day(paper.valid_until, on) is not Validity.EXPIRED
        and _is_asked(kind, sheet)
    )


def fits(paper: Kept, sheet: Sheet, on: date) -> bool:
    """Whether a paper is linked without asking: it serves, and speaks for the whole
    producer or has spoken for this very product before."""
    if not serves(paper, sheet, on):
        return False
    return paper.is_of_product or catalogue.by_code()[paper.kind].shared


def _is_asked(kind: PaperKind, sheet: Sheet) -> bool:
    need = kind.need(sheet.group)
    if not need or kind.code == catalogue.OTHER:
        return False
    return need in {"R", "C"} or any(topic in sheet.topics for topic in kind.topics)
