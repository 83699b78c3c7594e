"""From points to stars: the band, the minimums that lower it, and the next star.

All figures are exact: a council's mean is a fraction, and 89.996 is not 90.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from saolang.criteria.scorecard import ProductSet

Number = Decimal | Fraction
Show = Callable[[Number], Decimal]


@dataclass(frozen=True, slots=True)
class Shortfall:
    """A criterion below the minimum of a star."""

    criterion: str
    needs: Decimal
    has: Decimal


@dataclass(frozen=True, slots=True)
class NextStar:
    """What the next star still asks for."""

    star: int
    points_missing: Decimal
    minimums: tuple[Shortfall, ...]


@dataclass(frozen=True, slots=True)
class Grade:
    """The band of the points, the stars that remain of it, and why."""

    band: int
    stars: int
    lowered_by: tuple[Shortfall, ...]
    next: NextStar | None


def exact(number: Number) -> Decimal:
    """A whole or decimal number as it is."""
    if isinstance(number, Decimal):
        return number
    return Decimal(number.numerator) / number.denominator


def two_decimals(number: Number) -> Decimal:
    """A number rounded half up to two decimals, from its exact value."""
    hundredths = (Fraction(number) * 100 + Fraction(1, 2)).__floor__()
    return Decimal(hundredths).scaleb(-2)


def band_of(card: ProductSet, points: Number) -> int:
    """The stars whose band holds the points; a band's floor belongs to it."""
    return next(band.stars for band in card.bands if points >= band.floor)


def grade(
    card: ProductSet, points: Number, earned: Mapping[str, Number], show: Show = exact
) -> Grade:
    """The band, lowered while a minimum of that star fails.

    That this is how a failing minimum works is our reading of the star marks.
    """
    band = stars = band_of(card, points)
    lowered_by: list[Shortfall] = []
    while failing := shortfalls(card, stars, earned, show):
        lowered_by += [
            shortfall for shortfall in failing if shortfall not in lowered_by
        ]
        stars -= 1
    top = card.bands[0].stars
    following = None if stars == top else step(card, stars + 1, points, earned, show)
    return Grade(band, stars, tuple(lowered_by), following)


def step(
    card: ProductSet,
    star: int,
    points: Number,
    earned: Mapping[str, Number],
    show: Show = exact,
) -> NextStar:
    """What a star asks for beyond the points and minimums already there."""
    missing = Fraction(card.band(star).floor) - Fraction(points)
    return NextStar(
        star=star,
        points_missing=show(max(missing, Fraction(0))),
        minimums=shortfalls(card, star, earned, show),
    )


def shortfalls(
    card: ProductSet, star: int, earned: Mapping[str, Number], show: Show = exact
) -> tuple[Shortfall, ...]:
    """The minimums of a star that fail, in the order of the sheet."""
    return tuple(
        Shortfall(code, needs, show(earned[code]))
        for code, needs in card.minimums[star]
        if earned[code] < needs
    )
