"""How long an office has left on a dossier, said in words."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from saolang.dossiers.models import Dossier, Receipt, Status
from saolang.dossiers.offices import Office
from saolang.geography import clocks
from saolang.kernel.calendar import local_date

SOON = 3


@dataclass(frozen=True, slots=True)
class Clock:
    """What ui/clock.html draws: a kind, a sentence and the day itself."""

    kind: str
    text: str
    detail: str = ""

    @property
    def is_urgent(self) -> bool:
        return self.kind in {"late", "soon"}


def clocks_of(
    dossiers: Iterable[Dossier],
    receipts: Mapping[int, Receipt],
    office: Office,
    now: datetime,
) -> dict[int, Clock]:
    """The clock of each dossier by id, with one look at the calendar for all."""
    today = local_date(now)
    held = {
        d.pk: due
        for d in dossiers
        if d.status in office.in_hand and (due := _due(receipts.get(d.pk)))
    }
    left = clocks.working_days_left_for(today, list(held.values()))
    return {
        d.pk: _running(held[d.pk], left[held[d.pk]], today)
        if d.pk in held
        else _standing(d, office)
        for d in dossiers
    }


def _due(receipt: Receipt | None) -> date | None:
    return receipt.due_on if receipt else None


def _running(due: date, left: int, today: date) -> Clock:
    detail = f"{due:%d/%m/%Y}"
    if due == today:
        return Clock("late", _("Hết hạn hôm nay"), detail)
    if due < today and left == 0:
        return Clock("late", _("Quá hạn"), detail)
    if due < today:
        text = ngettext(
            "Quá hạn %(days)d ngày làm việc", "Quá hạn %(days)d ngày làm việc", -left
        ) % {"days": -left}
        return Clock("late", text, detail)
    text = ngettext(
        "Còn %(days)d ngày làm việc", "Còn %(days)d ngày làm việc", left
    ) % {"days": left}
    return Clock("soon" if left <= SOON else "", text, detail)


def _standing(dossier: Dossier, office: Office) -> Clock:
    since = dossier.status_since
    detail = f"{local_date(since):%d/%m/%Y}" if since else ""
    if dossier.status == office.returned:
        return Clock("wait", _("Chờ cơ sở bổ sung"), detail)
    if dossier.status in office.in_hand:
        return Clock("", str(Status(dossier.status).label), detail)
    return Clock("done", str(Status(dossier.status).label), detail)
