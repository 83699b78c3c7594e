"""The words by which people find a product: its own, its producer's and its place's."""

from collections.abc import Iterable

from django.utils import timezone

from saolang.geography import queries as geography
from saolang.products.models import Product
from saolang.products.rules import sets
from saolang.search import index
from saolang.search.index import Item

KIND = "product"


def remember(product: Product) -> None:
    """Put a product into the index, or put it there anew."""
    index.put(KIND, _item(product))


def remember_all(products: Iterable[Product]) -> None:
    """The same for many at once."""
    index.put_many(KIND, map(_item, products))


def _item(product: Product) -> Item:
    words = [
        product.name,
        product.name_en,
        product.specification,
        product.producer.name,
        geography.place_line(product.commune),
        *geography.former_names(product.commune),
        sets.name_of(product.set_slug, timezone.localdate()),
    ]
    return Item(product.pk, product.name, "\n".join(filter(None, words)))
