"""The desk of the advisory team."""

from collections.abc import Sequence
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from saolang.dossiers.deadlines import Clock
from saolang.dossiers.models import Dossier
from saolang.dossiers.work import Figure
from saolang.evaluation import queries
from saolang.people.access import standing
from saolang.people.models import User
from saolang.web.desks.frame import Act, Desk, Link, Row

SHOWN = 12


def desk(user: User, now: datetime) -> Desk:
    """Dossiers that wait for an appraisal, oldest first."""
    waiting = queries.dossiers_to_appraise(user)
    total, listed = waiting.count(), list(waiting[:SHOWN])
    page = reverse("evaluation:appraisals")
    units = [a.unit.full_name for a in standing(user).assignments if a.unit]
    return Desk(
        place=_("Tổ tư vấn %(unit)s") % {"unit": ", ".join(dict.fromkeys(units))},
        acts=_acts(listed, now),
        figures=[Figure(total, _("hồ sơ chờ thẩm định"), page)],
        heading=_("Hồ sơ chờ thẩm định"),
        columns=[_("Sản phẩm"), _("Cơ sở"), _("Đã chờ"), _("Việc tiếp theo")],
        rows=[_row(dossier, now) for dossier in listed],
        all_rows=Link(_("Xem tất cả"), page),
        empty=_("Không có hồ sơ nào chờ thẩm định."),
    )


def _acts(listed: Sequence[Dossier], now: datetime) -> list[Act]:
    return [
        Act(
            title=_("Thẩm định: %(name)s") % {"name": dossier.product},
            text=str(dossier.product.producer),
            link=Link(_("Viết thẩm định"), _url(dossier), "clipboard-check"),
            clock=_waited(dossier, now),
        )
        for dossier in listed[:2]
    ]


def _row(dossier: Dossier, now: datetime) -> Row:
    return Row(
        title=str(dossier.product),
        url=_url(dossier),
        cells=[str(dossier.product.producer)],
        clock=_waited(dossier, now),
        step=Link(_("Viết thẩm định"), _url(dossier)),
    )


def _url(dossier: Dossier) -> str:
    return reverse("evaluation:appraisal", args=[dossier.pk])


def _waited(dossier: Dossier, now: datetime) -> Clock:
    days = (now - dossier.status_since).days if dossier.status_since else 0
    waited = ngettext("Đã chờ %(days)d ngày", "Đã chờ %(days)d ngày", days)
    return Clock("wait", waited % {"days": days})
