"""A settled result as a row keeps it, and as pages and minutes read it back.

Decimals are kept as strings: what was announced never changes by a rounding.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from saolang.criteria import engine, library
from saolang.criteria.engine import Assessment, CouncilResult, MinimumRule, Sheet
from saolang.criteria.grading import Shortfall
from saolang.criteria.scorecard import ProductSet
from saolang.criteria.tally import Stop
from saolang.evaluation.models import Panelist, Round, ScoreSheet, SessionItem
from saolang.evaluation.rules import consensus
from saolang.evaluation.rules.quorum import Quorum


@dataclass(frozen=True, slots=True)
class Missed:
    """A minimum that the panel did not give, with the criterion's name."""

    criterion: str
    title: str
    needs: Decimal
    has: Decimal


@dataclass(frozen=True, slots=True)
class MemberResult:
    """What one member's sheet came to."""

    user: int
    name: str
    position: str
    points: Decimal
    parts: Mapping[str, Decimal]
    stars: int | None


@dataclass(frozen=True, slots=True)
class Result:
    """One pass of one product, opened."""

    number: int
    points: Decimal
    parts: Mapping[str, Decimal]
    band: int
    stars: int | None
    spread: Decimal
    limit: Decimal
    lowered_by: tuple[Missed, ...]
    next_star: int | None
    next_points: Decimal
    next_minimums: tuple[Missed, ...]
    stopped: Mapping[str, str] | None
    warnings: tuple[Mapping[str, Any], ...]
    members: tuple[MemberResult, ...]
    scorers: int
    needed: int

    @property
    def lowest(self) -> Decimal:
        return min(member.points for member in self.members)

    @property
    def highest(self) -> Decimal:
        return max(member.points for member in self.members)

    @property
    def is_too_wide(self) -> bool:
        """Whether the members must talk before the council concludes."""
        return consensus.is_too_wide(self.spread, self.limit)


def settle(
    round: Round,
    item: SessionItem,
    scored: list[tuple[Panelist, ScoreSheet]],
    counted: Quorum,
) -> dict[str, Any]:
    """What the sheets of one product come to under the round's working rules."""
    card = library.load_set(item.dossier.pack_id, item.dossier.set_slug)
    sheets = {
        str(panelist.user_id): Sheet(sheet.ticks, sheet.facts, sheet.unmet_gates)
        for panelist, sheet in scored
    }
    settled = engine.council(card, sheets, MinimumRule(round.minimum_rule))
    names = {str(panelist.user_id): panelist.name for panelist, _ in scored}
    return {
        "pass": item.pass_number,
        "points": str(settled.points),
        "parts": _texts(settled.parts),
        "band": settled.band,
        "stars": settled.stars,
        "spread": str(settled.spread),
        "limit": str(round.spread_limit),
        "minimum_rule": round.minimum_rule,
        "lowered_by": [_missed(card, short) for short in settled.lowered_by],
        "next": _next(card, settled),
        "stopped": _stop(settled.stopped) if settled.stopped else None,
        "warnings": [
            {**_stop(found.stop), "members": [names[m] for m in found.members]}
            for found in settled.warnings
        ],
        "members": [
            _member(panelist, settled.members[str(panelist.user_id)])
            for panelist, _ in scored
        ],
        "scorers": counted.scorers,
        "needed": counted.needed,
    }


def read(item: SessionItem) -> Result:
    """The result of an item's present pass; only an item that was closed has one."""
    if item.result is None:
        raise LookupError("this product is still being scored")
    return parse(item.result)


def parse(kept: Mapping[str, Any]) -> Result:
    """A kept result as values again."""
    following = kept["next"] or {"star": None, "points_missing": "0", "minimums": []}
    return Result(
        number=kept["pass"],
        points=Decimal(kept["points"]),
        parts=_decimals(kept["parts"]),
        band=kept["band"],
        stars=kept["stars"],
        spread=Decimal(kept["spread"]),
        limit=Decimal(kept["limit"]),
        lowered_by=_misses(kept["lowered_by"]),
        next_star=following["star"],
        next_points=Decimal(following["points_missing"]),
        next_minimums=_misses(following["minimums"]),
        stopped=kept["stopped"],
        warnings=tuple(kept["warnings"]),
        members=tuple(
            MemberResult(
                user=member["user"],
                name=member["name"],
                position=member["position"],
                points=Decimal(member["points"]),
                parts=_decimals(member["parts"]),
                stars=member["stars"],
            )
            for member in kept["members"]
        ),
        scorers=kept["scorers"],
        needed=kept["needed"],
    )


def _member(panelist: Panelist, own: Assessment) -> dict[str, Any]:
    return {
        "user": panelist.user_id,
        "name": panelist.name,
        "position": panelist.position,
        "points": str(own.points),
        "parts": _texts(own.parts),
        "stars": own.stars,
    }


def _next(card: ProductSet, settled: CouncilResult) -> dict[str, Any] | None:
    if settled.next is None:
        return None
    return {
        "star": settled.next.star,
        "points_missing": str(settled.next.points_missing),
        "minimums": [_missed(card, short) for short in settled.next.minimums],
    }


def _missed(card: ProductSet, short: Shortfall) -> dict[str, str]:
    return {
        "criterion": short.criterion,
        "title": card.criteria[short.criterion].title,
        "needs": str(short.needs),
        "has": str(short.has),
    }


def _misses(kept: list[dict[str, str]]) -> tuple[Missed, ...]:
    return tuple(
        Missed(m["criterion"], m["title"], Decimal(m["needs"]), Decimal(m["has"]))
        for m in kept
    )


def _stop(stop: Stop) -> dict[str, str]:
    return {
        "kind": stop.kind.value,
        "when": stop.when,
        "text": stop.text,
        "criterion": stop.criterion or "",
    }


def _texts(values: Mapping[str, Decimal]) -> dict[str, str]:
    return {key: str(value) for key, value in values.items()}


def _decimals(kept: Mapping[str, str]) -> dict[str, Decimal]:
    return {key: Decimal(value) for key, value in kept.items()}
