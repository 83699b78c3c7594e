"""Reads about certificates that other contexts share."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.conf import settings
from django.db.models import (
    Case,
    CharField,
    Count,
    DateField,
    Exists,
    F,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Value,
    When,
)
from django.db.models.functions import Coalesce, Length

from saolang.certificates.models import Certificate, RecognitionDecision
from saolang.certificates.rules import terms
from saolang.certificates.rules.terms import Condition
from saolang.evaluation.models import Session, SessionItem
from saolang.kernel import codes
from saolang.kernel.codes import CodeKind
from saolang.kernel.text import fold
from saolang.people.access import standing, within
from saolang.people.models import Role, User
from saolang.products.models import Product

_RECOGNISED = (SessionItem.Outcome.DECISION, SessionItem.Outcome.POTENTIAL_FIVE)
_URGENCY = (
    Condition.EXTENDED,
    Condition.EXPIRING,
    Condition.VALID,
    Condition.EXPIRED,
    Condition.SUPERSEDED,
    Condition.REVOKED,
)


def public_path(code: str) -> str:
    """The path of the public page behind a code, on any host of ours."""
    return f"/t/{code}"


def public_url(code: str) -> str:
    """The address a printed code carries; it never changes."""
    return f"{settings.PUBLIC_URL}{public_path(code)}"


def by_code(code: str) -> Certificate | None:
    """The certificate behind a normalised code that carries a genuine tag."""
    read = codes.read(code, settings.CODE_KEY)
    if read is None or read.kind != CodeKind.CERTIFICATE:
        return None
    return (
        Certificate.objects.select_related(
            "product__producer", "product__commune__parent", "decision", "superseded_by"
        )
        .prefetch_related("product__passages")
        .filter(pk=read.number, code=code)
        .first()
    )


def in_force_q(on: date) -> Q:
    """The condition, in the database's words, that stars may be shown on a day."""
    alive = Q(last_day__gte=on) | Q(extended_to__gte=on)
    not_revoked = Q(revoked_on=None) | Q(revoked_on__gt=on)
    current = Q(superseded_on=None) | Q(superseded_on__gt=on)
    return alive & not_revoked & current & Q(issued_on__lte=on)


def in_force(on: date) -> QuerySet[Certificate]:
    return Certificate.objects.filter(in_force_q(on))


def expiring(on: date) -> QuerySet[Certificate]:
    """In force and within the renewal horizon of 180 days."""
    return in_force(on).filter(
        last_day__gte=on,
        last_day__lte=on + timedelta(days=terms.WINDOW_OPENS_DAYS),
    )


def visible_to(user: User) -> QuerySet[Certificate]:
    """One's own producer's certificates, or those of the units one works for."""
    held = standing(user)
    rows = Certificate.objects.select_related("product__producer", "decision")
    if held.has(Role.MINISTRY_OFFICER):
        return rows
    units = held.units(*Role) if held.assignments else frozenset()
    own = Q(product__producer__in=held.producer_ids)
    there = within(Certificate.objects.all(), "product__commune", units)
    return rows.filter(own | Q(pk__in=there.values("pk")))


def worth(on: date) -> Case:
    """`terms.condition` on a day, in the database's words."""
    horizon = on + timedelta(days=terms.WINDOW_OPENS_DAYS)
    return Case(
        When(revoked_on__lte=on, then=Value(Condition.REVOKED.value)),
        When(superseded_on__lte=on, then=Value(Condition.SUPERSEDED.value)),
        When(last_day__gt=horizon, then=Value(Condition.VALID.value)),
        When(last_day__gte=on, then=Value(Condition.EXPIRING.value)),
        When(extended_to__gte=on, then=Value(Condition.EXTENDED.value)),
        default=Value(Condition.EXPIRED.value),
        output_field=CharField(),
    )


@dataclass(frozen=True, slots=True)
class Wanted:
    """What somebody looks for in the register."""

    q: str = ""
    condition: str = ""
    stars: int | None = None


def register(user: User, on: date, wanted: Wanted) -> QuerySet[Certificate]:
    """The certificates one may see, those that end soonest first, past ones last."""
    rows = visible_to(user).annotate(worth=worth(on))
    if wanted.condition:
        rows = rows.filter(worth=wanted.condition)
    if wanted.stars:
        rows = rows.filter(stars=wanted.stars)
    if wanted.q:
        rows = rows.filter(pk__in=_called(user, wanted.q))
    ranks = [When(worth=c.value, then=Value(n)) for n, c in enumerate(_URGENCY)]
    in_force = Q(worth__in=[c.value for c in terms.IN_FORCE])
    ends = Coalesce("extended_to", "last_day")
    return rows.select_related("product__commune").order_by(
        Case(*ranks, default=Value(len(ranks)), output_field=IntegerField()),
        Case(When(in_force, then=ends), default=None, output_field=DateField()),
        F("last_day").desc(),
        "pk",
    )


