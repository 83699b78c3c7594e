"""Find a product's set by what its producer would type. Suggestions, not law."""

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from saolang.criteria.pack import SetEntry
from saolang.kernel.text import clean, fold

MADE, OF = 2.0, 1.0
_NO_MARKS, _OTHER_MARKS, _UNFINISHED = 0.7, 0.2, 0.5
_EMPTY_WORDS = frozenset(("và", "từ", "khác", "có", "thành", "phần", "hàng"))


@dataclass(frozen=True, slots=True)
class Keyword:
    """Words that, all present, speak for a set; `weight` says how loudly."""

    words: tuple[str, ...]
    weight: float

    def __str__(self) -> str:
        return " ".join(self.words)


Table = Mapping[str, Mapping[str, tuple[Keyword, ...]]]


@dataclass(frozen=True, slots=True)
class SetMatch:
    """A suggested set and the words that suggested it."""

    entry: SetEntry
    score: float
    matched: tuple[str, ...]


def table(raw: Mapping[str, Mapping[str, Mapping[str, list[str]]]]) -> Table:
    """The keyword table: pack id -> set slug -> keywords."""
    return {
        pack_id: {slug: _keywords(words) for slug, words in by_slug.items()}
        for pack_id, by_slug in raw.items()
    }


def rank(
    entries: Iterable[SetEntry],
    keywords: Mapping[str, tuple[Keyword, ...]],
    query: str,
) -> tuple[SetMatch, ...]:
    """The sets that share words with the query, best first."""
    typed = tuple(clean(query).lower().replace(",", " ").split())[:20]
    matches = []
    for entry in entries:
        own = (Keyword((word,), OF) for word in _name_words(entry))
        match = _match(entry, (*keywords.get(entry.slug, ()), *own), typed)
        if match.score:
            matches.append(match)
    return tuple(sorted(matches, key=lambda m: (-m.score, m.entry.number)))


def _match(
    entry: SetEntry, keywords: Iterable[Keyword], typed: tuple[str, ...]
) -> SetMatch:
    """Each typed word counts once, by the loudest keyword that explains it."""
    explained: dict[str, float] = {}
    matched = []
    for keyword in keywords:
        pairs = [(word, *_best(word, typed)) for word in keyword.words]
        if all(likeness for _, _, likeness in pairs):
            matched.append(str(keyword))
            for _, found, likeness in pairs:
                loudness = keyword.weight * likeness
                explained[found] = max(loudness, explained.get(found, 0))
    score = round(sum(explained.values()), 3)
    return SetMatch(entry, score, tuple(dict.fromkeys(matched)))


def _best(word: str, typed: tuple[str, ...]) -> tuple[str, float]:
    """The typed word most like `word`, and how like it is (0 to 1)."""
    bare = all(fold(found) == found for found in typed)
    likeness = {
        found: _likeness(word, found, bare=bare, is_last=found == typed[-1])
        for found in typed
    }
    found = max(likeness, key=likeness.__getitem__, default="")
    return found, likeness.get(found, 0)


def _likeness(word: str, typed: str, *, bare: bool, is_last: bool) -> float:
    """How like two words are; `bare` says that nothing was typed with tone marks."""
    if fold(word) == fold(typed):
        if _marks(word) == _marks(typed):
            return 1
        return _NO_MARKS if bare else _OTHER_MARKS
    start = fold(word) if bare else word
    return _UNFINISHED if is_last and len(typed) > 1 and start.startswith(typed) else 0


def _marks(word: str) -> list[str]:
    """The marks on a word wherever they stand, so that `hoà` is `hòa`."""
    decomposed = unicodedata.normalize("NFD", word)
    return sorted(c for c in decomposed if c == "đ" or unicodedata.combining(c))


def _keywords(raw: Mapping[str, Any]) -> tuple[Keyword, ...]:
    made = (Keyword(tuple(text.split()), MADE) for text in raw.get("made", ()))
    of = (Keyword(tuple(text.split()), OF) for text in raw.get("of", ()))
    return (*made, *of)


def _name_words(entry: SetEntry) -> Iterable[str]:
    words = "".join(c if c.isalpha() else " " for c in entry.name_vi.lower()).split()
    return (word for word in words if word not in _EMPTY_WORDS and len(word) > 1)
