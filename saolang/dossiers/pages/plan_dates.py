"""When to start on a plan: for the next round, or for the first that can be made."""

from dataclasses import dataclass
from datetime import date, timedelta

from saolang.criteria import library
from saolang.dossiers.models import Dossier
from saolang.dossiers.rules import rounds
from saolang.dossiers.rules.rounds import COMMUNE_DAYS, RoundDates
from saolang.geography import clocks


@dataclass(frozen=True, slots=True)
class Timing:
    """The round a plan can make, the last day to start, and the round it misses."""

    days: int
    start_by: date | None
    aimed: RoundDates | None
    missed: RoundDates | None
    submit_by: date | None
    ready_on: date


def timing(dossier: Dossier, days: int, today: date) -> Timing:
    """The first round that a plan of so many working days can make."""
    ready_on = clocks.due_on(today, days)
    missed = None
    for each in rounds.upcoming(library.load(dossier.pack_id).rounds, today):
        last = each.cutoff_on - timedelta(days=1)
        submit_by = clocks.latest_start(last, COMMUNE_DAYS)
        if submit_by >= ready_on:
            start_by = clocks.latest_start(submit_by, days)
            return Timing(days, start_by, each, missed, submit_by, ready_on)
        if missed is None and submit_by >= today:
            missed = each
    return Timing(days, None, None, missed, None, ready_on)
