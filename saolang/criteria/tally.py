"""Count a score sheet: ticks in, points per criterion out, and what stops it."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from decimal import Decimal

from saolang.criteria.scorecard import (
    Criterion,
    Disqualifier,
    FoundFact,
    ProductSet,
    SetStatus,
    StopKind,
)
from saolang.kernel.errors import RuleViolation

Ticks = Mapping[str, str | None]
_ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class Tally:
    """What a sheet earned, criterion by criterion.

    `unanswered` leaves count 0 but are not held against the product; `idle` ones are
    out of the scoring because another criterion did not earn enough.
    """

    earned: Mapping[str, Decimal]
    parts: Mapping[str, Decimal]
    points: Decimal
    unanswered: tuple[str, ...]
    idle: frozenset[str]


@dataclass(frozen=True, slots=True)
class Stop:
    """A disqualifier that holds, and the criterion it stands at (none: the set's)."""

    kind: StopKind
    when: str
    text: str
    criterion: str | None = None

    @classmethod
    def at(cls, disqualifier: Disqualifier, criterion: Criterion | None) -> "Stop":
        """A disqualifier of the sheet that holds."""
        code = criterion.code if criterion else None
        return cls(disqualifier.kind, disqualifier.when, disqualifier.text, code)


def count(card: ProductSet, ticks: Ticks, unmet_gates: Collection[str] = ()) -> Tally:
    """Count the ticks given (leaf -> option id, or None for "no option reached").

    Raises RuleViolation for a tick, option or gate the sheet does not have.
    """
    if card.status is not SetStatus.COMPLETE:
        raise RuleViolation(
            "pack.incomplete",
            "Bộ «%(set)s» của %(pack)s còn thiếu tiêu chí (%(status)s): chỉ để tra cứu,"
            " không chấm được.",
            set=card.name_vi,
            pack=card.pack_id,
            status=card.status,
        )
    _refuse_foreign_ticks(card, ticks)
    _refuse_foreign_gates(card, unmet_gates)
    return _Counting(card, ticks, frozenset(unmet_gates)).tally()


def stops(card: ProductSet, tally: Tally, facts: Collection[str]) -> tuple[Stop, ...]:
    """The disqualifiers that hold, in the order of the sheet, the set's own first.

    A stated fact always holds; zeros that disqualify are found here as well.
    """
    known = {disqualifier.when for disqualifier, _ in card.stops}
    for fact in facts:
        if fact not in known:
            raise RuleViolation(
                "fact.unknown",
                "Bộ %(set)s không có «%(fact)s».",
                set=card.slug,
                fact=fact,
            )
    _refuse_repeats(facts, "fact.repeated")
    return tuple(
        Stop.at(d, criterion)
        for d, criterion in card.stops
        if d.when in facts or (criterion and _is_found(d.when, card, criterion, tally))
    )


class _Counting:
    """One walk down the sheet; `applies_if` only ever looks back."""

    def __init__(
        self, card: ProductSet, ticks: Ticks, unmet_gates: frozenset[str]
    ) -> None:
        self.card = card
        self.ticks = ticks
        self.unmet_gates = unmet_gates
        self.earned: dict[str, Decimal] = {}
        self.unanswered: list[str] = []
        self.idle: set[str] = set()

    def tally(self) -> Tally:
        parts = {
            part.code: sum(
                (
                    self._count(criterion, applies=True, counts=True)
                    for section in part.sections
                    for criterion in section.criteria
                ),
                _ZERO,
            )
            for part in self.card.parts
        }
        return Tally(
            earned=self.earned,
            parts=parts,
            points=sum(parts.values(), _ZERO),
            unanswered=tuple(self.unanswered),
            idle=frozenset(self.idle),
        )

    def _count(self, criterion: Criterion, *, applies: bool, counts: bool) -> Decimal:
        code, rule = criterion.code, criterion.applies_if
        applies = applies and (
            rule is None or self.earned[rule.criterion] >= rule.min_points
        )
        counts = counts and applies and code not in self.unmet_gates
        if not applies:
            self.idle.add(code)
        if criterion.is_leaf:
            points = self._leaf(code, applies=applies)
        else:
            points = sum(
                (
                    self._count(child, applies=applies, counts=counts)
                    for child in criterion.children
                ),
                _ZERO,
            )
        self.earned[code] = points if counts else _ZERO
        return self.earned[code]

    def _leaf(self, code: str, *, applies: bool) -> Decimal:
        if code not in self.ticks:
            if applies:
                self.unanswered.append(code)
            return _ZERO
        ticked = self.ticks[code]
        return _ZERO if ticked is None else self.card.option_points[code][ticked]


def _is_found(when: str, card: ProductSet, criterion: Criterion, tally: Tally) -> bool:
    """Whether the points show a disqualifying zero; what is not scored shows none."""
    unscored = tally.idle.union(tally.unanswered)
    if when == FoundFact.ZERO_IN_CRITERION:
        scored = [leaf for leaf in criterion.walk() if leaf.code not in unscored]
        return bool(scored) and not tally.earned[criterion.code]
    if when == FoundFact.ANY_ZERO_IN_SECTION:
        lines = (c for c in card.section_of(criterion.code).walk() if c.is_leaf)
        return any(c.code not in unscored and not tally.earned[c.code] for c in lines)
    return False


def _refuse_foreign_ticks(card: ProductSet, ticks: Ticks) -> None:
    points = card.option_points
    for code, ticked in ticks.items():
        if code not in points:
            if code in card.criteria:
                raise RuleViolation(
                    "criterion.not_leaf",
                    "Tiêu chí %(criterion)s cộng từ các tiêu chí con, không chấm trực"
                    " tiếp.",
                    field=code,
                    criterion=code,
                )
            raise RuleViolation(
                "criterion.unknown",
                "Bộ %(set)s không có tiêu chí «%(criterion)s».",
                set=card.slug,
                criterion=code,
            )
        if ticked is not None and ticked not in points[code]:
            raise _foreign_option(card, code, ticked)


def _foreign_option(card: ProductSet, code: str, ticked: str) -> RuleViolation:
    owner = next(
        (o for o, options in card.option_points.items() if ticked in options), ""
    )
    if owner:
        return RuleViolation(
            "option.foreign",
            "Phương án %(option)s thuộc tiêu chí %(owner)s, không phải %(criterion)s.",
            field=code,
            option=ticked,
            owner=owner,
            criterion=code,
        )
    return RuleViolation(
        "option.unknown",
        "Tiêu chí %(criterion)s không có phương án «%(option)s».",
        field=code,
        criterion=code,
        option=ticked,
    )


def _refuse_foreign_gates(card: ProductSet, unmet_gates: Collection[str]) -> None:
    for code in unmet_gates:
        if code not in card.criteria:
            raise RuleViolation(
                "criterion.unknown",
                "unmet_gates: bộ %(set)s không có tiêu chí «%(criterion)s».",
                set=card.slug,
                criterion=code,
            )
        if not card.criteria[code].gates:
            raise RuleViolation(
                "gate.unknown",
                "unmet_gates: tiêu chí %(criterion)s không có điều kiện bắt buộc.",
                field=code,
                criterion=code,
            )
    _refuse_repeats(unmet_gates, "gate.repeated")


def _refuse_repeats(names: Collection[str], code: str) -> None:
    seen: set[str] = set()
    for name in names:
        if name in seen:
            raise RuleViolation(code, "«%(name)s» nêu hai lần.", name=name)
        seen.add(name)
