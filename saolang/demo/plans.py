"""When each dossier of the demo took which step, counted back from today."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from saolang.demo import notices
from saolang.demo.days import Diary
from saolang.demo.road import Road
from saolang.dossiers.rules.rounds import COMMUNE_DAYS

Step = Callable[[Road, datetime], None]


@dataclass(frozen=True)
class Appointment:
    """Something done at a moment; everything is done in the order of time."""

    at: datetime
    act: Callable[[datetime], None]

    def keep(self) -> None:
        with notices.dated(self.at):
            self.act(self.at)


ROAD: tuple[Step, ...] = (
    Road.start,
    Road.write,
    Road.hand_in,
    Road.take_in,
    Road.look_through,
    Road.report,
    Road.sign,
    Road.forward,
    Road.receive,
    Road.hand_over,
    Road.appraise,
)
_HELD = (165, 158, 150, 149, 141, 133, 131, 130, 127, 124, 118)
# days before today at which each step of the road was taken
TIMETABLES: dict[str, tuple[int, ...]] = {
    "draft_started": (5, 4),
    "draft_nearly": (14, 2),
    "submitted_commune": (12, 6, 1),
    "withdrawn": (28, 24, 20),
    "commune_review": (26, 17, 11, 10, 4),
    "commune_returned": (32, 27, 20, 19, 12),
    "commune_again": (46, 36, 31, 30, 28),
    "commune_reported": (40, 30, 19, 18, 14, 4, 1),
    "submitted_province": (46, 38, 26, 25, 20, 8, 6, 3),
    "province_check": (52, 42, 31, 30, 25, 14, 12, 11, 5),
    "province_returned": (60, 48, 37, 36, 28, 20, 18, 17, 12),
    "advisory_review": (70, 58, 47, 46, 38, 30, 28, 27, 24, 13),
    "advisory_reported": (76, 64, 52, 51, 44, 36, 34, 33, 30, 27, 9),
    "council_scheduled": (92, 82, 72, 71, 62, 54, 52, 51, 46, 41, 24),
    "session_scoring": (96, 85, 75, 74, 65, 57, 55, 54, 48, 44, 28),
    "decision_pending": (98, 88, 78, 77, 68, 60, 58, 57, 51, 47, 33),
    "recognised_here": _HELD,
    "not_recognised_here": _HELD,
}
ENDINGS: dict[str, tuple[tuple[Step, int], ...]] = {
    "withdrawn": ((Road.withdraw, 13),),
    "commune_returned": ((Road.send_back_to_producer, 8), (Road.answer, 3)),
    "commune_again": (
        (Road.send_back_to_producer, 27),
        (Road.answer, 20),
        (Road.put_right, 18),
        (Road.hand_in, 15),
        (Road.take_in, 14),
        (Road.look_again, 5),
    ),
    "province_returned": ((Road.send_back_from_province, 7),),
    "advisory_review": ((Road.begin_appraisal, 3),),
}
DUE_TODAY = "commune_due_today"
HAVE_DOSSIERS = frozenset({*TIMETABLES, DUE_TODAY})


def walk(roads: Iterable[Road], besides: Iterable[Appointment] = ()) -> None:
    """Walk all roads together, so that numbers are given in the order of time."""
    agenda = [*besides, *(each for road in roads for each in _agenda(road))]
    for appointment in sorted(agenda, key=lambda each: each.at):
        appointment.keep()


def _agenda(road: Road) -> list[Appointment]:
    days_ago = TIMETABLES.get(road.plan) or _due_today(road)
    steps = (*zip(ROAD, days_ago, strict=False), *ENDINGS.get(road.plan, ()))
    diary = Diary(road.stage.days)
    return [
        Appointment(
            diary.ago(ago, road.dice.choice((8, 9, 10, 14, 15))), partial(step, road)
        )
        for step, ago in steps
    ]


def _due_today(road: Road) -> tuple[int, ...]:
    """Received so long ago that the commune's term ends today."""
    days = road.stage.days
    gone = (days.today - days.started_for(COMMUNE_DAYS)).days
    return gone + 14, gone + 6, gone, gone - 1, 8, 1
