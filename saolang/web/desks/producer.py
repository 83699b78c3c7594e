"""A producer's desk: papers to mend, drafts to finish, certificates that run out."""

from collections.abc import Sequence
from datetime import date, datetime

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from saolang.certificates import queries as certificates
from saolang.certificates.models import Certificate
from saolang.certificates.rules import terms
from saolang.dossiers.deadlines import Clock
from saolang.dossiers.models import Dossier, Status, SupplementRequest
from saolang.dossiers.queries import draft as dossiers
from saolang.dossiers.queries.offices import ENDED
from saolang.dossiers.work import Figure
from saolang.evaluation.pages.outcome import ANNOUNCED
from saolang.kernel.calendar import local_date
from saolang.people import queries as people
from saolang.people.models import User
from saolang.products import queries as products
from saolang.products.models import Product
from saolang.web.desks.frame import Act, Desk, Link, Row

RETURNED = (Status.COMMUNE_RETURNED, Status.PROVINCE_RETURNED)
SHOWN = 20


def desk(user: User, now: datetime) -> Desk:
    """Everything about one's own products."""
    today = local_date(now)
    own = list(dossiers.own(user)[:SHOWN])
    items = list(products.products_of(user))
    stars = certificates.of_products([item.pk for item in items], today)
    acts = [
        *_asking(user),
        *_returned(own, today),
        *_drafts(own),
        *_running_out(list(stars.values()), own, today),
        *_without_dossier(items, own, stars),
    ]
    moving = sum(d.status not in ENDED for d in own)
    expiring = sum(_days_left(c, today) <= 180 for c in stars.values())
    catalogue, papers = reverse("products:mine"), reverse("certificates:list")
    return Desk(
        place="; ".join(str(producer) for producer in people.own_producers(user)),
        acts=acts,
        figures=[
            Figure(len(items), _("sản phẩm"), catalogue),
            Figure(moving, _("hồ sơ đang đi"), "#danh-sach"),
            Figure(len(stars), _("sản phẩm đang có sao"), papers),
            Figure(expiring, _("sẽ hết hạn trong 180 ngày"), papers),
        ],
        heading=_("Hồ sơ của tôi"),
        columns=[_("Sản phẩm"), _("Loại"), _("Đang ở đâu"), _("Việc tiếp theo")],
        rows=[_row(dossier) for dossier in own],
        all_rows=Link(_("Thêm sản phẩm"), reverse("products:new"), "package-plus"),
        empty=_("Chưa có hồ sơ nào. Thêm một sản phẩm, rồi lập hồ sơ từ trang của nó."),
    )


def _asking(user: User) -> list[Act]:
    """People who ask this owner for leave to write the producer's dossiers."""
    return [
        Act(
            title=_("%(name)s xin giúp lập hồ sơ") % {"name": mandate.helper.full_name},
            text=_("Cơ sở: %(producer)s. Đọc lời đồng ý rồi trả lời.")
            % {"producer": mandate.producer},
            link=Link(_("Xem và trả lời"), mandate.get_absolute_url(), "handshake"),
        )
        for mandate in people.waiting_for_owner(user)
    ]


def _returned(own: Sequence[Dossier], today: date) -> list[Act]:
    """Dossiers sent back, with the day by which an office wants its answer."""
    back = [dossier for dossier in own if dossier.status in RETURNED]
    asked = SupplementRequest.objects.filter(
        dossier__in=[d.pk for d in back], answered_at=None
    ).order_by("requested_at", "pk")
    until = {request.dossier_id: request.answer_by for request in asked}
    return [
        Act(
            title=_("Bổ sung hồ sơ: %(name)s") % {"name": dossier.product},
            text=_("Nơi nhận đã gửi lại một danh sách những gì còn thiếu."),
            link=Link(
                _("Xem chỗ còn thiếu"), dossier.get_absolute_url(), "list-checks"
            ),
            clock=_answer_clock(until.get(dossier.pk), today),
            must=True,
        )
        for dossier in back
    ]


