"""What changed between two hand-overs of a dossier: words, fields, papers."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from typing import Any

Paper = Mapping[str, Any]
_TOKENS = re.compile(r"\s+|[^\s]+")
_NOTED = ("kind", "title", "number", "issuer", "issued_on", "valid_until", "sha256")


class Mark(StrEnum):
    """Whether words stand in both texts, only in the first, or only in the second."""

    SAME = "same"
    GONE = "gone"
    NEW = "new"


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words of a text and whether they changed."""

    mark: Mark
    text: str


class Fate(StrEnum):
    """What became of a paper."""

    ADDED = "added"
    REMOVED = "removed"
    REPLACED = "replaced"
    CHANGED = "changed"
    SAME = "same"


@dataclass(frozen=True, slots=True)
class PaperChange:
    """A paper before and after; one of the two is missing when it came or went."""

    fate: Fate
    before: Paper | None
    after: Paper | None

    @property
    def kinds(self) -> frozenset[str]:
        """The kinds of paper this is about."""
        return frozenset(p["kind"] for p in (self.before, self.after) if p)

    @property
    def criteria(self) -> frozenset[str]:
        """The criteria the paper stands for, then or now."""
        both = (p for p in (self.before, self.after) if p)
        return frozenset(code for p in both for code in p["criteria"])


def words(before: str, after: str) -> tuple[Piece, ...]:
    """Both texts in one, word by word.

    >>> [(p.mark.value, p.text) for p in words("mật ong rừng", "mật ong hoa rừng")]
    [('same', 'mật ong '), ('new', 'hoa '), ('same', 'rừng')]
    """
    old, new = _TOKENS.findall(before), _TOKENS.findall(after)
    codes = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    pieces: list[Piece] = []
    gone = come = ""
    for number, (tag, i1, i2, j1, j2) in enumerate(codes):
        then, now = "".join(old[i1:i2]), "".join(new[j1:j2])
        is_gap = then.isspace() and 0 < number < len(codes) - 1
        if tag != "equal" or is_gap:  # a space between two changes belongs to them
            gone, come = gone + then, come + now
            continue
        pieces += [Piece(Mark.GONE, gone), Piece(Mark.NEW, come)]
        pieces.append(Piece(Mark.SAME, then))
        gone = come = ""
    pieces += [Piece(Mark.GONE, gone), Piece(Mark.NEW, come)]
    return tuple(piece for piece in pieces if piece.text)


def changed(before: Mapping[str, Any], after: Mapping[str, Any]) -> frozenset[str]:
    """The names whose values differ; nothing and an empty value are the same."""
    return frozenset(
        name
        for name in before.keys() | after.keys()
        if (before.get(name) or "") != (after.get(name) or "")
    )


def papers(
    before: Iterable[Paper], after: Iterable[Paper], replaces: Mapping[int, int]
) -> tuple[PaperChange, ...]:
    """What became of each paper; `replaces` leads from a newer paper to its elder."""
    old = {paper["evidence"]: paper for paper in before}
    left = dict(old)
    found = []
    for paper in after:
        pk = paper["evidence"]
        elder = pk if pk in left else _elder(pk, left, replaces)
        then = left.pop(elder, None) if elder is not None else None
        found.append(PaperChange(_fate(then, paper), then, paper))
    gone = [PaperChange(Fate.REMOVED, paper, None) for paper in left.values()]
    return (*found, *gone)


def _elder(
    pk: int, old: Mapping[int, Paper], replaces: Mapping[int, int]
) -> int | None:
    """The paper of before that this one replaced, over any number of steps."""
    seen: set[int] = set()
    while pk in replaces and pk not in seen:
        seen.add(pk)
        pk = replaces[pk]
        if pk in old:
            return pk
    return None


def _fate(then: Paper | None, now: Paper) -> Fate:
    if then is None:
        return Fate.ADDED
    if then["evidence"] != now["evidence"]:
        return Fate.REPLACED
    if any(then[name] != now[name] for name in _NOTED) or uses(then) != uses(now):
        return Fate.CHANGED
    return Fate.SAME


def uses(paper: Paper) -> Sequence[tuple[str, str, str]]:
    """Where a paper is used: criterion, pages, what it proves."""
    noted = paper.get("uses") or [{"criterion": code} for code in paper["criteria"]]
    return sorted(
        (use["criterion"], use.get("pages", ""), use.get("proves", "")) for use in noted
    )
