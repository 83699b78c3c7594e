"""How long stars last, and what a certificate is worth on a given day.

Decision 26/2026: article 4.3 (36 months), 7.6(a) (renewal window), 8 (revocation),
12 (kept at most 180 days past its term while a late renewal is decided).
"""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from saolang.kernel import calendar

VALIDITY_MONTHS = 36
WINDOW_OPENS_DAYS = 180
WINDOW_CLOSES_DAYS = 120
LONGEST_EXTENSION_DAYS = 180


class Condition(StrEnum):
    """What a certificate is worth; the word on the public page."""

    VALID = "valid"
    EXPIRING = "expiring"
    EXTENDED = "extended"
    EXPIRED = "expired"
    SUPERSEDED = "superseded"
    REVOKED = "revoked"


IN_FORCE = frozenset({Condition.VALID, Condition.EXPIRING, Condition.EXTENDED})


@dataclass(frozen=True, slots=True)
class Term:
    """The dates that decide; a day counts until its end, in Vietnam."""

    issued_on: date
    last_day: date
    extended_to: date | None = None
    superseded_on: date | None = None
    revoked_on: date | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """A condition and the day that explains it."""

    condition: Condition
    day: date

    @property
    def in_force(self) -> bool:
        return self.condition in IN_FORCE


def last_day(
    issued_on: date, months: int = VALIDITY_MONTHS, first_day_counts: bool = False
) -> date:
    """The last valid day of a certificate issued on a day.

    The first day is not counted (Civil Code 2015, article 147.2) unless an office reads
    the decision otherwise.
    """
    end = calendar.last_valid_day(issued_on, months)
    return end - timedelta(days=1) if first_day_counts else end


def condition(term: Term, on: date) -> Finding:
    """What a certificate is worth on a day. Revocation outweighs all else."""
    if term.revoked_on and on >= term.revoked_on:
        return Finding(Condition.REVOKED, term.revoked_on)
    if term.superseded_on and on >= term.superseded_on:
        return Finding(Condition.SUPERSEDED, term.superseded_on)
    if on <= term.last_day:
        expiring = term.last_day - on <= timedelta(days=WINDOW_OPENS_DAYS)
        kind = Condition.EXPIRING if expiring else Condition.VALID
        return Finding(kind, term.last_day)
    if term.extended_to and on <= term.extended_to:
        return Finding(Condition.EXTENDED, term.extended_to)
    return Finding(Condition.EXPIRED, (term.extended_to or term.last_day))


def renewal_window(end: date) -> tuple[date, date]:
    """First and last day to file for renewal (article 7.6a)."""
    opens = end - timedelta(days=WINDOW_OPENS_DAYS)
    return opens, end - timedelta(days=WINDOW_CLOSES_DAYS)


def filing(end: date, on: date) -> str:
    """Whether a day lies before the window, in it, or after it: early, open, late."""
    opens, closes = renewal_window(end)
    if on < opens:
        return "early"
    return "open" if on <= closes else "late"


def longest_extension(end: date) -> date:
    """The day beyond which no certificate is kept alive (article 12)."""
    return end + timedelta(days=LONGEST_EXTENSION_DAYS)