def _called(user: User, text: str) -> list[int]:
    """Visible certificates whose names hold every word typed, tone marks or not."""
    words = fold(text).split()
    rows = visible_to(user).values_list(
        "pk", "number", "holder", "product__name", "product__producer__name"
    )
    return [
        pk
        for pk, number, holder, *names in rows.iterator()
        if _has_all(
            words, number, holder.get("product"), holder.get("producer"), *names
        )
    ]


def _has_all(words: Iterable[str], *names: str | None) -> bool:
    said = fold(" ".join(filter(None, names)))
    return all(word in said for word in words)


def counts(user: User, on: date) -> dict[str, int]:
    """How many certificates one may see, by condition."""
    rows = visible_to(user).annotate(worth=worth(on))
    found = rows.order_by().values_list("worth").annotate(n=Count("pk"))
    return dict(found)


def of_same_product(certificate: Certificate) -> QuerySet[Certificate]:
    """Earlier and later certificates of the product, newest first."""
    return (
        Certificate.objects.filter(product=certificate.product_id)
        .exclude(pk=certificate.pk)
        .select_related("decision")
        .order_by("-issued_on", "-pk")
    )


def of_products(ids: Iterable[int], on: date) -> dict[int, Certificate]:
    """The certificate in force of each product that has one."""
    rows = in_force(on).filter(product__in=list(ids)).order_by("issued_on", "pk")
    return {row.product_id: row for row in rows}


def siblings(certificate: Certificate) -> QuerySet[Product]:
    """Other products that the same producer makes."""
    return (
        Product.objects.filter(
            producer_id=certificate.product.producer_id, state=Product.State.ACTIVE
        )
        .exclude(pk=certificate.product_id)
        .order_by("name", "pk")
    )


def decisions_of(user: User) -> QuerySet[RecognitionDecision]:
    """The decisions of one's province, drafts first."""
    units = standing(user).units(Role.PROVINCE_OFFICER, Role.PROVINCE_LEADER)
    return (
        RecognitionDecision.objects.filter(unit__in=units)
        .select_related("session__round", "unit", "paper__pdf", "paper__docx")
        .annotate(products=Count("certificates"))
        .order_by(F("signed_on").desc(nulls_first=True), "-created_at", "-pk")
    )


def awaiting_signature(user: User, most: int) -> list[tuple[RecognitionDecision, int]]:
    """Drafts before the leader, each with how many products it would recognise."""
    drafts = decisions_of(user).filter(signed_on=None, session__isnull=False)[:most]
    listed = list(drafts)
    recognised = SessionItem.objects.filter(
        session__in=[draft.session_id for draft in listed], outcome__in=_RECOGNISED
    )
    counted = Counter(recognised.values_list("session_id", flat=True))
    return [(draft, counted[draft.session_id or 0]) for draft in listed]


def of_decision(decision: RecognitionDecision) -> QuerySet[Certificate]:
    """The certificates a decision gave."""
    return (
        decision.certificates.select_related("product__producer", "product__commune")
        .annotate(length=Length("number"))
        .order_by("length", "number", "pk")
    )


def sessions_of(user: User) -> QuerySet[Session]:
    """Sessions of the councils of one's province."""
    units = standing(user).units(Role.PROVINCE_OFFICER, Role.PROVINCE_LEADER)
    return Session.objects.filter(round__unit__in=units).select_related(
        "round", "council"
    )


def awaiting_decision(user: User) -> QuerySet[Session]:
    """Concluded sessions with something to recognise and no decision yet."""
    decided = RecognitionDecision.objects.filter(session=OuterRef("pk"))
    recognised = Count("items", filter=Q(items__outcome__in=_RECOGNISED))
    return (
        sessions_of(user)
        .filter(~Exists(decided), state=Session.State.CONCLUDED)
        .annotate(recognised=recognised)
        .filter(recognised__gt=0)
        .order_by("concluded_at", "pk")
    )


def recognised_items(session: Session) -> list[SessionItem]:
    """What a council proposed to recognise or to send to the ministry, in its order."""
    return list(
        session.items.filter(outcome__in=_RECOGNISED)
        .select_related("dossier__product__producer", "dossier__commune__parent")
        .order_by("position", "pk")
    )


def counts_by_province(on: date) -> dict[str, int]:
    """Products with stars in force, by province code, for the map."""
    rows = (
        in_force(on)
        .values("product__commune__parent__code")
        .annotate(n=Count("product", distinct=True))
        .order_by()
    )
    return {row["product__commune__parent__code"]: row["n"] for row in rows}
