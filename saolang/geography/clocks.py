"""Deadlines in working days, with the holidays and swap days on record."""

from datetime import date, timedelta

from saolang.geography.models import DayOff
from saolang.kernel import calendar


def _days_off(first: date, last: date) -> tuple[set[date], set[date]]:
    rows = DayOff.objects.filter(on__range=(first, last))
    off, worked = set[date](), set[date]()
    for day, is_worked in rows.values_list("on", "is_worked"):
        (worked if is_worked else off).add(day)
    return off, worked


def is_working(day: date) -> bool:
    """Whether offices work on a day."""
    return calendar.is_working_day(day, *_days_off(day, day))


def due_on(start: date, working_days: int) -> date:
    """The last day of a term of working days that starts the day after `start`."""
    off, worked = _days_off(start, start + timedelta(days=working_days * 3 + 30))
    return calendar.add_working_days(start, working_days, off, worked)


def working_days_left(today: date, due: date) -> int:
    """0 on the last day itself, negative when the day has passed."""
    off, worked = _days_off(min(today, due), max(today, due))
    return calendar.working_days_between(today, due, off, worked)


def working_days_left_for(today: date, dues: list[date]) -> dict[date, int]:
    """The same for many deadlines with one query."""
    if not dues:
        return {}
    off, worked = _days_off(min([today, *dues]), max([today, *dues]))
    between = calendar.working_days_between
    return {due: between(today, due, off, worked) for due in set(dues)}


def latest_start(due: date, working_days: int) -> date:
    """The last day on which a term must start to end by `due`."""
    off, worked = _days_off(due - timedelta(days=working_days * 3 + 30), due)
    day, counted = due, 0
    while counted < working_days:
        counted += calendar.is_working_day(day, off, worked)
        day -= timedelta(days=1)
    return day
