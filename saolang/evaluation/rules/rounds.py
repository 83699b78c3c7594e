"""When a round takes dossiers in and until when it must be held (article 5)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from saolang.criteria.pack import LegalRound


@dataclass(frozen=True, slots=True)
class RoundDates:
    """The dates a decision prescribes for one round of one year."""

    number: int
    cutoff_on: date
    hold_by_on: date


def prescribed(rounds: Iterable[LegalRound], level: str, year: int) -> list[RoundDates]:
    """The yearly rounds of a level; one held after New Year ends in the next year."""
    found = []
    for legal in rounds:
        if legal.level == level:
            cutoff = _on(legal.dossier_before, year)
            held = _on(legal.finish_before, year)
            if held < cutoff:
                held = _on(legal.finish_before, year + 1)
            found.append(RoundDates(legal.round, cutoff, held))
    return found


def suggest(rounds: Iterable[LegalRound], level: str, today: date) -> RoundDates:
    """The first prescribed round that still takes dossiers in."""
    known = tuple(rounds)
    coming = [
        dates
        for year in (today.year, today.year + 1)
        for dates in prescribed(known, level, year)
    ]
    return next(dates for dates in coming if dates.cutoff_on >= today)


def in_time(received_on: date, cutoff_on: date) -> bool:
    """Whether a request that arrived on a day joins the round; the last day counts."""
    return received_on <= cutoff_on


def _on(month_day: str, year: int) -> date:
    month, day = map(int, month_day.split("-"))
    return date(year, month, day)
