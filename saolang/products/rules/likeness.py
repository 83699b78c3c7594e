"""How alike two passages are: runs of words they share, whatever the spelling.

A text becomes folded words (no tones, case or punctuation), the words become shingles
of `SHINGLE`, and winnowing keeps the least hash of every `WINDOW` neighbours. Two texts
that share `SHINGLE + WINDOW - 1` = 9 words in a row therefore always share a
fingerprint; that is how one is found among thousands. How alike a found pair is, is
then counted exactly: the words that stand in a shared run of `SHINGLE`, out of the
words of the shorter text. Below `ALIKE` percent or `LEAST` words it is ordinary
language and nothing is said.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from itertools import groupby

from saolang.kernel.text import fold

SHINGLE = 6
WINDOW = 4
LEAST = 12
ALIKE = 25

_INVISIBLE = "\u00ad\u200b-\u200f\u2060\ufeff"
_WORD = re.compile(rf"[^\W_](?:[^\W_]|[\u0300-\u036f{_INVISIBLE}])*")


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a text: where it stands, and what it is once folded."""

    start: int
    end: int
    folded: str


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text, shared with the other text or not."""

    text: str
    is_shared: bool


@dataclass(frozen=True, slots=True)
class Overlap:
    """What two texts share."""

    percent: int
    words: int
    mine: tuple[Piece, ...]
    theirs: tuple[Piece, ...]

    @property
    def is_alike(self) -> bool:
        return self.percent >= ALIKE and self.words >= LEAST


def fingerprints(text: str) -> frozenset[int]:
    """The 64-bit numbers by which a copy of the text is found."""
    hashes = [_hash(shingle) for shingle in _shingles(_words(_plain(text)))]
    if len(hashes) <= WINDOW:
        return frozenset(hashes)
    windows = (hashes[i : i + WINDOW] for i in range(len(hashes) - WINDOW + 1))
    return frozenset(min(window) for window in windows)


def overlap(mine: str, theirs: str) -> Overlap:
    """Count and mark what two texts share, word for word."""
    mine, theirs = _plain(mine), _plain(theirs)
    my_words, their_words = _words(mine), _words(theirs)
    common = set(_shingles(my_words)) & set(_shingles(their_words))
    my_marks, their_marks = _marks(my_words, common), _marks(their_words, common)
    shared = min(sum(my_marks), sum(their_marks))
    shorter = min(len(my_words), len(their_words))
    return Overlap(
        percent=round(100 * shared / shorter) if shorter else 0,
        words=shared,
        mine=_pieces(mine, my_words, my_marks),
        theirs=_pieces(theirs, their_words, their_marks),
    )


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text)


def _words(text: str) -> list[Word]:
    found = (
        Word(match.start(), match.end(), _folded(match[0]))
        for match in _WORD.finditer(text)
    )
    return [word for word in found if word.folded]


def _folded(word: str) -> str:
    return "".join(c for c in fold(word) if c.isalnum())


def _shingles(words: Sequence[Word]) -> Iterator[tuple[str, ...]]:
    folded = [word.folded for word in words]
    for start in range(len(folded) - SHINGLE + 1):
        yield tuple(folded[start : start + SHINGLE])


def _hash(shingle: tuple[str, ...]) -> int:
    digest = blake2b(" ".join(shingle).encode(), digest_size=8).digest()
    return int.from_bytes(digest, "big", signed=True)


def _marks(words: Sequence[Word], common: set[tuple[str, ...]]) -> list[bool]:
    marks = [False] * len(words)
    for start, shingle in enumerate(_shingles(words)):
        if shingle in common:
            marks[start : start + SHINGLE] = [True] * SHINGLE
    return marks


def _pieces(
    text: str, words: Sequence[Word], marks: Sequence[bool]
) -> tuple[Piece, ...]:
    """The whole text again, cut where sharing begins and ends."""
    pieces: list[Piece] = []
    at = 0
    for is_shared, run in groupby(zip(words, marks, strict=True), key=lambda m: m[1]):
        if not is_shared:
            continue
        stretch = [word for word, _mark in run]
        pieces.append(Piece(text[at : stretch[0].start], is_shared=False))
        at = stretch[-1].end
        pieces.append(Piece(text[stretch[0].start : at], is_shared=True))
    pieces.append(Piece(text[at:], is_shared=False))
    return tuple(piece for piece in pieces if piece.text)
