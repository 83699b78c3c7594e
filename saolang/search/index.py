"""The one index: put things in, find them by what people type.

Words are matched folded (no tone marks, đ = d), the last one also by its beginning;
what matches with the right tones comes first. SQLite FTS5 or PostgreSQL behind it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db import connection, transaction
from django.db.models import Q

from saolang.kernel.text import clean, fold
from saolang.search.models import SearchEntry
from saolang.search.rules import ranking

_CANDIDATES = 200


@dataclass(frozen=True, slots=True)
class Item:
    """What is put in: its id, its title, all its words, and how much it matters."""

    object_id: int
    title: str
    text: str
    weight: int = 0


@dataclass(frozen=True, slots=True)
class Hit:
    """What is found."""

    kind: str
    object_id: int
    title: str


def put(kind: str, item: Item) -> None:
    """Add or replace one thing."""
    put_many(kind, [item])


@transaction.atomic
def put_many(kind: str, items: Iterable[Item]) -> None:
    """Add or replace many things of one kind."""
    rows = [
        SearchEntry(
            kind=kind,
            object_id=item.object_id,
            title=clean(item.title)[:300],
            exact=clean(item.text).casefold(),
            folded=fold(f"{item.title}\n{item.text}"),
            weight=item.weight,
        )
        for item in items
    ]
    SearchEntry.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["kind", "object_id"],
        update_fields=["title", "exact", "folded", "weight"],
        batch_size=1000,
    )


def drop(kind: str, object_id: int) -> None:
    """Take one thing out."""
    SearchEntry.objects.filter(kind=kind, object_id=object_id).delete()


def find(text: str, *, kinds: Sequence[str], limit: int = 20) -> list[Hit]:
    """The best `limit` things for what a person typed; nothing typed finds nothing."""
    words = ranking.words(text)
    if not words:
        return []
    matched = Q(pk__in=_matching(words, kinds))
    rows = list(
        SearchEntry.objects.filter(matched).only(
            "kind", "object_id", "title", "exact", "weight"
        )
    )
    rows.sort(
        key=lambda row: (
            ranking.score(text, row.title, row.exact),
            row.weight,
            -len(row.title),
            -row.pk,
        ),
        reverse=True,
    )
    return [Hit(row.kind, row.object_id, row.title) for row in rows[:limit]]


def _matching(words: Sequence[str], kinds: Sequence[str]) -> list[int]:
    marks = ",".join(["%s"] * len(kinds))
    if connection.vendor == "postgresql":
        query = " & ".join(f"'{word}':*" for word in words)
        sql = f"""SELECT id FROM search_searchentry
                 WHERE kind IN ({marks})
                   AND to_tsvector('simple', folded) @@ to_tsquery('simple', %s)
                 ORDER BY weight DESC, length(folded), id LIMIT %s"""  # noqa: S608
    else:
        query = " ".join(f'"{word}"*' for word in words)
        sql = f"""SELECT e.id FROM search_fts f
                  JOIN search_searchentry e ON e.id = f.rowid
                  WHERE e.kind IN ({marks}) AND f.folded MATCH %s
                  ORDER BY e.weight DESC, length(e.folded), e.id LIMIT %s"""  # noqa: S608
    values: list[str | int] = [*kinds, query, _CANDIDATES]
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return [row[0] for row in cursor.fetchall()]
