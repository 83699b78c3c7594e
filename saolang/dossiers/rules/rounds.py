"""The rounds that article 5 of Decision 26/2026 prescribes, as days of a year."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from saolang.criteria.pack import LegalRound

COMMUNE_DAYS = 15


@dataclass(frozen=True, slots=True)
class RoundDates:
    """One round of a level: requests arrive before the cut-off, it is held before."""

    year: int
    number: int
    cutoff_on: date
    hold_by: date


def upcoming(
    rounds: Iterable[LegalRound], today: date, level: str = "province"
) -> tuple[RoundDates, ...]:
    """The rounds of a level whose cut-off is still ahead, soonest first."""
    own = [each for each in rounds if each.level == level]
    dated = [
        _dated(each, year) for year in (today.year, today.year + 1) for each in own
    ]
    ahead = [each for each in dated if each.cutoff_on > today]
    return tuple(sorted(ahead, key=lambda each: each.cutoff_on))


def _dated(each: LegalRound, year: int) -> RoundDates:
    cutoff = date.fromisoformat(f"{year}-{each.dossier_before}")
    held = date.fromisoformat(f"{year}-{each.finish_before}")
    if held < cutoff:
        held = held.replace(year=year + 1)
    return RoundDates(year, each.round, cutoff, held)
