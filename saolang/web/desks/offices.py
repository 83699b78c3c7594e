"""What commune and province share: the work list, turned into acts and rows."""

from collections.abc import Sequence
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from saolang.dossiers import work
from saolang.dossiers.offices import Office
from saolang.dossiers.queries import offices as queries
from saolang.people.access import standing
from saolang.people.models import User
from saolang.web.desks.frame import Act, Desk, Link, Row

SHOWN = 12


def desk(user: User, office: Office, now: datetime, first: Sequence[Act] = ()) -> Desk:
    """An office's desk; `first` are acts that come before the dossiers'."""
    listed = list(queries.work_list(user, office, queries.Wanted())[:SHOWN])
    rows = work.rows(user, office, listed, now)
    acts = [*first, *(_act(row) for row in rows if row.step.is_due)]
    return Desk(
        place=place_of(user, office),
        acts=acts,
        figures=work.figures(user, office),
        heading=_("Hồ sơ, việc gấp ở trên"),
        columns=[_("Sản phẩm"), _("Cơ sở"), _("Loại"), _("Hạn"), _("Việc tiếp theo")],
        rows=[_row(row, office) for row in rows],
        all_rows=Link(
            _("Xem tất cả và lọc"),
            reverse(f"dossiers:{office.level}_list"),
            "list-filter",
        ),
        empty=_("Chưa có hồ sơ nào gửi đến."),
    )


def place_of(user: User, office: Office) -> str:
    """The units in whose name one works: `UBND xã Chí Minh`."""
    names = [
        _("UBND %(unit)s") % {"unit": held.unit.full_name}
        for held in standing(user).assignments
        if held.role in office.staff and held.unit
    ]
    return "; ".join(names)


def _act(row: work.Row) -> Act:
    product = row.dossier.product
    return Act(
        title=f"{row.step.label}: {product}",
        text=str(product.producer),
        link=Link(row.step.label, row.step.url, "pen-line"),
        clock=row.clock,
        must=row.clock.kind == "late",
    )


def _row(row: work.Row, office: Office) -> Row:
    return Row(
        title=str(row.dossier.product),
        url=reverse(office.page, args=[row.dossier.pk]),
        cells=[str(row.dossier.product.producer), row.dossier.get_kind_display()],
        clock=row.clock,
        step=Link(row.step.label, row.step.url),
        hot=row.clock.is_urgent,
    )
