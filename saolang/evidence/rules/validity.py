"""Until when a paper holds: judged on the day of the round, never on today's whim."""

from datetime import date, timedelta
from enum import StrEnum

from saolang.kernel.calendar import add_months

SOON = timedelta(days=60)
# How old a slip may be, where no law we know sets an end: custom, to be confirmed
# (docs/law.md). People are warned; nothing is refused for it.
MONTHS_OF = {"test_report": 12, "nutrition_report": 12}


class Validity(StrEnum):
    """How a paper stands on a given day."""

    OPEN = "open"
    VALID = "valid"
    ENDING = "ending"
    EXPIRED = "expired"


def on_day(valid_until: date | None, day: date) -> Validity:
    """How a paper stands on `day`; it holds until the end of `valid_until`."""
    if valid_until is None:
        return Validity.OPEN
    if valid_until < day:
        return Validity.EXPIRED
    return Validity.ENDING if valid_until - day <= SOON else Validity.VALID


def is_old(kind: str, issued_on: date | None, day: date) -> bool:
    """Whether a slip is older on `day` than offices customarily take."""
    months = MONTHS_OF.get(kind)
    return bool(months and issued_on and add_months(issued_on, months) < day)
