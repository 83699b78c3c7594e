"""Dates as administrative papers write them (Decree 30/2020/NĐ-CP, appendix I).

Days below 10 and the months 1 and 2 take a leading zero, other months do not.
"""

from datetime import date, datetime

from saolang.kernel.calendar import VIETNAM

BLANK = "…"


def day_of(day: date) -> str:
    return f"{day.day:02d}"


def month_of(day: date) -> str:
    return f"{day.month:02d}" if day.month < 3 else str(day.month)


def spelled(day: date) -> str:
    """`02 tháng 9 năm 2026`."""
    return f"{day_of(day)} tháng {month_of(day)} năm {day.year}"


def spelled_moment(at: datetime) -> str:
    """`08 giờ 30, ngày 18 tháng 11 năm 2026`, in Vietnam."""
    local = at.astimezone(VIETNAM)
    return f"{local:%H} giờ {local:%M}, ngày {spelled(local.date())}"


def dateline(day: date | None, year: int) -> dict[str, str]:
    """The parts of a paper's dateline; blanks to write in while it has no date."""
    if day is None:
        return {"day": BLANK, "month": BLANK, "year": str(year)}
    return {"day": day_of(day), "month": month_of(day), "year": str(day.year)}
