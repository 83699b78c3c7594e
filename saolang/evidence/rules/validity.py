"""Until when a paper holds: judged on the day of the round, never on today's whim."""

from datetime import date, timedelta
from enum import StrEnum

SOON = timedelta(days=60)


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
