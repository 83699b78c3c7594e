"""Score one product against one score sheet.

Ticks come in; points, stars and the reasons come out. Nothing here knows about
Django, the database or today's date, so a sheet gives the same answer for ever.

`assess` grades a complete sheet, `standing` follows one that is still being filled
in, `council` settles the sheets of several members.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from saolang.criteria import grading, tally
from saolang.criteria.grading import NextStar, Shortfall
from saolang.criteria.scorecard import ProductSet
from saolang.criteria.tally import Stop, Tally, Ticks
from saolang.kernel.errors import RuleViolation


class MinimumRule(StrEnum):
    """How a council's sheets meet a minimum: by their mean, or by a majority."""

    MEAN = "mean"
    MAJORITY = "majority"


@dataclass(frozen=True, slots=True)
class Sheet:
    """One member's answers."""

    ticks: Ticks
    facts: Collection[str] = ()
    unmet_gates: Collection[str] = ()


@dataclass(frozen=True, slots=True)
class Assessment:
    """What a complete sheet comes to, and why. A stopped product has no stars."""

    points: Decimal
    parts: Mapping[str, Decimal]
    band: int
    stars: int | None
    lowered_by: tuple[Shortfall, ...]
    next: NextStar | None
    stopped: Stop | None
    stops: tuple[Stop, ...]
    earned: Mapping[str, Decimal]
    idle: frozenset[str]


@dataclass(frozen=True, slots=True)
class StarStanding:
    """How far a sheet is from a star."""

    star: int
    points_missing: Decimal
    minimums: tuple[Shortfall, ...]
    is_reached: bool


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a sheet stands so far; what is unanswered counts 0."""

    points: Decimal
    parts: Mapping[str, Decimal]
    stars: int | None
    ladder: tuple[StarStanding, ...]  # three, four and five stars
    unanswered: tuple[str, ...]
    stopped: Stop | None
    earned: Mapping[str, Decimal]
    idle: frozenset[str]

    @property
    def is_complete(self) -> bool:
        """Whether the sheet can be handed in."""
        return not self.unanswered


@dataclass(frozen=True, slots=True)
class MinorityStop:
    """A disqualifier that only a minority of the members found."""

    stop: Stop
    members: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CouncilResult:
    """What the members' sheets come to together; means are rounded half up."""

    points: Decimal
    exact_points: Fraction
    parts: Mapping[str, Decimal]
    spread: Decimal
    band: int
    stars: int | None
    lowered_by: tuple[Shortfall, ...]
    next: NextStar | None
    stopped: Stop | None
    warnings: tuple[MinorityStop, ...]
    earned: Mapping[str, Decimal]
    members: Mapping[str, Assessment]


def assess(
    card: ProductSet,
    ticks: Ticks,
    facts: Collection[str] = (),
    unmet_gates: Collection[str] = (),
) -> Assessment:
    """Grade a complete sheet (leaf code -> option id, None for no option reached).

    Raises RuleViolation when the set has gaps, a tick is missing, or a tick, fact or
    gate is not on the sheet.
    """
    counted = tally.count(card, ticks, unmet_gates)
    stops = tally.stops(card, counted, facts)
    if counted.unanswered:
        raise _unanswered(counted.unanswered)
    grade = grading.grade(card, counted.points, counted.earned)
    return Assessment(
        points=counted.points,
        parts=counted.parts,
        band=grade.band,
        stars=None if stops else grade.stars,
        lowered_by=() if stops else grade.lowered_by,
        next=None if stops else grade.next,
        stopped=stops[0] if stops else None,
        stops=stops,
        earned=counted.earned,
        idle=counted.idle,
    )


def standing(
    card: ProductSet,
    ticks: Ticks,
    facts: Collection[str] = (),
    unmet_gates: Collection[str] = (),
) -> Standing:
    """Say where an unfinished sheet stands and what 3, 4 and 5 stars still ask for."""
    counted = tally.count(card, ticks, unmet_gates)
    stops = tally.stops(card, counted, facts)
    grade = grading.grade(card, counted.points, counted.earned)
    return Standing(
        points=counted.points,
        parts=counted.parts,
        stars=None if stops else grade.stars,
        ladder=tuple(_rung(card, star, counted, stops) for star in (3, 4, 5)),
        unanswered=counted.unanswered,
        stopped=stops[0] if stops else None,
        earned=counted.earned,
        idle=counted.idle,
    )


