"""What the public finds: products whose stars are in force."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Case, IntegerField, Prefetch, QuerySet, Value, When
from django.urls import reverse

from saolang.certificates import queries as certificates
from saolang.certificates.models import Certificate
from saolang.criteria import library
from saolang.files import links
from saolang.products import finding
from saolang.products import queries as products
from saolang.products.models import Product, ProductPhoto
from saolang.search import index

PACK = "qd-26-2026"
_MOST_FOUND = 300


@dataclass(frozen=True, slots=True)
class Card:
    """A product as the catalogue shows it; the page and its photo are addresses."""

    name: str
    url: str
    art: str
    photo: str
    producer: str
    place: str
    stars: int


def card(row: Certificate) -> Card:
    """Built from a row of `catalogue`, without further queries.

    Stars stand beside the name they were given to, whatever the product is called now.
    """
    product = row.product
    return Card(
        row.holder["product"],
        reverse("market:product_named", args=[product.pk, product.slug or "-"]),
        product.art,
        photo_url(product),
        row.holder["producer"],
        product.commune.full_name,
        row.stars,
    )


def photo_url(product: Product) -> str:
    """The product's first accepted photo, or nothing; photos are prefetched."""
    first = next(iter(product.photos.all()), None)
    return links.public_url(first.file) if first else ""


def story_photos(product: Product) -> list[tuple[str, str]]:
    """Address and caption of each photo of a product's story, in its order."""
    return [
        (links.public_url(photo.file), photo.caption)
        for photo in products.story_photos(product)
    ]


def _photos() -> "Prefetch[str]":
    rows = ProductPhoto.objects.filter(file__state="accepted").select_related("file")
    return Prefetch("product__photos", rows.order_by("position", "pk"))


def catalogue(
    on: date,
    *,
    text: str = "",
    stars: int | None = None,
    group: str = "",
    province: str = "",
) -> QuerySet[Certificate]:
    """Certificates in force on a day, nearest to what was typed first."""
    rows = (
        certificates.in_force(on)
        .select_related("product__producer", "product__commune__parent")
        .prefetch_related(_photos())
    )
    if stars:
        rows = rows.filter(stars=stars)
    if group:
        slugs = [entry.slug for entry in library.sets(PACK) if entry.group == group]
        rows = rows.filter(product__set_slug__in=slugs)
    if province:
        rows = rows.filter(product__commune__parent__code=province)
    if not text:
        return rows.order_by("-stars", "-issued_on", "pk")
    hits = index.find(text, kinds=[finding.KIND], limit=_MOST_FOUND)
    ids = [hit.object_id for hit in hits]
    return rows.filter(product__in=ids).order_by(_as_found(ids), "pk")


def _as_found(ids: Sequence[int]) -> Case:
    places = [When(product=pk, then=Value(place)) for place, pk in enumerate(ids)]
    return Case(*places, default=Value(len(ids)), output_field=IntegerField())


def best(on: date, count: int = 6) -> list[Certificate]:
    """A few products for the front page: most stars first, one a producer."""
    chosen: dict[int, Certificate] = {}
    for row in catalogue(on)[: count * 6]:
        chosen.setdefault(row.product.producer_id, row)
    return list(chosen.values())[:count]


def latest(on: date, count: int = 5) -> QuerySet[Certificate]:
    """What was recognised last."""
    rows = certificates.in_force(on).select_related(
        "product__commune__parent", "decision"
    )
    return rows.order_by("-issued_on", "-pk")[:count]


def public_product(product_id: int) -> Certificate | None:
    """The latest certificate of a product that ever had stars."""
    return (
        Certificate.objects.filter(product__pk=product_id)
        .exclude(code="")
        .select_related("product__producer__commune__parent", "decision")
        .select_related("product__commune__parent")
        .prefetch_related(_photos(), "product__passages")
        .order_by("-issued_on", "-pk")
        .first()
    )


def public_ids(product_ids: Iterable[int]) -> set[int]:
    """Those of some products that have a page everyone may read."""
    rows = Certificate.objects.filter(product__in=list(product_ids)).exclude(code="")
    return set(rows.values_list("product_id", flat=True))


def others_of(product: Product, on: date) -> list[Certificate]:
    """The producer's other products with stars in force."""
    return list(
        certificates.in_force(on)
        .filter(product__producer=product.producer_id)
        .exclude(product=product)
        .select_related("product__producer", "product__commune__parent")
        .prefetch_related(_photos())
        .order_by("-stars", "pk")
    )
