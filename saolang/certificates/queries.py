"""Reads about certificates that other contexts share."""

from collections.abc import Iterable
from datetime import date, timedelta

from django.conf import settings
from django.db.models import Count, Q, QuerySet

from saolang.certificates.models import Certificate, RecognitionDecision
from saolang.certificates.rules import terms
from saolang.kernel import codes
from saolang.kernel.codes import CodeKind
from saolang.people.access import standing, within
from saolang.people.models import Role, User
from saolang.products.models import Product


def public_url(code: str) -> str:
    """The address a printed code carries; it never changes."""
    return f"{settings.PUBLIC_URL}/t/{code}"


def by_code(code: str) -> Certificate | None:
    """The certificate behind a normalised code that carries a genuine tag."""
    read = codes.read(code, settings.CODE_KEY)
    if read is None or read.kind != CodeKind.CERTIFICATE:
        return None
    return (
        Certificate.objects.select_related(
            "product__producer", "product__commune__parent", "decision", "superseded_by"
        )
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


def of_products(ids: Iterable[int], on: date) -> dict[int, Certificate]:
    """The certificate in force of each product that has one."""
    rows = in_force(on).filter(product__in=list(ids)).order_by("issued_on", "pk")
    return {row.product_id: row for row in rows}


def siblings(certificate: Certificate) -> QuerySet[Product]:
    """Other products of the same producer."""
    return (
        Product.objects.filter(producer_id=certificate.product.producer_id)
        .exclude(pk=certificate.product_id)
        .order_by("name", "pk")
    )


def decisions_of(user: User) -> QuerySet[RecognitionDecision]:
    units = standing(user).units(Role.PROVINCE_OFFICER, Role.PROVINCE_LEADER)
    return (
        RecognitionDecision.objects.filter(unit__in=units)
        .select_related("session__round", "unit", "paper")
        .annotate(products=Count("certificates"))
        .order_by("-created_at", "-pk")
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
