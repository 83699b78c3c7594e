"""A producer's papers beside its dossiers: where each is used, which could be."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, QuerySet

from saolang.dossiers.models import Dossier, EvidenceLink
from saolang.dossiers.queries.draft import OPEN_TO_PRODUCER
from saolang.dossiers.rules.fitting import Kept
from saolang.evidence import queries as evidence
from saolang.evidence.models import Evidence
from saolang.files.models import StoredFile


@dataclass(frozen=True, slots=True)
class Usage:
    """One dossier that uses a paper, and for what."""

    dossier: Dossier
    links: tuple[EvidenceLink, ...]


def open_drafts_of(producer_id: int) -> QuerySet[Dossier]:
    """The dossiers of a producer that it may write in, oldest first."""
    own = Dossier.objects.filter(product__producer=producer_id)
    return own.filter(status__in=OPEN_TO_PRODUCER).order_by("pk")


def use_counts(papers: Iterable[Evidence]) -> dict[int, int]:
    """In how many dossiers each of these papers is used."""
    found = (
        EvidenceLink.objects.filter(evidence__in=[paper.pk for paper in papers])
        .order_by()
        .values_list("evidence")
        .annotate(Count("dossier", distinct=True))
    )
    return dict(found)


def products_of(papers: Iterable[Evidence]) -> dict[int, str]:
    """The names of the products for which each of these papers is used."""
    rows = (
        EvidenceLink.objects.filter(evidence__in=[paper.pk for paper in papers])
        .order_by("dossier__product__name")
        .values_list("evidence", "dossier__product__name")
        .distinct()
    )
    names: dict[int, list[str]] = {}
    for paper_id, name in rows:
        names.setdefault(paper_id, []).append(name)
    return {paper_id: ", ".join(own) for paper_id, own in names.items()}


def usages_of(papers: Collection[Evidence]) -> list[Usage]:
    """The dossiers that use any of these versions of a paper, newest first."""
    links = (
        EvidenceLink.objects.filter(evidence__in=papers)
        .select_related("dossier__product", "evidence")
        .order_by("-dossier__created_at", "-dossier", "criterion", "pk")
    )
    by_dossier: dict[int, list[EvidenceLink]] = {}
    for link in links:
        by_dossier.setdefault(link.dossier_id, []).append(link)
    return [Usage(own[0].dossier, tuple(own)) for own in by_dossier.values()]


def not_yet_in(dossier: Dossier, on: date) -> list[tuple[Evidence, Kept]]:
    """The producer's current papers that a dossier does not use yet, as the rule of
    fitting sees them."""
    every = list(evidence.of_producer(dossier.product.producer))
    older = {paper.pk: paper.replaces_id for paper in every if paper.replaces_id}
    replaced = set(older.values())
    of_product = EvidenceLink.objects.filter(dossier__product=dossier.product_id)
    spoke = set(of_product.values_list("evidence", flat=True))
    here = set(dossier.links.values_list("evidence", flat=True))
    return [
        (
            paper,
            Kept(
                kind=paper.kind,
                valid_until=paper.valid_until,
                is_refused=paper.file.state == StoredFile.State.REFUSED,
                is_replaced=False,
                is_site_closed=_is_closed(paper, on),
                is_of_product=not spoke.isdisjoint(_line_of(paper.pk, older)),
            ),
        )
        for paper in every
        if paper.pk not in replaced and paper.pk not in here
    ]


def _line_of(pk: int, older: dict[int, int]) -> set[int]:
    """A paper and every version it replaced."""
    line = {pk}
    while pk in older:
        pk = older[pk]
        line.add(pk)
    return line


def _is_closed(paper: Evidence, on: date) -> bool:
    return bool(paper.site and paper.site.closed_on and paper.site.closed_on <= on)
