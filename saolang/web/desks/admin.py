"""The administrator's desk: accounts, offices without people, work that failed."""

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from saolang.dossiers.work import Figure
from saolang.people import queries as people
from saolang.people.models import Assignment, User
from saolang.tasks.models import Job
from saolang.web.desks.frame import Desk, Link, Row

SHOWN = 12


def desk(user: User, now: datetime) -> Desk:
    """Who came in last, and whether the machine does its work."""
    accounts, listed = people.accounts_for(user), reverse("people:users")
    newest = people.with_offices(accounts.order_by("-created_at", "-pk")[:SHOWN])
    return Desk(
        place=_("Quản trị hệ thống"),
        figures=[
            Figure(accounts.filter(is_active=True).count(), _("tài khoản mở"), listed),
            Figure(accounts.filter(is_active=False).count(), _("đã khóa"), listed),
            Figure(Assignment.objects.current().count(), _("vai trò đang giữ"), listed),
            Figure(
                Job.objects.filter(state=Job.State.DEAD).count(),
                _("việc nền bị hỏng"),
                reverse("admin:index"),
            ),
        ],
        heading=_("Tài khoản mới nhất"),
        columns=[_("Họ và tên"), _("Đăng nhập bằng"), _("Vai trò")],
        rows=[_row(person) for person in newest],
        all_rows=Link(_("Xem tất cả người dùng"), listed, "users"),
        empty=_("Chưa có tài khoản nào."),
    )


def _row(person: User) -> Row:
    offices: list[Assignment] = getattr(person, "offices_today", [])
    return Row(
        title=person.full_name,
        url=reverse("people:user", args=[person.public_id]),
        cells=[
            person.login,
            ", ".join(office.get_role_display() for office in offices) or "–",
        ],
    )
