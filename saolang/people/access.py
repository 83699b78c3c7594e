"""Who may: the policy row every address has, and require() for services.

Rights follow role + unit + assignment. Each context lists its rows in `POLICIES`
in its `policies.py`; `config.access` joins them into one table that pages, API,
commands and third-party addresses answer to.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.http import HttpRequest

from saolang.geography.models import AdminUnit
from saolang.people.models import Assignment, ProducerMember, Role, User

ANYONE = frozenset[Role]()
EVERY_ROLE = frozenset(Role)
OFFICES = EVERY_ROLE - {Role.PRODUCER}
READ = frozenset({"GET", "HEAD"})
WRITE = frozenset({"POST"})
FORM = READ | WRITE


class MemberRequest(HttpRequest):
    """A request of somebody who is signed in."""

    user: User


@dataclass(frozen=True, slots=True)
class Policy:
    """One row of the policy table: one address, its methods, and the roles let in.

    `view` is a route name (`dossiers:draft`) or, ending in `*`, the start of an address
    path of a third party (`admin/*`). `public` opens the row to everyone. A signed-in
    person with no role at all passes only rows with `any_account`. Which *object* is
    one's own is decided by the context's queryset, whose no is a 404.
    """

    view: str
    roles: frozenset[Role] = ANYONE
    methods: frozenset[str] = READ
    public: bool = False
    any_account: bool = False
    scope: str = ""


@dataclass(frozen=True, slots=True)
class Standing:
    """Everything one account may act as today."""

    assignments: tuple[Assignment, ...] = ()
    producer_ids: frozenset[int] = frozenset()
    roles: frozenset[Role] = field(default=frozenset())

    def units(self, *roles: Role) -> frozenset[int]:
        """Ids of the units where one of `roles` is held."""
        return frozenset(
            a.unit_id for a in self.assignments if a.role in roles and a.unit_id
        )

    def has(self, *roles: Role) -> bool:
        return bool(self.roles & set(roles))


def standing(user: User | AnonymousUser, on: date | None = None) -> Standing:
    """What `user` may act as on a day (today when not given); read once per request."""
    if not isinstance(user, User) or not user.is_active:
        return Standing()
    known: Standing | None = getattr(user, "_standing", None)
    if known is not None and on is None:
        return known
    assignments = tuple(
        Assignment.objects.current(on)
        .filter(user=user)
        .select_related("unit__parent")
        .order_by("pk")
    )
    producer_ids = frozenset(
        ProducerMember.objects.filter(user=user, left_at=None).values_list(
            "producer_id", flat=True
        )
    )
    roles = {Role(a.role) for a in assignments}
    if producer_ids:
        roles.add(Role.PRODUCER)
    result = Standing(assignments, producer_ids, frozenset(roles))
    if on is None:
        user._standing = result  # type: ignore[attr-defined]
    return result


def require(allowed: bool) -> None:
    """Turn a policy's no into a 403."""
    if not allowed:
        raise PermissionDenied


def covers(units: Iterable[int], commune: AdminUnit) -> bool:
    """Whether one of `units` is the commune itself or its province."""
    ids = set(units)
    return commune.pk in ids or commune.parent_id in ids


def covers_q(path: str, units: Iterable[int]) -> Q:
    """The condition that the commune at `path` is, or lies in, one of `units`."""
    ids = list(units)
    return Q(**{f"{path}__in": ids}) | Q(**{f"{path}__parent__in": ids})


def within(queryset: QuerySet, path: str, units: Iterable[int]) -> QuerySet:  # type: ignore[type-arg]
    """Rows whose commune at lookup `path` is one of `units` or lies in one of them."""
    return queryset.filter(covers_q(path, units))


def forget_standing(user: User) -> None:
    """Read the account's standing anew after its offices or producers changed."""
    user.__dict__.pop("_standing", None)
