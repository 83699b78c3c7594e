"""Terms and days: every day from 2024 to 2036, leap days and month ends included."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from saolang.kernel import calendar

days = st.dates(date(2024, 1, 1), date(2036, 12, 31))


def test_a_term_ends_on_the_same_day_36_months_on():
    assert calendar.last_valid_day(date(2026, 12, 18)) == date(2029, 12, 18)
    assert calendar.last_valid_day(date(2024, 2, 29)) == date(2027, 2, 28)
    assert calendar.last_valid_day(date(2025, 8, 31), 1) == date(2025, 9, 30)


@given(days)
def test_a_term_is_36_calendar_months_on_every_day(day):
    end = calendar.last_valid_day(day)

    assert (end.year, end.month) == (day.year + 3, day.month)
    assert end.day == day.day or (day.month, day.day, end.day) == (2, 29, 28)


@given(days, st.integers(0, 40), st.sets(days, max_size=20))
def test_adding_and_counting_working_days_agree(day, count, off):
    due = calendar.add_working_days(day, count, off)

    assert calendar.working_days_between(day, due, off) == count
    assert calendar.working_days_between(due, day, off) == -count


def test_midnight_is_local():
    utc = datetime(2026, 11, 20, 17, 0, tzinfo=ZoneInfo("UTC"))

    assert calendar.local_date(utc) == date(2026, 11, 21)
    assert calendar.local_date(utc - timedelta(microseconds=1)) == date(2026, 11, 20)
