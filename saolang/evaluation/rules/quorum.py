"""Are enough of those who may score a product there, and is the chair among them?

The decision fixes no quorum; a province's working rules do. Customary is three
quarters of the members including the chair. Who is recused does not count.
"""

from collections.abc import Collection, Hashable
from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal


@dataclass(frozen=True, slots=True)
class Quorum:
    """How many sheets a product needs and has."""

    scorers: int
    needed: int
    have: int
    chair_missing: bool

    @property
    def held(self) -> bool:
        """Whether the product may be closed."""
        return self.have >= self.needed and not self.chair_missing

    @property
    def open(self) -> int:
        """How many of those who may score have not."""
        return self.scorers - self.have


def needed(scorers: int, share: Decimal) -> int:
    """The least number of sheets out of `scorers`; never fewer than one.

    >>> [needed(n, Decimal("0.75")) for n in (4, 7, 8, 9)]
    [3, 6, 6, 7]
    """
    return max(1, int((share * scorers).to_integral_value(ROUND_CEILING)))


def quorum(
    panel: Collection[Hashable],
    *,
    chair: Hashable,
    recused: Collection[Hashable],
    submitted: Collection[Hashable],
    share: Decimal,
    chair_required: bool,
) -> Quorum:
    """Count a frozen panel; a recused chair is not waited for."""
    scorers = set(panel) - set(recused)
    have = scorers & set(submitted)
    return Quorum(
        scorers=len(scorers),
        needed=needed(len(scorers), share),
        have=len(have),
        chair_missing=chair_required and chair in scorers and chair not in have,
    )
