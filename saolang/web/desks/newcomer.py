"""The desk of an account that has no role yet."""

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from saolang.people.models import User
from saolang.web.desks.frame import Act, Desk, Link


def desk(user: User, now: datetime) -> Desk:
    """Register a producer, or wait to be given an office."""
    register = Act(
        title=_("Đăng ký cơ sở của bạn"),
        text=_(
            "Hợp tác xã, tổ hợp tác, hộ, trang trại hay doanh nghiệp nhỏ. Xong bước "
            "này là thêm được sản phẩm và lập hồ sơ."
        ),
        link=Link(_("Đăng ký cơ sở"), reverse("people:new_producer"), "store"),
    )
    return Desk(
        place=_("Tài khoản mới"),
        acts=[register],
        empty=_(
            "Bạn là cán bộ hay thành viên Hội đồng? Đơn vị sẽ giao vai trò cho bạn."
        ),
    )
