"""Which find comes first: right tones before folded, title before text."""

import re

from saolang.kernel.text import clean, fold


def words(text: str) -> list[str]:
    """The folded words of what was typed: letters and digits only, at most eight."""
    return re.findall(r"[0-9a-z]+", fold(text))[:8]


def phrase(text: str) -> str:
    """The words of a text with their tones, between single spaces."""
    return " " + " ".join(re.findall(r"[^\W_]+", clean(text).casefold())) + " "


def plain(text: str) -> str:
    """The same without tone marks."""
    return " " + " ".join(words_of(text)) + " "


def words_of(text: str) -> list[str]:
    return re.findall(r"[0-9a-z]+", fold(text))


def score(typed: str, title: str, text: str) -> int:
    """0 to 127; higher is nearer. `text` has a line for each name the thing has."""
    said, said_plain = phrase(typed), plain(typed)
    name = title.split(",")[0]
    title_plain = plain(title)
    points = 64 * phrase(name).endswith(said) + 32 * plain(name).endswith(said_plain)
    points += 16 * (said in phrase(title)) + 8 * (said_plain in title_plain)
    if said_plain in plain(text):
        points += 2 + 4 * (said in phrase(text))
    wanted = set(said_plain.split())
    lines = (plain(line).split() for line in text.splitlines())
    return points + any(wanted <= set(line) for line in lines)
