"""Terms, working days and local dates, in one place (trust design, row 13)."""

from calendar import monthrange
from collections.abc import Container
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")


def local_date(at: datetime) -> date:
    """The calendar day in Vietnam on which an aware moment falls."""
    return at.astimezone(VIETNAM).date()


def add_months(day: date, months: int) -> date:
    """The same day `months` later; the month's last day where there is no such day."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    last = monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last))


def last_valid_day(issued_on: date, months: int = 36) -> date:
    """The last day of a term counted in calendar months, the first day not counted.

    Decision 26/2026, article 4.3; Civil Code 2015, articles 147–148.
    """
    return add_months(issued_on, months)


def is_working_day(day: date, off: Container[date], made_up: Container[date]) -> bool:
    """Monday to Friday that is not a day off, or a Saturday/Sunday worked instead."""
    if day in made_up:
        return True
    return day.weekday() < 5 and day not in off


def add_working_days(
    start: date, days: int, off: Container[date], made_up: Container[date] = ()
) -> date:
    """The day on which the `days`-th working day after `start` falls."""
    day = start
    while days > 0:
        day += timedelta(days=1)
        if is_working_day(day, off, made_up):
            days -= 1
    return day


def working_days_between(
    after: date, until: date, off: Container[date], made_up: Container[date] = ()
) -> int:
    """How many working days lie in (after, until]; negative when `until` is earlier."""
    if until < after:
        return -working_days_between(until, after, off, made_up)
    span = (after + timedelta(days=n) for n in range(1, (until - after).days + 1))
    return sum(is_working_day(day, off, made_up) for day in span)
