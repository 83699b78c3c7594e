"""The rules between a score sheet and a star, and which of them cannot be met."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from itertools import product

from saolang.criteria.scorecard import AppliesIf, Criterion, FoundFact, ProductSet

POINTS = "points"


class RuleKind(StrEnum):
    """What a rule asks for."""

    STOP = "stop"  # a stated fact that ends the scoring
    MINIMUM = "minimum"  # the least points of a line for the star
    ZERO = "zero"  # a line that must not earn nothing while it is scored
    BAND = "band"  # the least points of the whole sheet


@dataclass(frozen=True, slots=True)
class Rule:
    """One condition of a star: at a line, at the whole sheet, or a fact."""

    kind: RuleKind
    subject: str  # the code of a line, POINTS, or the key of a fact
    needs: Decimal = Decimal(0)


@dataclass(frozen=True, slots=True)
class Barrier:
    """A rule that cannot be met, and the most that could be earned towards it."""

    rule: Rule
    best: Decimal


@dataclass(frozen=True, slots=True)
class Bounds:
    """The least points of lines and of the sheet, and what lines must stay below."""

    least: Mapping[str, int]
    below: Mapping[str, int]
    total: int

    def allow(self, code: str, worth: int) -> bool:
        """Whether a line may earn so much."""
        return self.least.get(code, 0) <= worth < self.below.get(code, worth + 1)


@dataclass(frozen=True, slots=True)
class World:
    """One answer to every `applies_if` of a sheet: what holds, what lies idle."""

    holds: Mapping[AppliesIf, bool] = field(default_factory=dict)
    idle: frozenset[str] = frozenset()
    scored: frozenset[str] = frozenset()  # lines with a leaf that is scored

    def bounds(self, rules: Collection[Rule], scale: int) -> Bounds:
        """What the rules and this world's answers ask of each line, in whole units."""
        least: dict[str, int] = {}
        below: dict[str, int] = {}
        total = 0
        for rule in rules:
            if rule.kind is RuleKind.BAND:
                total = max(total, int(rule.needs * scale))
            elif rule.kind is RuleKind.MINIMUM:
                _raise(least, rule.subject, int(rule.needs * scale))
            elif rule.kind is RuleKind.ZERO and rule.subject in self.scored:
                _raise(least, rule.subject, 1)
        for condition, is_met in self.holds.items():
            worth = int(condition.min_points * scale)
            if is_met:
                _raise(least, condition.criterion, worth)
            else:
                known = below.get(condition.criterion, worth)
                below[condition.criterion] = min(known, worth)
        return Bounds(least, below, total)


def rules(card: ProductSet, star: int, facts: Collection[str]) -> tuple[Rule, ...]:
    """Everything a sheet must meet to be worth a star: stops, lines, the band."""
    stated = dict.fromkeys(d.when for d, _ in card.stops if d.when in facts)
    found = [Rule(RuleKind.STOP, when) for when in stated]
    found += [Rule(RuleKind.MINIMUM, code, m) for code, m in card.minimums[star]]
    found += [Rule(RuleKind.ZERO, code) for code in _never_zero(card)]
    order = list(card.criteria)
    found.sort(key=lambda r: order.index(r.subject) if r.subject in order else -1)
    return (*found, Rule(RuleKind.BAND, POINTS, card.band(star).floor))


def stopped(asked: Collection[Rule]) -> bool:
    """Whether a stated fact ends the scoring, whatever is ticked."""
    return any(rule.kind is RuleKind.STOP for rule in asked)


def worlds(card: ProductSet) -> tuple[World, ...]:
    """Every way to answer the conditions on which lines of a sheet apply."""
    asked = dict.fromkeys(
        c.applies_if for c in card.criteria.values() if c.applies_if is not None
    )
    answers = product((True, False), repeat=len(asked))
    return tuple(_world(card, dict(zip(asked, each, strict=True))) for each in answers)


def scale_of(card: ProductSet) -> int:
    """The number that makes every points figure of a sheet whole."""
    figures = [option.points for leaf in card.leaves for option in leaf.options]
    figures += [needs for lines in card.minimums.values() for _, needs in lines]
    figures += [band.floor for band in card.bands]
    figures += [c.applies_if.min_points for c in card.criteria.values() if c.applies_if]
    digits = [figure.normalize().as_tuple().exponent for figure in figures]
    return int(10 ** max(0, *(-places for places in digits if isinstance(places, int))))


