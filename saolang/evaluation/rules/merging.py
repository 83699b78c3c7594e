"""Two devices wrote on one sheet: what both say, and where a person must choose."""

from collections.abc import Mapping
from dataclasses import dataclass

BREAK = "\n———\n"
LONGEST = 4000


@dataclass(frozen=True, slots=True)
class Entry:
    """Everything a scorer enters on one sheet.

    `ticks` maps a leaf to an option, or to None for "no option reached"; a leaf that is
    not there is still open.
    """

    ticks: Mapping[str, str | None]
    notes: Mapping[str, str]
    facts: tuple[str, ...] = ()
    unmet_gates: tuple[str, ...] = ()
    opinion: str = ""


def too_long(entry: Entry) -> str | None:
    """The criterion whose note is too long to keep ("" for the opinion), if any."""
    texts = {**entry.notes, "": entry.opinion}
    return next((code for code, text in texts.items() if len(text) > LONGEST), None)


@dataclass(frozen=True, slots=True)
class Merge:
    """Both versions joined, and the criteria whose ticks differ: (saved, typed)."""

    entry: Entry
    differing: Mapping[str, tuple[str | None, str | None]]


def merge(saved: Entry, typed: Entry) -> Merge:
    """Join two versions so that nothing either of them says is lost.

    An open criterion takes the other side's tick; where both ticked and differ, the
    typed one stands until the person chooses. Texts that differ are kept one under the
    other; findings are joined.
    """
    both = saved.ticks.keys() & typed.ticks.keys()
    differing = {
        code: (saved.ticks[code], typed.ticks[code])
        for code in sorted(both)
        if saved.ticks[code] != typed.ticks[code]
    }
    notes = {
        code: _joined(saved.notes.get(code, ""), typed.notes.get(code, ""))
        for code in sorted(saved.notes.keys() | typed.notes.keys())
    }
    entry = Entry(
        ticks={**saved.ticks, **typed.ticks},
        notes={code: note for code, note in notes.items() if note},
        facts=tuple(sorted({*saved.facts, *typed.facts})),
        unmet_gates=tuple(sorted({*saved.unmet_gates, *typed.unmet_gates})),
        opinion=_joined(saved.opinion, typed.opinion),
    )
    return Merge(entry, differing)


def _joined(saved: str, typed: str) -> str:
    if typed in saved:
        return saved
    if saved in typed:
        return typed
    return saved + BREAK + typed
