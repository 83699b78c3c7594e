"""Whether members agree, and what follows from what they found together."""

from decimal import Decimal
from enum import StrEnum


class Following(StrEnum):
    """What becomes of a product once the council has concluded."""

    DECISION = "decision"
    POTENTIAL_FIVE = "potential_five"
    NOT_RECOGNISED = "not_recognised"
    DISQUALIFIED = "disqualified"


def is_too_wide(spread: Decimal, limit: Decimal) -> bool:
    """Whether members differ by more than the round's working rules let pass.

    >>> is_too_wide(Decimal(10), Decimal(10)), is_too_wide(Decimal(11), Decimal(10))
    (False, True)
    """
    return spread > limit


def following(stars: int | None, stopped: str | None) -> Following:
    """What a settled result leads to (26/2026, articles 4 and 7.3).

    `stopped` is the kind of disqualifier that a majority found. Five stars are for the
    ministry to give: the province approves the result and passes the product on.
    """
    if stopped == "reject":
        return Following.DISQUALIFIED
    if stopped or stars is None or stars < 3:
        return Following.NOT_RECOGNISED
    return Following.POTENTIAL_FIVE if stars == 5 else Following.DECISION
