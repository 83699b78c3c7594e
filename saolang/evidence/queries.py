"""Reads about papers that other files share."""

from collections.abc import Iterable

from django.db.models import QuerySet

from saolang.evidence.models import Evidence
from saolang.files.models import StoredFile
from saolang.people import access
from saolang.people.models import Producer, User


def folder_of(producer: Producer) -> str:
    """Under which label files on their way to a producer's library arrive."""
    return f"producer:{producer.pk}"


def papers_of(user: User) -> QuerySet[Evidence]:
    """The papers of a person's producers, old versions too, newest first."""
    ids = access.standing(user).producer_ids
    return _read(Evidence.objects.filter(producer__in=ids))


def of_producer(producer: Producer) -> QuerySet[Evidence]:
    """The papers of one producer, old versions too, newest first."""
    return _read(Evidence.objects.filter(producer=producer))


def current(papers: QuerySet[Evidence]) -> QuerySet[Evidence]:
    """Those of these papers that no newer one replaces."""
    return papers.filter(replaced_by=None)


def with_bytes(producer: Producer, sha256: str) -> Evidence | None:
    """The paper of a producer with these very bytes, whatever it was called.

    A file that was refused is none: the same one may be tried again.
    """
    return with_any_bytes(producer, [sha256]).first()


def with_any_bytes(producer: Producer, digests: Iterable[str]) -> QuerySet[Evidence]:
    """The papers of a producer whose bytes are among these, without refused files."""
    same = of_producer(producer).filter(file__sha256__in=list(digests))
    return same.exclude(file__state=StoredFile.State.REFUSED)


def chain_of(paper: Evidence) -> list[Evidence]:
    """Every version of a paper, the newest first."""
    rows = Evidence.objects.filter(producer=paper.producer_id).exclude(replaces=None)
    older = {row.pk: row.replaces_id for row in rows.only("replaces")}
    newer = {old: new for new, old in older.items()}
    top = paper.pk
    while top in newer:
        top = newer[top]
    chain = [top]
    while old := older.get(chain[-1]):
        chain.append(old)
    found = _read(Evidence.objects.all()).in_bulk(chain)
    return [found[pk] for pk in chain]


def newest_of(paper: Evidence) -> Evidence:
    """The version of a paper that holds now."""
    return chain_of(paper)[0]


def _read(papers: QuerySet[Evidence]) -> QuerySet[Evidence]:
    return papers.select_related("file", "producer", "site", "added_by").order_by(
        "-created_at", "-pk"
    )