def council(
    card: ProductSet,
    sheets: Mapping[str, Sheet],
    minimum_rule: MinimumRule = MinimumRule.MEAN,
) -> CouncilResult:
    """Settle the members' complete sheets: means, stars, stops by majority.

    Raises RuleViolation, naming the member, for a sheet that `assess` refuses.
    """
    if not sheets:
        raise RuleViolation("council.empty", "Chưa có phiếu nào của Hội đồng.")
    members = {name: _of_member(card, name, sheet) for name, sheet in sheets.items()}
    results = list(members.values())
    points = _mean([result.points for result in results])
    means = {
        code: _mean([result.earned[code] for result in results])
        for code in card.criteria
    }
    levels: Mapping[str, Decimal | Fraction] = means
    if minimum_rule is MinimumRule.MAJORITY:
        levels = {
            code: _majority_level([result.earned[code] for result in results])
            for code in card.criteria
        }
    grade = grading.grade(card, points, levels, grading.two_decimals)
    stopped, warnings = _stops_by_majority(card, members)
    totals = [result.points for result in results]
    return CouncilResult(
        points=grading.two_decimals(points),
        exact_points=points,
        parts={
            part.code: grading.two_decimals(
                _mean([result.parts[part.code] for result in results])
            )
            for part in card.parts
        },
        spread=max(totals) - min(totals),
        band=grade.band,
        stars=None if stopped else grade.stars,
        lowered_by=() if stopped else grade.lowered_by,
        next=None if stopped else grade.next,
        stopped=stopped,
        warnings=warnings,
        earned={code: grading.two_decimals(mean) for code, mean in means.items()},
        members=members,
    )


def _rung(
    card: ProductSet, star: int, counted: Tally, stops: tuple[Stop, ...]
) -> StarStanding:
    step = grading.step(card, star, counted.points, counted.earned)
    reached = not (step.points_missing or step.minimums or stops)
    return StarStanding(star, step.points_missing, step.minimums, reached)


def _of_member(card: ProductSet, name: str, sheet: Sheet) -> Assessment:
    try:
        return assess(card, sheet.ticks, sheet.facts, sheet.unmet_gates)
    except RuleViolation as refused:
        raise RuleViolation(
            refused.code,
            "Phiếu của %(member)s: %(refusal)s",
            field=refused.field,
            member=name,
            refusal=refused.message,
        ) from refused


def _mean(values: list[Decimal]) -> Fraction:
    return Fraction(sum(values, Decimal(0))) / len(values)


def _majority_level(values: list[Decimal]) -> Decimal:
    """The highest points that more than half of the members gave at least."""
    return sorted(values, reverse=True)[len(values) // 2]


def _stops_by_majority(
    card: ProductSet, members: Mapping[str, Assessment]
) -> tuple[Stop | None, tuple[MinorityStop, ...]]:
    """The first disqualifier most members found, and those only a minority did."""
    found: dict[Stop, list[str]] = {}
    for name, result in members.items():
        for stop in result.stops:
            found.setdefault(stop, []).append(name)
    order = [Stop.at(d, criterion) for d, criterion in card.stops]
    carried = [stop for stop in order if len(found.get(stop, ())) * 2 > len(members)]
    warnings = tuple(
        MinorityStop(stop, tuple(sorted(found[stop])))
        for stop in order
        if stop in found and stop not in carried
    )
    return (carried[0] if carried else None), warnings


def _unanswered(codes: tuple[str, ...], at_most: int = 8) -> RuleViolation:
    shown = ", ".join(codes[:at_most])
    rest = len(codes) - at_most
    if rest > 0:
        return RuleViolation(
            "criterion.unanswered",
            "Chưa chấm tiêu chí %(criteria)s và %(rest)s tiêu chí khác.",
            field=codes[0],
            criteria=shown,
            rest=rest,
        )
    return RuleViolation(
        "criterion.unanswered",
        "Chưa chấm tiêu chí %(criteria)s.",
        field=codes[0],
        criteria=shown,
    )