def _answer_clock(day: date | None, today: date) -> Clock:
    if day is None:
        return Clock("wait", _("Chờ bạn bổ sung"))
    if day < today:
        return Clock("late", _("Quá hạn bổ sung"), f"{day:%d/%m/%Y}")
    text = _("Bổ sung đến hết %(day)s") % {"day": f"{day:%d/%m/%Y}"}
    return Clock("late" if day == today else "soon", text)


def _drafts(own: Sequence[Dossier]) -> list[Act]:
    return [
        Act(
            title=_("Viết tiếp hồ sơ: %(name)s") % {"name": dossier.product},
            text=_("Phần đã viết được giữ nguyên. Trang hồ sơ nói còn thiếu gì."),
            link=Link(_("Viết tiếp"), dossier.get_absolute_url(), "pen-line"),
        )
        for dossier in own
        if dossier.status == Status.DRAFT
    ]


def _running_out(
    stars: Sequence[Certificate], own: Sequence[Dossier], today: date
) -> list[Act]:
    """Certificates in their last 180 days without a dossier on its way."""
    moving = {d.product_id for d in own if d.status not in ENDED}
    return [
        Act(
            title=_("Đánh giá lại: %(name)s") % {"name": row.product},
            text=_("Giấy chứng nhận còn đến hết %(day)s.")
            % {"day": f"{row.last_day:%d/%m/%Y}"},
            link=Link(
                _("Lập hồ sơ"),
                reverse("certificates:again", args=[row.product_id]),
                "file-plus",
            ),
            clock=_filing_clock(row, today),
        )
        for row in stars
        if row.product_id not in moving and _days_left(row, today) <= 180
    ]


def _filing_clock(row: Certificate, today: date) -> Clock:
    """Until when to file for another three years (article 7.6a)."""
    _opens, closes = terms.renewal_window(row.last_day)
    day, left = f"{closes:%d/%m/%Y}", (closes - today).days
    if left < 0:
        return Clock("late", _("Đã qua hạn nộp %(day)s") % {"day": day})
    days = ngettext("Còn %(days)d ngày", "Còn %(days)d ngày", left) % {"days": left}
    return Clock("soon", _("Nộp đến hết %(day)s") % {"day": day}, days)


def _without_dossier(
    items: Sequence[Product], own: Sequence[Dossier], stars: dict[int, Certificate]
) -> list[Act]:
    if not items:
        return [
            Act(
                title=_("Thêm sản phẩm đầu tiên"),
                text=_("Gõ tên như bạn vẫn gọi; Sao Làng tìm bộ tiêu chí cho nó."),
                link=Link(_("Thêm sản phẩm"), reverse("products:new"), "package-plus"),
            )
        ]
    begun = {dossier.product_id for dossier in own} | stars.keys()
    return [
        Act(
            title=_("Lập hồ sơ: %(name)s") % {"name": item},
            text=_("Sản phẩm này chưa có hồ sơ đánh giá nào."),
            link=Link(_("Lập hồ sơ"), item.get_absolute_url(), "file-plus"),
        )
        for item in items
        if item.pk not in begun
    ]


def _row(dossier: Dossier) -> Row:
    back = dossier.status in RETURNED
    label, way = _("Xem hồ sơ"), dossier.get_absolute_url()
    if dossier.status in ANNOUNCED:
        label, way = _("Xem kết quả"), reverse("evaluation:outcome", args=[dossier.pk])
    elif dossier.status == Status.DRAFT:
        label = _("Viết tiếp")
    elif back:
        label = _("Bổ sung")
    return Row(
        title=str(dossier.product),
        url=dossier.get_absolute_url(),
        cells=[dossier.get_kind_display()],
        clock=Clock(_kind(dossier), str(Status(dossier.status).label)),
        step=Link(label, way),
        hot=back,
    )


def _kind(dossier: Dossier) -> str:
    if dossier.status in ENDED:
        return "done"
    return "soon" if dossier.status in RETURNED else "wait"


def _days_left(row: Certificate, today: date) -> int:
    return (row.last_day - today).days
