"""Reads about products that other files share."""

from collections.abc import Iterable

from django.db.models import F, Prefetch, QuerySet

from saolang.files.models import StoredFile
from saolang.people import access
from saolang.people.models import Producer, User
from saolang.products.models import Product, ProductionSite, ProductPhoto, StoryPassage


def producers_of(user: User) -> QuerySet[Producer]:
    """The producers a person acts for."""
    ids = access.standing(user).producer_ids
    found = Producer.objects.filter(pk__in=ids).select_related("commune__parent")
    return found.order_by("name", "pk")


def sites_of(producer: Producer) -> QuerySet[ProductionSite]:
    """Where a producer makes things, by name; the closed ones too."""
    found = ProductionSite.objects.filter(producer=producer)
    return found.select_related("producer", "commune__parent").order_by("name", "pk")


def own_sites(user: User) -> QuerySet[ProductionSite]:
    """The places where a person's producers make things, those still open first."""
    ids = access.standing(user).producer_ids
    found = ProductionSite.objects.filter(producer__in=ids)
    return found.select_related("producer__commune", "commune__parent").order_by(
        F("closed_on").asc(nulls_first=True), "name", "pk"
    )


def products_of(user: User) -> QuerySet[Product]:
    """The products of a person's producers, with their photos at hand."""
    return with_photos(
        Product.objects.filter(producer__in=access.standing(user).producer_ids)
    ).order_by("name", "pk")


def with_photos(products: QuerySet[Product]) -> QuerySet[Product]:
    """The same products with producer, place and every photo read along."""
    photos = ProductPhoto.objects.select_related("file").order_by("position", "pk")
    return products.select_related("producer", "commune__parent").prefetch_related(
        Prefetch("photos", queryset=photos)
    )


def shown_photos(product: Product) -> list[ProductPhoto]:
    """The photos everyone may see: checked, public, in the order of their owner."""
    return [photo for photo in product.photos.all() if _is_shown(photo)]


def has_story(product: Product) -> bool:
    """Whether anything of its story is told in Vietnamese."""
    told = product.passages.filter(language=StoryPassage.Language.VI)
    return told.exclude(text="").exists()


def story_photos(product: Product) -> list[ProductPhoto]:
    """The photos that stand in the story, in the order their owner gave them."""
    placed = (
        (photo.story_place, photo.pk, photo)
        for photo in shown_photos(product)
        if photo.story_place is not None
    )
    return [photo for _place, _pk, photo in sorted(placed, key=lambda each: each[:2])]


def covers(product_ids: Iterable[int]) -> dict[int, StoredFile]:
    """The first photo everyone may see of each product that has one."""
    rows = (
        ProductPhoto.objects.filter(
            product__in=list(product_ids),
            file__state=StoredFile.State.ACCEPTED,
            file__is_public=True,
        )
        .select_related("file")
        .order_by("-position", "-pk")
    )
    return {row.product_id: row.file for row in rows}


def _is_shown(photo: ProductPhoto) -> bool:
    return photo.file.is_public and photo.file.state == StoredFile.State.ACCEPTED
