"""The desk of the ministry's office: the provinces, in numbers."""

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from saolang.certificates import queries as certificates
from saolang.dossiers.queries import offices as dossiers
from saolang.dossiers.work import Figure
from saolang.kernel.calendar import local_date
from saolang.people.models import User
from saolang.web.desks.frame import Desk, Link, Row


def desk(user: User, now: datetime) -> Desk:
    """How far each province is; no dossier and no score."""
    today = local_date(now)
    provinces = dossiers.by_province()
    overview, papers = (
        reverse("dossiers:ministry_overview"),
        reverse("certificates:list"),
    )
    return Desk(
        place=_("Cơ quan OCOP của Bộ"),
        figures=[
            Figure(len(provinces), _("tỉnh, thành phố có hồ sơ"), overview),
            Figure(sum(p.open for p in provinces), _("hồ sơ đang đi"), overview),
            Figure(
                certificates.in_force(today).count(), _("sản phẩm đang có sao"), papers
            ),
            Figure(
                certificates.expiring(today).count(),
                _("sẽ hết hạn trong 180 ngày"),
                papers,
            ),
        ],
        heading=_("Các tỉnh, thành phố"),
        columns=[_("Tỉnh, thành phố"), _("Hồ sơ"), _("Đang đi"), _("Đã công nhận")],
        rows=[
            Row(
                title=row.province.full_name,
                url=overview,
                cells=[str(row.total), str(row.open), str(row.recognised)],
            )
            for row in provinces
        ],
        all_rows=Link(_("Xem toàn quốc"), overview, "map"),
        empty=_("Chưa tỉnh nào gửi hồ sơ."),
    )
