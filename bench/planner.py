"""How long a plan takes, for every current set, beside what grading one sheet takes."""

from collections.abc import Callable
from time import perf_counter

from saolang.criteria import engine, library, planner
from saolang.criteria.scorecard import ProductSet

ROUNDS, PLANS, SHEETS = 5, 5, 50
PACK = "qd-26-2026"


def plans_in_sheets(rounds: int = ROUNDS) -> list[float]:
    """The slowest set of each round: its time for a plan, in sheets graded meanwhile.

    From nothing to five stars, where every line may still take every level.
    """
    cards = [library.load_set(PACK, entry.slug) for entry in library.sets(PACK)]
    return [max(_ratio(card) for card in cards) for _ in range(rounds)]


def slowest_ms(rounds: int = ROUNDS) -> list[float]:
    """The slowest set of each round, in milliseconds."""
    cards = [library.load_set(PACK, entry.slug) for entry in library.sets(PACK)]
    return [max(_plan(card) for card in cards) * 1000 for _ in range(rounds)]


def _ratio(card: ProductSet) -> float:
    filled = {leaf.code: leaf.options[-1].id for leaf in card.leaves}
    return _plan(card) / _seconds(lambda: engine.assess(card, filled), SHEETS)


def _plan(card: ProductSet) -> float:
    return _seconds(lambda: planner.plan(card, {}, 5), PLANS)


def _seconds(work: Callable[[], object], times: int) -> float:
    """The best of several, which is what others on the machine disturb least."""
    taken = []
    for _ in range(times):
        started = perf_counter()
        work()
        taken.append(perf_counter() - started)
    return min(taken)
