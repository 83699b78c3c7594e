"""The policy table: every address, its methods and the roles let in.

Deny by default: an address without a row fails the start-up check below, and the
middleware answers it with 404. Contexts hold the rows; this module joins them.
"""

from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.core.checks import CheckMessage, Error, Tags, register
from django.core.exceptions import ImproperlyConfigured, PermissionDenied
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseNotAllowed,
    JsonResponse,
)
from django.http.response import HttpResponseBase
from django.urls import URLPattern, URLResolver, get_resolver
from django.utils.translation import gettext as _

from saolang.certificates import policies as certificates
from saolang.dossiers import policies as dossiers
from saolang.evaluation import policies as evaluation
from saolang.files import policies as files
from saolang.geography import policies as geography
from saolang.market import policies as market
from saolang.notifications import policies as notifications
from saolang.papers import policies as papers
from saolang.people import policies as people
from saolang.people.access import FORM, Policy, standing
from saolang.people.models import Role
from saolang.products import policies as products
from saolang.stamps import policies as stamps
from saolang.ui import policies as ui
from saolang.web import policies as web

THIRD_PARTY = (
    Policy("admin/*", frozenset({Role.ADMIN}), FORM, scope="reference data only"),
)
# contexts below `people` cannot name roles: their rows stand here
LOW = (
    *(Policy(view, public=True, scope=scope) for view, scope in files.PUBLIC),
    *(
        Policy(view, methods=methods, any_account=True, scope=scope)
        for view, methods, scope in files.SIGNED_IN
    ),
    *(Policy(view, public=True, scope=scope) for view, scope in geography.PUBLIC),
    *(Policy(view, public=True, scope=scope) for view, scope in ui.PUBLIC),
    Policy("tasks:job", any_account=True, scope="own jobs"),
)
TABLE: tuple[Policy, ...] = (
    *THIRD_PARTY,
    *LOW,
    *people.POLICIES,
    *notifications.POLICIES,
    *papers.POLICIES,
    *products.POLICIES,
    *dossiers.POLICIES,
    *evaluation.POLICIES,
    *certificates.POLICIES,
    *market.POLICIES,
    *stamps.POLICIES,
    *web.POLICIES,
)


@lru_cache
def _rows() -> dict[str, Policy]:
    return {row.view: row for row in TABLE}


def policy_for(view_name: str, route: str) -> Policy | None:
    """The row an address answers to, by route name or by its third-party prefix."""
    rows = _rows()
    if view_name in rows:
        return rows[view_name]
    for name, row in rows.items():
        if name.endswith("*") and route.startswith(name[:-1]):
            return row
    return None


def addresses() -> Iterator[tuple[str, str]]:
    """(route name, route) of every address there is, namespaces joined by colons."""
    yield from _walk(get_resolver().url_patterns, "", "")


def _walk(patterns: list[Any], names: str, route: str) -> Iterator[tuple[str, str]]:
    for entry in patterns:
        here = route + str(entry.pattern)
        if isinstance(entry, URLResolver):
            inner = f"{names}{entry.namespace}:" if entry.namespace else names
            yield from _walk(entry.url_patterns, inner, here)
        elif isinstance(entry, URLPattern):
            yield f"{names}{entry.name or ''}", here


@register(Tags.security)
def every_address_has_a_policy(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Refuse to start while an address has no row, or a row has no address."""
    found = list(addresses())
    missing = [
        Error(f"No policy for {name or '(unnamed)'} at /{route}", id="saolang.E001")
        for name, route in found
        if policy_for(name, route) is None
    ]
    names = {name for name, _route in found}
    idle = [
        Error(f"Policy {row.view} has no address", id="saolang.E002")
        for row in TABLE
        if not row.view.endswith("*") and row.view not in names
    ]
    twice = [
        Error(f"Policy {row.view} stands twice", id="saolang.E003")
        for row in TABLE
        if sum(other.view == row.view for other in TABLE) > 1
    ]
    return [*missing, *idle, *twice]


def refuse_to_start_with_holes() -> None:
    """For servers, which run no checks of their own."""
    found = every_address_has_a_policy(None)
    if found:
        raise ImproperlyConfigured("; ".join(str(error.msg) for error in found))


class PolicyMiddleware:
    """Asks the policy table before any view runs, and keeps what it showed private."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        # whoever never asked who is there shows everybody the same
        if request.session.accessed and request.user.is_authenticated:
            response.headers.setdefault("Cache-Control", "private, no-store")
        return response

    def process_view(
        self, request: HttpRequest, view: Any, args: Any, kwargs: Any
    ) -> HttpResponseBase | None:
        match = request.resolver_match
        assert match is not None  # noqa: S101
        row = policy_for(match.view_name, match.route)
        if row is None:
            raise Http404
        if request.method not in row.methods:
            return HttpResponseNotAllowed(sorted(row.methods))
        if row.public:
            return None
        if not request.user.is_authenticated:
            return _ask_to_sign_in(request, row)
        if row.any_account or standing(request.user).roles & row.roles:
            return None
        raise PermissionDenied


def _ask_to_sign_in(request: HttpRequest, row: Policy) -> HttpResponseBase:
    """The way to the sign-in page and back, said as the asking program understands."""
    if not request.accepts("text/html"):
        message = _("Bạn đã bị đăng xuất. Hãy đăng nhập lại.")
        return JsonResponse({"code": "signed_out", "message": message}, status=401)
    if request.headers.get("HX-Request"):
        back = _path_of(request.headers.get("HX-Current-URL", ""))
    elif "GET" in row.methods:
        back = request.get_full_path()
    else:
        back = _path_of(request.headers.get("Referer", ""))
    answer = redirect_to_login(back or "/", settings.LOGIN_URL)
    if request.headers.get("HX-Request"):
        return HttpResponse(headers={"HX-Redirect": answer.url})
    return answer


def _path_of(address: str) -> str:
    try:
        return urlsplit(address).path
    except ValueError:  # a browser never names such an address
        return ""
