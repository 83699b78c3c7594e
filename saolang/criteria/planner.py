"""The cheapest way from a score sheet to a star, or the rules that bar it.

Exact, not a rule of thumb. Each way to answer the sheet's `applies_if` fixes which
lines lie idle; within it, points add up, so a table of "so many points, at the least
cost" grows line by line (a dynamic programme) with every minimum kept where it stands.
Nothing here knows about Django, the database or today's date.

A line not answered counts as no level reached: a plan leans on nothing unsaid.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import lcm

from saolang.criteria import barriers, engine
from saolang.criteria.barriers import Barrier, Rule, World
from saolang.criteria.scorecard import Criterion, Option, ProductSet, Section
from saolang.criteria.tally import Ticks
from saolang.kernel.errors import RuleViolation

Number = int | Decimal
Price = Callable[[Criterion, Option, Decimal], Number]
"""What moving a line up to an option costs, knowing the points gained."""


@dataclass(frozen=True, slots=True)
class Step:
    """One line moved up: from an option (none: nothing reached yet) to a better."""

    criterion: str
    before: str | None
    after: str
    gain: Decimal
    cost: Number


@dataclass(frozen=True, slots=True)
class Plan:
    """The cheapest steps to a star, and what they come to; or what bars it."""

    star: int
    steps: tuple[Step, ...]
    cost: Number
    points: Decimal
    stars: int | None
    why: tuple[Barrier, ...] = ()

    @property
    def reachable(self) -> bool:
        """Whether some steps lead to the star."""
        return not self.why


def points_gained(criterion: Criterion, option: Option, gained: Decimal) -> Number:
    """The price when nobody has said another: one for each point."""
    return gained


def plan(
    card: ProductSet,
    ticks: Ticks,
    star: int,
    *,
    facts: Collection[str] = (),
    unmet_gates: Collection[str] = (),
    fixed: Collection[str] = (),
    price: Price = points_gained,
    keep_cases: bool = False,
) -> Plan:
    """The cheapest improvements that reach `star`; of those the fewest, then the
    first on the sheet.

    `fixed` names what cannot change: lines, sums, sections or parts. `keep_cases` keeps
    a line to the case it is ticked in. Raises RuleViolation for what `engine.assess`
    refuses, save unanswered lines, and for a star, a fixed code or a price that is not.
    """
    if star not in {band.stars for band in card.bands}:
        raise RuleViolation("star.unknown", "Không có hạng %(star)s sao.", star=star)
    now = {leaf.code: ticks.get(leaf.code) for leaf in card.leaves}
    engine.standing(card, ticks, facts, unmet_gates)
    held = _lines_of(card, fixed)
    search = _Search(
        card, now, frozenset(unmet_gates), held, price, keep_cases=keep_cases
    )
    rules = barriers.rules(card, star, facts)
    worlds = barriers.worlds(card)
    ways = [search.cheapest(world, rules) for world in worlds]
    best = min((way for way in ways if way), default=None)
    steps = search.steps(best) if best and not barriers.stopped(rules) else ()
    then = now | {step.criterion: step.after for step in steps}
    graded = engine.assess(card, then, facts, unmet_gates)
    why: tuple[Barrier, ...] = ()
    if best is None or barriers.stopped(rules):
        levels = {code: [o.worth for o in own] for code, own in search.choices.items()}
        why = barriers.why(card, worlds, rules, levels, frozenset(unmet_gates))
    return Plan(
        star=star,
        steps=steps,
        cost=sum((step.cost for step in steps), 0),
        points=graded.points,
        stars=graded.stars,
        why=why,
    )


@dataclass(frozen=True, slots=True)
class _Choice:
    """A line left as it is (no option) or moved up; `mark` orders ties."""

    worth: int
    key: int
    mark: int
    option: Option | None = None
    cost: Number = 0


_Way = tuple[int, tuple[int, ...]]  # cost and number of steps in one; the steps' marks
_Table = dict[
    int, _Way
]  # points -> the best way to exactly (at the top: least) so many
_MARKS = 1000


class _Search:
    """All that a sheet may become, and the tables of what it costs."""

    def __init__(
        self,
        card: ProductSet,
        now: Ticks,
        unmet_gates: frozenset[str],
        held: frozenset[str],
        price: Price,
        *,
        keep_cases: bool,
    ) -> None:
        self.card = card
        self.now = now
        self.unmet_gates = unmet_gates
        self.scale = barriers.scale_of(card)
        self.choices = {
            leaf.code: self._choices(
                leaf, number, price, held=leaf.code in held, keep_cases=keep_cases
            )
            for number, leaf in enumerate(card.leaves)
        }
        self._weigh()

    def cheapest(self, world: World, rules: Collection[Rule]) -> _Way | None:
        """The best way to meet the rules in one world."""
        bounds = world.bounds(rules, self.scale)
        floor = bounds.total
        table: _Table = {0: (0, ())}
        for section in self.card.sections:
            for criterion in section.criteria:
                own = self._table(criterion, world, bounds, counts=True)
                table = _undominated(_joined(table, own, floor))
        return min(
            (way for worth, way in table.items() if worth >= floor), default=None
        )

    def steps(self, way: _Way) -> tuple[Step, ...]:
        """The steps of a way, in the order of the sheet."""
        found = []
        for mark in way[1]:
            leaf = self.card.leaves[mark // _MARKS]
            before = self.now[leaf.code]
            choice = next(c for c in self.choices[leaf.code] if c.mark == mark)
            if choice.option:
                gain = choice.option.points - _points(leaf, before)
                found.append(
                    Step(leaf.code, before, choice.option.id, gain, choice.cost)
                )
        return tuple(found)

    def _table(
        self,
        criterion: Criterion,
        world: World,
        bounds: barriers.Bounds,
        *,
        counts: bool,
    ) -> _Table:
        """The best way to every number of points that a line may earn."""
        code = criterion.code
        counts = counts and code not in world.idle and code not in self.unmet_gates
        table: _Table = {0: (0, ())}
        if criterion.is_leaf:
            if counts:
                table = self._leaf_table(code)
        else:
            for child in criterion.children:
                own = self._table(child, world, bounds, counts=counts)
                table = _joined(table, own)
        return {worth: way for worth, way in table.items() if bounds.allow(code, worth)}

    def _leaf_table(self, code: str) -> _Table:
        table: _Table = {}
        for choice in self.choices[code]:
            way = (choice.key, (choice.mark,) if choice.option else ())
            table[choice.worth] = min(table.get(choice.worth, way), way)
        return table

    def _choices(
        self,
        leaf: Criterion,
        number: int,
        price: Price,
        *,
        held: bool,
        keep_cases: bool,
    ) -> list[_Choice]:
        """The line as it is, then every option worth more; its own case first."""
        before = self.now[leaf.code]
        ticked = leaf.option(before) if before else None
        have = ticked.points if ticked else Decimal(0)
        found = [_Choice(int(have * self.scale), 0, number * _MARKS)]
        if held:
            return found
        case = ticked.case if ticked else None
        better = [option for option in leaf.options if option.points > have]
        if case:
            better.sort(key=lambda option: option.case != case)
        for rank, option in enumerate(better, start=1):
            if keep_cases and case and option.case != case:
                continue
            cost = price(leaf, option, option.points - have)
            _refuse_bad_price(leaf, cost)
            mark = number * _MARKS + rank
            found.append(
                _Choice(int(option.points * self.scale), 0, mark, option, cost)
            )
        return found

    def _weigh(self) -> None:
        """Turn costs into whole numbers that order by cost, then number of steps."""
        moves = [c for own in self.choices.values() for c in own if c.option]
        exact = {choice.mark: Fraction(choice.cost) for choice in moves}
        unit = lcm(*(cost.denominator for cost in exact.values()))
        most = len(self.card.leaves) + 1
        self.choices = {
            code: [
                _Choice(
                    c.worth,
                    int(exact[c.mark] * unit) * most + 1 if c.option else 0,
                    c.mark,
                    c.option,
                    c.cost,
                )
                for c in own
            ]
            for code, own in self.choices.items()
        }


def _joined(left: _Table, right: _Table, cap: int | None = None) -> _Table:
    """Both together: the best way to each sum; more than `cap` is as good as `cap`."""
    if right == {0: (0, ())}:
        return left
    table: _Table = {}
    for gained, (own_key, own_path) in right.items():
        for worth, (key, path) in left.items():
            total = worth + gained
            if cap is not None and total > cap:
                total = cap
            cost = key + own_key
            known = table.get(total)
            if known is None or cost < known[0]:
                table[total] = (cost, path + own_path)
            elif cost == known[0]:
                table[total] = min(known, (cost, path + own_path))
    return table


def _undominated(table: _Table) -> _Table:
    """Without the ways that cost more than one worth more."""
    kept: _Table = {}
    least: int | None = None
    for worth in sorted(table, reverse=True):
        key = table[worth][0]
        if least is None or key <= least:
            kept[worth] = table[worth]
            least = key
    return kept


def _lines_of(card: ProductSet, codes: Collection[str]) -> frozenset[str]:
    """The leaves that lines, sums, sections or parts stand for."""
    places: Mapping[str, Sequence[Section | Criterion]] = {
        **{part.code: part.sections for part in card.parts},
        **{section.code: (section,) for section in card.sections},
        **{code: (criterion,) for code, criterion in card.criteria.items()},
    }
    found: set[str] = set()
    for code in codes:
        if code not in places:
            raise RuleViolation(
                "criterion.unknown",
                "fixed: bộ %(set)s không có tiêu chí «%(criterion)s».",
                set=card.slug,
                criterion=code,
            )
        for place in places[code]:
            found.update(line.code for line in place.walk() if line.is_leaf)
    return frozenset(found)


def _points(leaf: Criterion, option_id: str | None) -> Decimal:
    option = leaf.option(option_id) if option_id else None
    return option.points if option else Decimal(0)


def _refuse_bad_price(leaf: Criterion, cost: Number) -> None:
    if not Decimal(cost).is_finite() or cost < 0:
        raise RuleViolation(
            "cost.bad",
            "Chi phí của tiêu chí %(criterion)s phải là số từ 0 trở lên.",
            field=leaf.code,
            criterion=leaf.code,
        )
