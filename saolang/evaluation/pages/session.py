"""What secretary and chair see: who has submitted, and, once closed, what came out."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from saolang.evaluation import policies, queries, results, wording
from saolang.evaluation.models import (
    Panelist,
    Position,
    Recusal,
    Session,
    SessionItem,
)
from saolang.evaluation.results import Result
from saolang.evaluation.rules.quorum import Quorum
from saolang.evaluation.services import closing
from saolang.papers import queries as papers
from saolang.people.models import User

# the chart of sheets: 20 units of margin, 0–100 points drawn from 40 to 100
LEFT, RIGHT, LOWEST = Decimal(20), Decimal(380), Decimal(40)
BASE, LIFT = Decimal(95), Decimal("13.5")


@dataclass(frozen=True, slots=True)
class Chair:
    """One seat of the panel for one product: submitted or not, never a score."""

    panelist: Panelist
    has_submitted: bool
    recusal: Recusal | None


@dataclass(frozen=True, slots=True)
class Stop:
    """A product on the agenda."""

    item: SessionItem
    quorum: Quorum | None
    is_shown: bool


@dataclass(frozen=True, slots=True)
class Dot:
    """One sheet in the chart."""

    x: str
    y: str


@dataclass(frozen=True, slots=True)
class Opened:
    """One product's result, ready to be drawn."""

    item: SessionItem
    result: Result
    reasons: tuple[wording.Reason, ...]
    dots: tuple[Dot, ...]
    mean_x: str
    low_x: str
    high_x: str
    grid: tuple[tuple[str, int], ...]
    spoken: str
    earlier: tuple[Result, ...]


def context(session: Session, user: User, shown: int) -> dict[str, Any]:
    """The agenda and the seats of one product; no content of any sheet is read."""
    items = queries.items_of(session)
    panel = queries.panel_of(session)
    is_scoring = session.state == Session.State.SCORING
    open_items = [item for item in items if is_scoring and item.result is None]
    counted = closing.quorums(session, open_items) if open_items else {}
    here = _shown(open_items, counted, shown)
    presides = policies.may_preside(user, session)
    return {
        "session": session,
        "items": items,
        "panel": panel,
        "present": sum(p.is_present for p in panel),
        "agenda": [Stop(i, counted.get(i.dossier_id), i is here) for i in items],
        "shown": here,
        "seats": _seats(session, here, panel) if here and presides else [],
        "quorum": counted.get(here.dossier_id) if here else None,
        "short": [i for i in open_items if not counted[i.dossier_id].held],
        "still_out": sum(count.open for count in counted.values()),
        "undiscussed": closing.undiscussed(session, items),
        "presides": presides,
        "chairs": policies.may_chair(user, session),
        "can_read_results": policies.may_read_results(user, session),
        "candidates": queries.schedulable(session.round)
        if session.state == Session.State.PLANNED
        else [],
        "minutes": papers.of_subject(session, "minutes"),
        "council_seats": session.council.seats.select_related("user").order_by("pk"),
    }


def opened(session: Session) -> list[Opened]:
    """The results that have been opened, in the order of the list."""
    return [draw(item) for item in queries.items_of(session) if item.result is not None]


def draw(item: SessionItem) -> Opened:
    """One product's result with its chart."""
    result = results.read(item)
    points = sorted(member.points for member in result.members)
    spoken = _("Điểm của %(n)s phiếu: %(all)s. Trung bình %(mean)s.") % {
        "n": len(points),
        "all": "; ".join(wording.number(p) for p in points),
        "mean": wording.mean(result.points),
    }
    return Opened(
        item=item,
        result=result,
        reasons=tuple(wording.reasons(result, item)),
        dots=tuple(_stacked(points)),
        mean_x=_at(result.points),
        low_x=_at(result.lowest),
        high_x=_at(result.highest),
        grid=tuple((_at(Decimal(p)), p) for p in (50, 70, 90)),
        spoken=spoken,
        earlier=tuple(results.parse(kept) for kept in item.earlier),
    )


def _shown(
    open_items: list[SessionItem], counted: dict[int, Quorum], wanted: int
) -> SessionItem | None:
    """The product asked for, else the first whose sheets are not all in."""
    chosen = next((i for i in open_items if i.pk == wanted), None)
    waiting = next((i for i in open_items if counted[i.dossier_id].open), None)
    return chosen or waiting or next(iter(open_items), None)


def _seats(session: Session, item: SessionItem, panel: list[Panelist]) -> list[Chair]:
    handed_in, out = queries.submitted(session, [item]), queries.recused(session)
    return [
        Chair(
            panelist=panelist,
            has_submitted=(item.dossier_id, panelist.user_id) in handed_in,
            recusal=out.get((item.dossier_id, panelist.user_id)),
        )
        for panelist in panel
        if panelist.position != Position.SECRETARY
    ]


def _at(points: Decimal) -> str:
    """Where so many points stand on the chart; its start holds all that lies below."""
    share = (max(points, LOWEST) - LOWEST) / (100 - LOWEST)
    return f"{LEFT + share * (RIGHT - LEFT):.1f}"


def _stacked(points: list[Decimal]) -> list[Dot]:
    """A dot per sheet; equal ones stand on each other's shoulders."""
    seen: dict[str, int] = {}
    dots = []
    for each in points:
        x = _at(each)
        dots.append(Dot(x, f"{BASE - LIFT * seen.get(x, 0):.1f}"))
        seen[x] = seen.get(x, 0) + 1
    return dots
