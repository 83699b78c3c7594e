"""What every page is handed: entries by role, who is signed in, unread messages."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse, reverse_lazy
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from saolang.certificates import policies as certificates
from saolang.dossiers import policies as dossiers
from saolang.evaluation import policies as evaluation
from saolang.market import policies as market
from saolang.notifications import policies as notifications
from saolang.notifications import queries as notices
from saolang.people import policies as people
from saolang.people.access import standing
from saolang.people.models import Role, User
from saolang.products import policies as products
from saolang.stamps import policies as stamps
from saolang.web import policies as web


@dataclass(frozen=True, slots=True)
class Place:
    """One place people go to. Who sees it is who may open it.

    `beside_office` is what it is called for somebody who works in an office, too.
    """

    view: str
    label: Any
    icon: str
    beside_office: Any = ""

    def label_for(self, user: User | None) -> str:
        in_office = user is not None and bool(standing(user).assignments)
        return str(
            self.beside_office if in_office and self.beside_office else self.label
        )


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of the header, as ui/nav_entry.html draws it."""

    label: str
    url: str
    icon: str
    current: bool


STRANGERS = (
    Place("market:catalogue", pgettext_lazy("menu", "Sản phẩm"), "shopping-basket"),
    Place("stamps:lookup", _("Kiểm tra mã"), "qr-code"),
)
MEMBERS = (
    Place("web:desk", _("Bàn làm việc"), "layout-list"),
    Place("products:mine", pgettext_lazy("menu", "Sản phẩm"), "package"),
    Place("dossiers:mine", _("Hồ sơ"), "folder-open", _("Hồ sơ của tôi")),
    Place("dossiers:library", _("Giấy tờ"), "file-text"),
    Place("dossiers:commune_list", _("Hồ sơ"), "folder-open"),
    Place("dossiers:province_list", _("Hồ sơ"), "folder-open"),
    Place("evaluation:appraisals", _("Thẩm định"), "clipboard-check"),
    Place("evaluation:sheets", _("Phiếu chấm"), "list-checks"),
    Place("evaluation:sessions", _("Phiên họp"), "gavel"),
    Place("dossiers:ministry_overview", _("Các tỉnh"), "map"),
    Place("certificates:list", _("Chứng nhận"), "award"),
    Place("people:producers", pgettext_lazy("menu", "Cơ sở"), "store"),
    Place("people:users", _("Người dùng"), "users"),
    Place("notifications:texts", _("Mẫu tin"), "mail"),
)
RULES = {
    row.view: row
    for context in (
        certificates, dossiers, evaluation, market, notifications, people, products,
        stamps, web,
    )
    for row in context.POLICIES
}  # fmt: skip


def navigation(request: HttpRequest) -> dict[str, Any]:
    """Context for every page; a page that shows none of it pays for none of it."""
    return {
        "navigation": SimpleLazyObject(lambda: entries(_user(request), request.path)),
        "identity": SimpleLazyObject(lambda: _identity(_user(request))),
        "bell": SimpleLazyObject(lambda: _bell(_user(request))),
        "sign_in_url": reverse_lazy(settings.LOGIN_URL),
        "language_url": reverse_lazy("web:language"),
    }


def entries(user: User | None, path: str) -> list[Entry]:
    """The header's entries for one person; `current` is the part `path` lies in."""
    places = [place for place in MEMBERS if _is_open_to(user, place)]
    shown = [(place, reverse(place.view)) for place in places or STRANGERS]
    here = max((url for _p, url in shown if path.startswith(url)), key=len, default="")
    return [
        Entry(place.label_for(user), url, place.icon, url == here)
        for place, url in shown
    ]


def _is_open_to(user: User | None, place: Place) -> bool:
    rule = RULES[place.view]
    return user is not None and (
        rule.any_account or bool(standing(user).roles & rule.roles)
    )


def _user(request: HttpRequest) -> User | None:
    """Who is signed in; a browser without a session cookie is never looked up."""
    if settings.SESSION_COOKIE_NAME not in request.COOKIES:
        return None
    user: Any = getattr(request, "user", None)
    return user if user is not None and user.is_authenticated else None


def _identity(user: User | None) -> dict[str, str] | None:
    if user is None:
        return None
    return {
        "name": user.full_name,
        "role": role_line(user),
        "url": reverse("people:account"),
        "sign_out_url": reverse("people:sign_out"),
    }


def role_line(user: User) -> str:
    """What the person is here: `Cán bộ UBND cấp xã, xã Chí Minh`."""
    mine = standing(user)
    for office in mine.assignments:
        label = str(Role(office.role).label)
        return f"{label}, {office.unit.full_name}" if office.unit else label
    return str(Role.PRODUCER.label) if mine.producer_ids else ""


def _bell(user: User | None) -> dict[str, Any] | None:
    if user is None:
        return None
    return {
        "url": reverse("notifications:list"),
        "count": notices.unread_count(user),
        "choices_url": reverse("notifications:choices"),
    }
