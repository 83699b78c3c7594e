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
from django.db.models import CharField, Q, QuerySet, Value
from django.http import HttpRequest

from saolang.geography.models import AdminUnit
from saolang.people.models import Assignment, Mandate, ProducerMember, Role, User

ANYONE = frozenset[Role]()
EVERY_ROLE = frozenset(Role)
OFFICES = EVERY_ROLE - {Role.PRODUCER}
# offices whose people may write a dossier for a producer that agrees
HELPING_OFFICES = frozenset(
    {Role.COMMUNE_OFFICER, Role.PROVINCE_OFFICER, Role.ADVISORY_MEMBER}
)
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
    """Everything one account may act as today.

    `producer_ids` are the producers it writes for, as a member or as a helper with a
    mandate; what only members may do (hand in, edit the producer, consent) asks for
    `member_producer_ids`.
    """

    assignments: tuple[Assignment, ...] = ()
    producer_ids: frozenset[int] = frozenset()
    member_producer_ids: frozenset[int] = frozenset()
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
    own, helped = _producers(user, assignments, on)
    roles = {Role(a.role) for a in assignments}
    if own or helped:
        roles.add(Role.PRODUCER)
    result = Standing(assignments, own | helped, own, frozenset(roles))
    if on is None:
        user._standing = result  # type: ignore[attr-defined]
    return result


def _producers(
    user: User, assignments: Iterable[Assignment], on: date | None
) -> tuple[frozenset[int], frozenset[int]]:
    """The producers an account is a member of, and those it only helps.

    Who asked to help by virtue of an office helps while that office covers the place.
    """
    place = ("producer__commune", "producer__commune__parent")
    none = Value("", CharField())
    members = ProducerMember.objects.filter(user=user, left_at=None)
    mandates = Mandate.objects.live(on).filter(helper=user)
    rows = members.values_list("producer", none, *place).union(
        mandates.values_list("producer", "way", *place)
    )
    units = {a.unit_id for a in assignments if a.role in HELPING_OFFICES}
    own, helped = set(), set()
    for producer_id, way, commune_id, province_id in rows:
        if not way:
            own.add(producer_id)
        elif way == Mandate.Way.INVITED or units & {commune_id, province_id}:
            helped.add(producer_id)
    return frozenset(own), frozenset(helped - own)


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