def why(
    card: ProductSet,
    possible: Collection[World],
    asked: Sequence[Rule],
    levels: Mapping[str, Collection[int]],
    unmet_gates: frozenset[str],
) -> tuple[Barrier, ...]:
    """The rules that bar a star: each that cannot be met even alone; or else fewest
    that cannot be met together."""
    reach = _Reach(card, possible, levels, unmet_gates)
    core = [rule for rule in asked if not reach.meets([rule])]
    if not core:
        core = list(asked)
        for rule in asked:
            rest = [other for other in core if other is not rule]
            if not reach.meets(rest):
                core = rest
    return tuple(Barrier(rule, reach.best(rule.subject)) for rule in core)


class _Reach:
    """Which points lines can earn at all, as the bits of a number."""

    def __init__(
        self,
        card: ProductSet,
        possible: Collection[World],
        levels: Mapping[str, Collection[int]],
        unmet_gates: frozenset[str],
    ) -> None:
        self.card = card
        self.possible = possible
        self.levels = levels
        self.unmet_gates = unmet_gates
        self.scale = scale_of(card)

    def meets(self, asked: Collection[Rule]) -> bool:
        """Whether some ticks meet all of these rules."""
        if stopped(asked):
            return False
        for world in self.possible:
            bounds = world.bounds(asked, self.scale)
            if self._masks(world, bounds)[POINTS] >> bounds.total:
                return True
        return False

    def best(self, subject: str) -> Decimal:
        """The most that a line, or the sheet, can earn when nothing else matters."""
        most = 0
        for world in self.possible:
            masks = self._masks(world, world.bounds((), self.scale))
            if masks[POINTS]:
                most = max(most, masks.get(subject, 0).bit_length() - 1)
        return Decimal(most) / self.scale

    def _masks(self, world: World, bounds: Bounds) -> dict[str, int]:
        """By line and for the whole sheet: bit n says that n can be earned."""
        masks: dict[str, int] = {}
        total = 1
        for section in self.card.sections:
            for criterion in section.criteria:
                own = self._mask(criterion, world, bounds, masks, counts=True)
                total = _sums(total, own)
        return masks | {POINTS: total}

    def _mask(
        self,
        criterion: Criterion,
        world: World,
        bounds: Bounds,
        masks: dict[str, int],
        *,
        counts: bool,
    ) -> int:
        code = criterion.code
        counts = counts and code not in world.idle and code not in self.unmet_gates
        mask = 1
        if criterion.is_leaf:
            if counts:
                mask = sum({1 << worth for worth in self.levels[code]})
        else:
            for child in criterion.children:
                own = self._mask(child, world, bounds, masks, counts=counts)
                mask = _sums(mask, own)
        least = bounds.least.get(code, 0)
        mask = mask >> least << least
        if code in bounds.below:
            mask &= (1 << max(bounds.below[code], 0)) - 1
        masks[code] = mask
        return mask


def _world(card: ProductSet, holds: Mapping[AppliesIf, bool]) -> World:
    idle: set[str] = set()
    for criterion in card.criteria.values():
        if criterion.applies_if and not holds[criterion.applies_if]:
            idle.update(line.code for line in criterion.walk())
    scored = frozenset(
        criterion.code
        for criterion in card.criteria.values()
        if any(c.is_leaf and c.code not in idle for c in criterion.walk())
    )
    return World(holds, frozenset(idle), scored)


def _never_zero(card: ProductSet) -> tuple[str, ...]:
    """The lines whose zero ends the scoring, as the engine finds it."""
    codes: dict[str, None] = {}
    for disqualifier, criterion in card.stops:
        if criterion and disqualifier.when == FoundFact.ZERO_IN_CRITERION:
            codes[criterion.code] = None
        if criterion and disqualifier.when == FoundFact.ANY_ZERO_IN_SECTION:
            lines = card.section_of(criterion.code).walk()
            codes |= dict.fromkeys(line.code for line in lines if line.is_leaf)
    return tuple(codes)


def _sums(left: int, right: int) -> int:
    """The sums of a number from each set."""
    total = 0
    while right:
        low = right & -right
        total |= left * low
        right ^= low
    return total


def _raise(least: dict[str, int], code: str, worth: int) -> None:
    least[code] = max(least.get(code, 0), worth)
