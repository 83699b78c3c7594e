"""The policy table: every address, its methods and the roles let in.

Deny by default: an address without a row fails the start-up check below, and the
middleware answers it with 404. Contexts hold the rows; this module joins them.
"""

from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.core.checks import CheckMessage, Error, register
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponseBase, HttpResponseNotAllowed
from django.urls import URLPattern, URLResolver, get_resolver

from saolang.certificates import policies as certificates
from saolang.dossiers import policies as dossiers
from saolang.evaluation import policies as evaluation
from saolang.evidence import policies as evidence
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
    *evidence.POLICIES,
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


@register()
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


class PolicyMiddleware:
    """Asks the policy table before any view runs."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

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
            return redirect_to_login(request.get_full_path(), settings.LOGIN_URL)
        if row.any_account or standing(request.user).roles & row.roles:
            return None
        raise PermissionDenied
