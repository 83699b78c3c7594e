"""What of an earlier self-score still says the same on the score sheet of today.

On the same sheet everything is carried as it was. From one decision to another a
criterion is known by its topic, and a tick is carried only when it means the same level
on both sheets; what does not is left unanswered, and said.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from saolang.criteria.scorecard import Criterion, Option, ProductSet
from saolang.kernel.text import fold

Ticks = Mapping[str, str | None]


@dataclass(frozen=True, slots=True)
class Carried:
    """What an earlier sheet brings to a new one.

    `codes` leads from a criterion of the old sheet to its counterpart, `ticks` are the
    levels that mean the same on the new one. `asked` have a counterpart whose level
    must be chosen anew, `added` have none on the old sheet, `gone` none on the new.
    """

    is_same_sheet: bool
    codes: Mapping[str, str]
    ticks: Ticks
    asked: tuple[Criterion, ...]
    added: tuple[Criterion, ...]
    gone: tuple[Criterion, ...]


def carry(old: ProductSet, ticks: Ticks, new: ProductSet) -> Carried:
    """Lead the ticks of an old sheet to a new one; none is invented."""
    same = (old.pack_id, old.slug) == (new.pack_id, new.slug)
    codes = {c.code: c.code for c in new.leaves} if same else _by_topic(old, new)
    carried: dict[str, str | None] = {}
    for before, after in codes.items():
        if before not in ticks:
            continue
        was, now = old.criteria[before], new.criteria[after]
        ticked = ticks[before]
        option = was.option(ticked) if ticked else None
        if ticked and option is None:
            continue
        found = option if same else _counterpart(was, option, now)
        if found is not None:
            carried[after] = found.id
        elif option is None and (same or not (_has_zero(was) or _has_zero(now))):
            carried[after] = None
    met = set(codes.values())
    answered = {codes[code] for code in codes if code in ticks}
    return Carried(
        is_same_sheet=same,
        codes=codes,
        ticks=carried,
        asked=tuple(
            c for c in new.leaves if c.code in answered and c.code not in carried
        ),
        added=tuple(c for c in new.leaves if c.code not in met),
        gone=tuple(c for c in old.leaves if c.code not in codes),
    )


def _by_topic(old: ProductSet, new: ProductSet) -> dict[str, str]:
    """Leaves of the old sheet and of the new whose topic stands once on each."""
    before, after = _once(old), _once(new)
    return {before[topic]: after[topic] for topic in before if topic in after}


def _once(card: ProductSet) -> dict[str, str]:
    count = Counter(leaf.topic for leaf in card.leaves)
    return {leaf.topic: leaf.code for leaf in card.leaves if count[leaf.topic] == 1}


def _counterpart(
    was: Criterion, option: Option | None, now: Criterion
) -> Option | None:
    """The level that says the same: by its words, else by its place on an equal scale.

    Scales are equal when they have as many levels, in no cases, each worth the same
    share of the most points.
    """
    if option is None:
        return None
    alike = [each for each in now.options if fold(each.label) == fold(option.label)]
    if len(alike) == 1:
        return alike[0]
    if was.cases or now.cases or _shares(was) != _shares(now):
        return None
    if len(set(_shares(now))) != len(now.options):
        return None
    at = sorted(was.options, key=lambda o: o.points).index(option)
    return sorted(now.options, key=lambda o: o.points)[at]


def _shares(criterion: Criterion) -> list[Decimal]:
    return sorted(o.points / criterion.max for o in criterion.options)


def _has_zero(criterion: Criterion) -> bool:
    return any(not option.points for option in criterion.options)
