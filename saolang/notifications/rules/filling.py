"""Texts that name their values as `%(product)s`: filled in, and judged when edited."""

import re
import unicodedata
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from difflib import get_close_matches

MARK = re.compile(r"%\((\w+)\)s")
UNKNOWN = "…"
LONGEST_SUBJECT = 150
LONGEST_BODY = 4000
_GAPS = re.compile(r"\n\s*\n\s*\n+")


@dataclass(frozen=True, slots=True)
class Stray:
    """A name in a text that stands for nothing, and the one that was perhaps meant."""

    name: str
    near: str


def fill(text: str, values: Mapping[str, str]) -> str:
    """The text with its values; one that an old row does not have becomes `…`.

    It begins with a capital letter, also where a value (`xã Chí Minh`) comes first.
    """
    filled = MARK.sub(lambda found: str(values.get(found[1], UNKNOWN)), text)
    text = _GAPS.sub("\n\n", filled).strip()
    return text[:1].upper() + text[1:]


def fill_line(text: str, values: Mapping[str, str]) -> str:
    """The same on one line, whatever the values hold."""
    return " ".join(fill(text, values).split())


def marks(*texts: str) -> list[str]:
    """The names in the texts, each once, in the order of reading."""
    return list(dict.fromkeys(name for text in texts for name in MARK.findall(text)))


def strays(texts: Collection[str], known: Collection[str]) -> list[Stray]:
    """Names that stand for nothing, each with the nearest one that does."""
    wrong = [name for name in marks(*texts) if name not in known]
    near = {name: get_close_matches(name, list(known), 1, 0.5) for name in wrong}
    return [Stray(name, near[name][0] if near[name] else "") for name in wrong]


def left_out(texts: Collection[str], known: Collection[str]) -> list[str]:
    """Values that the texts do not tell."""
    told = marks(*texts)
    return [name for name in known if name not in told]


def broken_mark(text: str) -> str:
    """The first thing that looks like a mark and is none, as it was written."""
    found = re.search(r"%\(?\w*\)?\w?", MARK.sub("", text)) if "%(" in text else None
    return found[0] if found and "(" in found[0] else ""


def has_controls(text: str) -> bool:
    """Whether there are characters that no keyboard types and no eye sees."""
    return any(
        unicodedata.category(character) in {"Cc", "Cf", "Co", "Cs"}
        and character not in "\n\r\t\u200d"
        for character in text
    )
