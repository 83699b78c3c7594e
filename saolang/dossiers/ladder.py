"""The ladder of stars: what three, four and five stars still ask of a sheet."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from saolang.criteria.engine import Standing, StarStanding
from saolang.criteria.scorecard import ProductSet
from saolang.dossiers import stops
from saolang.dossiers.models import Dossier


@dataclass(frozen=True, slots=True)
class Tick:
    """A met or unmet condition of a star."""

    text: str
    state: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class Rung:
    """One star of the ladder: what is met, what is not."""

    star: int
    is_reached: bool
    is_next: bool
    missing: tuple[Tick, ...]
    met: tuple[str, ...]

    @property
    def total(self) -> int:
        return len(self.missing) + len(self.met)


def rungs(dossier: Dossier, card: ProductSet, standing: Standing) -> list[Rung]:
    """Three, four and five stars: what each still asks for."""
    reached = [each.star for each in standing.ladder if each.is_reached]
    following = max(reached, default=2) + 1
    return [
        _rung(dossier, card, standing, each, is_next=each.star == following)
        for each in standing.ladder
    ]


def _rung(
    dossier: Dossier,
    card: ProductSet,
    standing: Standing,
    each: StarStanding,
    *,
    is_next: bool,
) -> Rung:
    floor = card.band(each.star).floor
    missing: list[Tick] = []
    met: list[str] = []
    has = {"floor": floor, "points": standing.points}
    if each.points_missing:
        text = _("Cần %(floor)s điểm: đang có %(points)s") % has
        missing.append(Tick(text, "no"))
    else:
        met.append(_("Đủ %(floor)s điểm: đang có %(points)s") % has)
    failing = {short.criterion for short in each.minimums}
    for short in each.minimums:
        criterion = card.criteria[short.criterion]
        text = _("%(title)s: đang %(has)s điểm, cần %(needs)s") % {
            "title": criterion.title,
            "has": short.has,
            "needs": short.needs,
        }
        missing.append(Tick(text, "no", stops.criterion_url(dossier, short.criterion)))
    met += [
        card.criteria[code].title
        for code, _needs in card.minimums[each.star]
        if code not in failing
    ]
    return Rung(each.star, each.is_reached, is_next, tuple(missing), tuple(met))
