"""Sheets that a careful person might have filled in: aimed at a star, never random."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from decimal import Decimal
from random import Random

from saolang.criteria import engine
from saolang.criteria.scorecard import Criterion, Option, ProductSet
from saolang.people.models import Producer

Ticks = dict[str, str | None]
AIM = {2: Decimal(44), 3: Decimal(63), 4: Decimal(81), 5: Decimal(95)}
FIRM = frozenset({"organisation_form", "legal_representative"})
NEVER_LEAST = frozenset({"foreign_matter"})
_FORM = {
    Producer.Kind.COOPERATIVE: Decimal(3),
    Producer.Kind.COMPANY: Decimal(2),
}


@dataclass(frozen=True)
class Aim:
    """The sheet of one product and the stars it should come to."""

    card: ProductSet
    stars: int
    producer: Producer

    def ticks(self, dice: Random) -> Ticks:
        """The least that gives the stars, and points on top until the band is held."""
        ticks: Ticks = {c.code: self._least(c).id for c in self.card.leaves}
        rising = [c for c in self.card.leaves if c.topic not in FIRM]
        while self._points(ticks) < AIM[self.stars] or self._is_lowered(ticks):
            higher = [(c, o) for c in rising if (o := _next(c, ticks[c.code], 1))]
            if not higher:
                raise ValueError(f"{self.card.slug} cannot hold {self.stars} stars")
            criterion, option = dice.choice(higher)
            ticks[criterion.code] = option.id
        return ticks

    def seen_by(
        self, ticks: Mapping[str, str | None], dice: Random, *, strict: bool = False
    ) -> Ticks:
        """The same product in another person's eyes: a few levels up or down."""
        own = dict(ticks)
        loose = [c for c in self.card.leaves if c.topic not in FIRM]
        count = len(loose) // 2 if strict else dice.randint(2, 4)
        for criterion in dice.sample(loose, count):
            step = -1 if strict else dice.choice((-1, 1))
            option = _next(criterion, own[criterion.code], step)
            if option and option.points >= self._floor(criterion):
                own[criterion.code] = option.id
        return own

    def _points(self, ticks: Ticks) -> Decimal:
        return engine.standing(self.card, ticks).points

    def _is_lowered(self, ticks: Ticks) -> bool:
        return self.stars > 2 and bool(engine.assess(self.card, ticks).lowered_by)

    def _floor(self, criterion: Criterion) -> Decimal:
        return criterion.minimum(self.stars) or Decimal(0)

    def _least(self, criterion: Criterion) -> Option:
        wanted = self._floor(criterion)
        if criterion.topic == "organisation_form":
            wanted = _FORM.get(Producer.Kind(self.producer.kind), Decimal(1))
        elif criterion.topic == "legal_representative":
            wanted = Decimal(1 if self._is_favoured() else 0)
        elif criterion.topic in NEVER_LEAST:
            wanted = max(wanted, Decimal(1))
        ranked = sorted(criterion.options, key=lambda option: option.points)
        enough = [option for option in ranked if option.points >= wanted]
        return enough[0] if enough else ranked[-1]

    def _is_favoured(self) -> bool:
        """Whether the representative is a woman or of an ethnic minority."""
        person = self.producer
        return (
            person.representative_sex == Producer.Sex.FEMALE
            or person.representative_ethnicity not in {"", "Kinh"}
        )


def first_of(ticks: Mapping[str, str | None], codes: Collection[str]) -> Ticks:
    """The part of a sheet that has been filled in so far."""
    return {code: ticks[code] for code in ticks if code in codes}


def _next(criterion: Criterion, ticked: str | None, step: int) -> Option | None:
    """The next level up or down of the same case; None at the end."""
    now = criterion.option(ticked or "")
    same_case = [o for o in criterion.options if now is None or o.case == now.case]
    ranked = sorted(same_case, key=lambda option: option.points)
    place = ranked.index(now) + step if now else 0
    return ranked[place] if 0 <= place < len(ranked) else None
