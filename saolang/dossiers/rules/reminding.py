"""On which day somebody is reminded of a deadline, and of which stage of it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

# a reminder that could not be sent on its day is still sent within a week
LATE = timedelta(days=7)
ANSWER_NEAR = 3
CHECK_NEAR = 3
ROUND_DAYS = (30, 14, 3)
PAPER_DAYS = (60, 30)


@dataclass(frozen=True, slots=True)
class Stage:
    """One point on the way to a deadline, and the day from which it is told."""

    name: str
    on: date


def due(stages: Iterable[Stage], since: date, today: date) -> Stage | None:
    """The stage to tell of today: the last one that has come, if it is not stale.

    Stages of before the matter began (`since`) were told by its beginning.
    """
    come = [stage for stage in stages if since < stage.on <= today]
    last = max(come, key=lambda stage: stage.on, default=None)
    return last if last and today - last.on < LATE else None


def answer_stages(answer_by: date) -> tuple[Stage, ...]:
    """Three days before a supplement is due, on the day, and the day after."""
    return (
        Stage("near", answer_by - timedelta(days=ANSWER_NEAR)),
        Stage("last", answer_by),
        Stage("missed", answer_by + timedelta(days=1)),
    )


def check_stages(near: date, last: date, missed: date) -> tuple[Stage, ...]:
    """An office's term: the working days near its end are counted by the caller."""
    return Stage("near", near), Stage("last", last), Stage("missed", missed)


def before(day: date, distances: Iterable[int]) -> tuple[Stage, ...]:
    """So many days before a day, each a stage of its own."""
    return tuple(Stage(str(n), day - timedelta(days=n)) for n in distances)
