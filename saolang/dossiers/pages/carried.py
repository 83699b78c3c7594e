"""After starting again: what was brought along, what must be renewed, what is new."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from saolang.criteria import library
from saolang.criteria.scorecard import Criterion
from saolang.dossiers import carried, stops
from saolang.dossiers.carried import CarriedPaper, Worth
from saolang.dossiers.models import Dossier
from saolang.dossiers.queries import offices


@dataclass(frozen=True, slots=True)
class Renewal:
    """A paper to be renewed: the old one, why, and where the newer one is sent."""

    title: str
    why: str
    url: str


@dataclass(frozen=True, slots=True)
class Line:
    """A criterion to look at anew, and where."""

    text: str
    url: str


def context(dossier: Dossier, today: date) -> dict[str, Any]:
    """Everything the page shows; a dossier that begins empty says why."""
    on = stops.judging_day(dossier, today)
    shown: dict[str, Any] = {"dossier": dossier, "judged_on": on, "found": None}
    found = carried.sheet(dossier)
    if found is None or dossier.previous is None:
        return shown | {"papers": offices.links_of(dossier)}
    papers = carried.papers(dossier.previous, on)
    card = library.load_set(dossier.pack_id, dossier.set_slug)
    return shown | {
        "found": found,
        "previous": dossier.previous,
        "leaf_count": len(card.leaves),
        "old_rules": library.load(dossier.previous.pack_id),
        "new_rules": library.load(dossier.pack_id),
        "renew": [_renewal(each) for each in papers if each.worth is not Worth.KEPT],
        "kept": [each for each in papers if each.worth is Worth.KEPT],
        "asked": _lines(dossier, found.asked),
        "added": _lines(dossier, found.added),
    }


def _renewal(paper: CarriedPaper) -> Renewal:
    """Why a paper of the last hand-over is asked for anew."""
    latest = paper.latest
    until = f"{latest.valid_until:%d/%m/%Y}" if latest.valid_until else ""
    issued = f"{latest.issued_on:%d/%m/%Y}" if latest.issued_on else ""
    why = {
        Worth.EXPIRED: _("Hết hạn %(day)s, trước ngày chấm; không đặt vào hồ sơ này.")
        % {"day": until},
        Worth.ENDING: _("Còn đến %(day)s, sát ngày chấm; đã đặt vào, nên làm mới.")
        % {"day": until},
        Worth.OLD: _("Cấp ngày %(day)s, đến ngày chấm đã quá 12 tháng; nên làm mới.")
        % {"day": issued},
        Worth.REFUSED: _("Tệp không nhận được; hãy gửi tệp khác."),
    }[paper.worth]
    url = reverse("dossiers:replace_paper", args=[latest.pk])
    return Renewal(latest.title, why, url)


def _lines(dossier: Dossier, criteria: Iterable[Criterion]) -> list[Line]:
    return [
        Line(f"{c.code} {c.title}", stops.criterion_url(dossier, c.code))
        for c in criteria
    ]
