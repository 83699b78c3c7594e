"""Passages of other products that are like this one: a hint for a person."""

from dataclasses import dataclass

from django.db.models import Count

from saolang.products import prose
from saolang.products.models import Fingerprint, Product, StoryPassage
from saolang.products.rules import likeness
from saolang.products.rules.likeness import Overlap

_COMPARED = 20


@dataclass(frozen=True, slots=True)
class Match:
    """A passage of another product, and what it shares with the text asked about."""

    passage: StoryPassage
    overlap: Overlap


def remember(passage: StoryPassage) -> None:
    """Keep the fingerprints of a passage as it reads now."""
    passage.fingerprints.all().delete()
    Fingerprint.objects.bulk_create(
        Fingerprint(passage=passage, hash=each)
        for each in sorted(likeness.fingerprints(prose.plain(passage.text)))
    )


def like(text: str, *, besides: Product) -> list[Match]:
    """Passages of products other than `besides` that are like a text, most alike first.

    The index names those that share a fingerprint; only they are compared word by word.
    """
    words = prose.plain(text)
    found = (
        StoryPassage.objects.filter(fingerprints__hash__in=likeness.fingerprints(words))
        .exclude(product=besides)
        .annotate(shared=Count("fingerprints"))
        .select_related("product__producer", "product__commune")
        .order_by("-shared", "pk")
    )
    matches = (
        Match(each, likeness.overlap(words, prose.plain(each.text)))
        for each in found[:_COMPARED]
    )
    alike = [match for match in matches if match.overlap.is_alike]
    return sorted(alike, key=lambda match: -match.overlap.percent)
