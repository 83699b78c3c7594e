"""Which pages of a paper prove something, as people write them: `3-5, 8`."""

import re

from saolang.kernel.errors import RuleViolation
from saolang.kernel.text import read_number

LONGEST = 40
Ranges = tuple[tuple[int, int], ...]
_PART = re.compile(r"(?:tr\.?|trang)?\s*(\d+)\s*(?:[-–—]\s*(\d+))?")


def read(typed: str, pages: int | None = None) -> Ranges:
    """The ranges somebody typed, in order, joined where they touch; none when empty.

    `pages` is how many the paper has, None while nobody knows yet.

    >>> read("8, 3–5; 4-6")
    ((3, 6), (8, 8))
    """
    found = [_range(part, pages) for part in re.split(r"[,;]", typed) if part.strip()]
    joined: list[tuple[int, int]] = []
    for first, last in sorted(found):
        if joined and first <= joined[-1][1] + 1:
            joined[-1] = (joined[-1][0], max(last, joined[-1][1]))
        else:
            joined.append((first, last))
    return tuple(joined)


def written(ranges: Ranges) -> str:
    """Ranges in their one spelling.

    >>> written(((3, 6), (8, 8)))
    '3-6, 8'
    """
    return ", ".join(
        f"{first}-{last}" if last > first else f"{first}" for first, last in ranges
    )


def tidy(typed: str, pages: int | None = None) -> str:
    """What somebody typed, in its one spelling, and short enough to be kept."""
    text = written(read(typed, pages))
    if len(text) > LONGEST:
        raise RuleViolation(
            "pages.too_many",
            "Ghi tối đa %(count)s chữ cho số trang. Hãy gộp các trang liền nhau.",
            field="pages",
            count=LONGEST,
        )
    return text


def _range(part: str, pages: int | None) -> tuple[int, int]:
    match = _PART.fullmatch(part.strip().lower())
    first = read_number(match[1]) if match else 0
    last = read_number(match[2]) if match and match[2] else first
    if not 0 < first <= last:
        raise RuleViolation(
            "pages.unreadable",
            "“%(typed)s” không phải là số trang. Hãy viết như: 3-5, 8.",
            field="pages",
            typed=part.strip()[:LONGEST],
        )
    if pages is not None and last > pages:
        raise RuleViolation(
            "pages.beyond",
            "Giấy này có %(pages)s trang, nên không có trang %(page)s.",
            field="pages",
            pages=pages,
            page=last,
        )
    return first, last
