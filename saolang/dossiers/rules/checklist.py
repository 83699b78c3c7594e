"""Which papers a dossier needs, which it has, and which star each one opens."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from saolang.criteria.scorecard import Criterion, ProductSet
from saolang.evidence.rules import catalogue, validity
from saolang.evidence.rules.catalogue import PaperKind
from saolang.evidence.rules.validity import Validity
from saolang.kernel.wording import Sentence

_MARKS = {"M3": 3, "M4": 4, "M5": 5}
_STARS = (3, 4, 5)
# a disqualifier of the score sheet that says a paper is missing, and the paper
_PROVED_BY: Mapping[str, str] = {
    "no_food_safety_certificate": "food_safety_certificate",
    "no_production_licence": "production_licence",
    "no_product_declaration": "quality_declaration",
    "no_declaration_form": "quality_declaration",
    "no_production_certificate": "gmp_certificate",
}


class Need(StrEnum):
    """How badly a dossier needs a paper."""

    REQUIRED = "required"
    BY_LAW = "by_law"
    FOR_STAR = "for_star"
    USEFUL = "useful"


class Condition(StrEnum):
    """How the best paper of a kind stands, best first."""

    OK = "ok"
    CHECKING = "checking"
    EXPIRED = "expired"
    REFUSED = "refused"
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class Held:
    """A paper linked to the dossier: its kind, its term, what the file check said."""

    kind: str
    valid_until: date | None
    is_accepted: bool
    is_refused: bool = False

    def condition(self, on: date) -> Condition:
        """How this paper stands on a day."""
        if self.is_refused:
            return Condition.REFUSED
        if validity.on_day(self.valid_until, on) is Validity.EXPIRED:
            return Condition.EXPIRED
        return Condition.OK if self.is_accepted else Condition.CHECKING


@dataclass(frozen=True, slots=True)
class Line:
    """One kind of paper on the check list, and where it stands."""

    kind: PaperKind
    need: Need
    star: int | None
    criteria: tuple[str, ...]
    condition: Condition

    @property
    def is_met(self) -> bool:
        return self.condition is Condition.OK

    @property
    def is_blocking(self) -> bool:
        """Whether the dossier cannot be handed in without it."""
        return self.need is Need.REQUIRED and not self.is_met

    @property
    def sentence(self) -> Sentence | None:
        """What is wrong and what to do, in plain words; nothing when all is well."""
        name = self.kind.name
        return {
            Condition.OK: None,
            Condition.CHECKING: Sentence(
                "“%(name)s” đang được kiểm tra tệp, chờ một lát.", name=name
            ),
            Condition.EXPIRED: Sentence(
                "“%(name)s” hết hạn trước ngày chấm. Hãy thêm giấy mới.", name=name
            ),
            Condition.REFUSED: Sentence(
                "Tệp của “%(name)s” không nhận được. Hãy gửi tệp khác.", name=name
            ),
            Condition.MISSING: Sentence(
                "Thiếu “%(name)s”. Hãy chụp hoặc chọn tệp để thêm.", name=name
            ),
        }[self.condition]


def lines(card: ProductSet, held: Iterable[Held], on: date) -> tuple[Line, ...]:
    """The check list of a set: what is required first, then by star, then useful."""
    best = _best(held, on)
    found = [_line(kind, card, best) for kind in catalogue.for_group(card.group)]
    order = list(Need)
    rows = (line for line in found if line.kind.code != catalogue.OTHER)
    return tuple(sorted(rows, key=lambda row: (order.index(row.need), row.star or 9)))


def blocking(checked: Iterable[Line]) -> tuple[Line, ...]:
    """The papers without which the dossier cannot be handed in."""
    return tuple(line for line in checked if line.is_blocking)


def missing_for(star: int, checked: Iterable[Line]) -> tuple[Line, ...]:
    """The papers that stand between the dossier and a star."""
    return tuple(
        line
        for line in checked
        if not line.is_met
        and (line.need is Need.REQUIRED or (line.star and line.star <= star))
    )


def _line(kind: PaperKind, card: ProductSet, best: Mapping[str, Condition]) -> Line:
    criteria = tuple(c for c in card.criteria.values() if c.topic in kind.topics)
    need, star = _need(kind, card)
    conditions = [
        best.get(code, Condition.MISSING) for code in (kind.code, *kind.stood_for_by)
    ]
    order = list(Condition)
    return Line(
        kind=kind,
        need=need,
        star=star,
        criteria=tuple(c.code for c in criteria),
        condition=min(conditions, key=order.index),
    )


def _need(kind: PaperKind, card: ProductSet) -> tuple[Need, int | None]:
    mark = kind.need(card.group)
    star = _star(kind, card, _MARKS[mark]) if mark in _MARKS else None
    demanded = {_PROVED_BY.get(d.when) for d, _criterion in card.stops}
    if mark == "R" or kind.code in demanded:
        return Need.REQUIRED, star
    if mark == "C":
        return Need.BY_LAW, None
    return (Need.FOR_STAR, star) if star else (Need.USEFUL, None)


def _star(kind: PaperKind, card: ProductSet, mark: int) -> int | None:
    """The least star from `mark` on that asks more of what this paper proves than the
    star before it; the pack's marks win."""
    proved = [c for c in card.criteria.values() if c.topic in kind.topics]
    return next((s for s in _STARS if s >= mark and _rises(proved, s)), None)


def _rises(criteria: Iterable[Criterion], star: int) -> bool:
    nothing = Decimal(0)
    return any(
        (c.minimum(star) or nothing) > (c.minimum(star - 1) or nothing)
        for c in criteria
    )


def _best(held: Iterable[Held], on: date) -> dict[str, Condition]:
    order = list(Condition)
    best: dict[str, Condition] = {}
    for paper in held:
        known = best.get(paper.kind, Condition.MISSING)
        best[paper.kind] = min(known, paper.condition(on), key=order.index)
    return best
