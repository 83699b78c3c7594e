"""A story beside the stories it resembles, for whoever may read which of them.

A story is everybody's once its product has a public page. Before that, its producer
reads it, and the offices it was handed in to; to others it stays a story of a product
without a name.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from django.db.models import QuerySet

from saolang.dossiers.models import Dossier, Snapshot
from saolang.dossiers.offices import COMMUNE, PROVINCE
from saolang.dossiers.queries import offices
from saolang.market import queries as market
from saolang.people.models import User
from saolang.products import likeness
from saolang.products.likeness import Match
from saolang.products.models import Product
from saolang.products.rules.likeness import Piece


@dataclass(frozen=True, slots=True)
class Finding:
    """A text that is like a passage of another product, as far as the reader may know.

    `name` is empty when the other product is not the reader's to know.
    """

    heading: str
    percent: int
    name: str
    producer: str
    is_sister: bool
    mine: tuple[Piece, ...]
    theirs: tuple[Piece, ...]


def for_producer(product: Product, heading: str = "") -> list[Finding]:
    """What the passages of one's own product are like, the most alike first."""
    passages = [
        (each.get_heading_display(), each.text)
        for each in product.passages.order_by("pk")
        if each.text and heading in ("", each.heading)
    ]
    matches = list(_matches(product, passages))
    public = market.public_ids(_id(match) for _name, match in matches)
    own = {_id(match) for _name, match in matches if _is_sister(product, match)}
    return _sorted(
        _finding(product, name, match, known=_id(match) in public | own)
        for name, match in matches
    )


def for_office(user: User, product: Product) -> list[Finding]:
    """What the handed-in story of a product is like; paragraph by paragraph."""
    handed_in = _stories(user, [product.pk]).get(product.pk, "")
    paragraphs = [("", each) for each in handed_in.split("\n\n") if each]
    matches = list(_matches(product, paragraphs))
    others = {_id(match) for _heading, match in matches}
    public, theirs = market.public_ids(others), _stories(user, others)
    return _sorted(
        _finding(
            product,
            name,
            match,
            known=_id(match) in public
            or match.passage.text in theirs.get(_id(match), ""),
        )
        for name, match in matches
    )


def seen_by(user: User, product_id: int) -> Product | None:
    """The product, when a dossier of it has reached an office of the reader."""
    reached = _reached(user).filter(product__pk=product_id).first()
    return reached.product if reached else None


def _reached(user: User) -> QuerySet[Dossier]:
    """The dossiers that have reached an office of the reader."""
    rows = offices.seen_by(user, COMMUNE) | offices.seen_by(user, PROVINCE)
    return rows.order_by("pk")


def _stories(user: User, product_ids: Iterable[int]) -> Mapping[int, str]:
    """What each product told in its last hand-over to an office of the reader."""
    dossiers = _reached(user).filter(product__in=list(product_ids))
    snapshots = Snapshot.objects.filter(dossier__in=dossiers)
    rows = snapshots.order_by("taken_at", "pk").values_list(
        "dossier__product", "content__product__story", "content__product__story_en"
    )
    return {product: "\n\n".join(filter(None, told)) for product, *told in rows}


def _matches(
    product: Product, texts: Iterable[tuple[str, str]]
) -> Iterator[tuple[str, Match]]:
    for heading, text in texts:
        for match in likeness.like(text, besides=product):
            yield heading, match


def _id(match: Match) -> int:
    return match.passage.product_id


def _is_sister(product: Product, match: Match) -> bool:
    return match.passage.product.producer_id == product.producer_id


def _finding(mine: Product, heading: str, match: Match, *, known: bool) -> Finding:
    other, overlap = match.passage.product, match.overlap
    return Finding(
        heading,
        overlap.percent,
        name=other.name if known else "",
        producer=other.producer.name if known else "",
        is_sister=_is_sister(mine, match),
        mine=overlap.mine if known else (),
        theirs=overlap.theirs if known else (),
    )


def _sorted(findings: Iterable[Finding]) -> list[Finding]:
    return sorted(findings, key=lambda each: (each.is_sister, -each.percent))
