"""What a story still lacks, as far as its own words show. It hints; it never scores.

The law asks for a story of one's own that names its origin, its resources and culture
and what makes the product different (criteria of topic story, story_structure and
local_identity). The numbers of words are ours: below them a council has little to read.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from saolang.criteria.scorecard import Criterion, ProductSet
from saolang.kernel.errors import RuleViolation
from saolang.kernel.text import fold
from saolang.kernel.wording import Sentence

LONGEST = 4000
TOPICS: Mapping[str, tuple[str, ...]] = {
    "opening": ("story", "story_structure"),
    "place": ("story", "local_identity"),
    "people": ("story", "story_structure"),
    "craft": ("story", "local_identity"),
    "history": ("story", "local_identity"),
    "difference": ("story", "local_identity"),
}
STORY_TOPICS = ("story", "story_structure", "local_identity")
ENOUGH: Mapping[str, int] = {
    "opening": 30,
    "place": 50,
    "people": 50,
    "craft": 60,
    "history": 50,
    "difference": 40,
}

_UPPER = "A-ZÀ-ÖØ-ÞĂĐĨŨƠƯẠ-Ỹ"
_WORD = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*")
_YEAR = re.compile(r"\b(?:1\d{3}|20\d{2})\b|thế kỷ|century", re.IGNORECASE)
_PLACES = (
    "xã phường thôn làng bản ấp xóm buôn huyện tỉnh quận phố sông suối núi đồi đèo hồ"
    " đầm bãi vùng biển đảo đền chùa đình chợ"
).replace(" ", "|")
_PLACE = re.compile(
    rf"\b(?i:{_PLACES})(?:\s+[{_UPPER}]\w*)+"
    rf"|\b[{_UPPER}]\w*\s+(?i:village|commune|river|district|province|lake|mountain)\b"
)
_CAPITALS = re.compile(rf"\b[{_UPPER}]\w*(?:\s+[{_UPPER}]\w*)+")
_CALLED = re.compile(rf"\b(?i:ông|bà|cụ|anh|chị|cô|chú|bác|mr|mrs)\.?\s+[{_UPPER}]\w*")
# pages of those hosts that only send the visitor on, and addresses within an address
_ELSEWHERE = re.compile(r"^[^/]*/+(redirect|l\.php|link/)|:/|=//", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Facts:
    """What can be recognised in a passage without understanding it."""

    words: int
    has_year: bool
    has_person: bool
    has_place: bool


@dataclass(frozen=True, slots=True)
class Served:
    """A criterion about the story, and the passages written so far that speak to it."""

    criterion: Criterion
    by: tuple[str, ...]
    could_be: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Hint:
    """Something a passage seems to lack, and why it would help."""

    code: str
    sentence: Sentence


def facts_of(text: str, places: Iterable[str] = ()) -> Facts:
    """Count and look; `places` are names known from the product itself."""
    folded = f" {fold(text)} "
    known = any(f" {fold(name)} " in folded for name in places if name)
    without = _PLACE.sub(" ", text)
    return Facts(
        words=len(_WORD.findall(text)),
        has_year=bool(_YEAR.search(text)),
        has_person=bool(_CALLED.search(without) or _CAPITALS.search(without)),
        has_place=known or bool(_PLACE.search(text)),
    )


def hints(heading: str, facts: Facts) -> list[Hint]:
    """What is thin in a passage that has been begun; an empty one asks for nothing."""
    if not facts.words:
        return []
    found = []
    if facts.words < ENOUGH[heading]:
        found.append(
            Hint(
                "story.short",
                Sentence(
                    "Phần này mới có %(count)s chữ. Chừng %(enough)s chữ trở lên thì"
                    " Hội đồng mới có đủ để đọc.",
                    count=facts.words,
                    enough=ENOUGH[heading],
                ),
            )
        )
    found += [
        Hint(code, sentence)
        for code, sentence in _ASKED.get(heading, ())
        if not _SEEN[code](facts)
    ]
    return found


_SEEN = {
    "story.no_year": lambda facts: facts.has_year,
    "story.no_person": lambda facts: facts.has_person,
    "story.no_place": lambda facts: facts.has_place,
}
_ASKED = {
    "place": (
        (
            "story.no_place",
            Sentence("Chưa thấy tên làng, xã, con sông hay ngọn núi nào."),
        ),
    ),
    "people": (("story.no_person", Sentence("Chưa thấy tên người nào.")),),
    "history": (
        (
            "story.no_year",
            Sentence("Chưa thấy năm nào. Có năm thì người đọc kiểm lại được."),
        ),
        (
            "story.no_person",
            Sentence("Chưa thấy tên người nào."),
        ),
    ),
}


def criteria_of(card: ProductSet, written: Iterable[str]) -> list[Served]:
    """The criteria of a set that are about its story, found by topic."""
    filled = set(written)
    return [
        Served(
            leaf,
            by=tuple(
                h
                for h, topics in TOPICS.items()
                if leaf.topic in topics and h in filled
            ),
            could_be=tuple(h for h, topics in TOPICS.items() if leaf.topic in topics),
        )
        for part in card.parts
        for section in part.sections
        for leaf in section.walk()
        if leaf.is_leaf and leaf.topic in STORY_TOPICS
    ]


def refuse_long(text: str) -> None:
    """A passage has room for about 800 words."""
    if len(text) > LONGEST:
        raise RuleViolation(
            "story.too_long",
            "Đoạn này dài %(count)s ký tự, tối đa %(most)s. Hãy viết gọn lại.",
            field="text",
            count=len(text),
            most=LONGEST,
        )


def clip_link(typed: str, hosts: Iterable[str]) -> str:
    """The address of a clip: https, and on a host that an operator has named."""
    address = typed.strip()
    if not address:
        return ""
    refused = RuleViolation(
        "story.clip_address",
        "Đường dẫn clip chưa đúng. Hãy mở clip rồi chép cả dòng bắt đầu bằng https://",
        field="clip_url",
    )
    if re.search(r"[\s\\\x00-\x20\x7f]", address):
        raise refused
    try:
        parts = urlsplit(address)
        is_plain = (
            parts.scheme == "https" and "@" not in parts.netloc and not parts.port
        )
    except ValueError:
        raise refused from None
    if not is_plain or not parts.hostname or _ELSEWHERE.search(unquote(address)[8:]):
        raise refused
    allowed = tuple(hosts)
    if parts.hostname.removeprefix("www.").removeprefix("m.") not in allowed:
        raise RuleViolation(
            "story.clip_host",
            "Chỉ nhận clip đặt ở: %(hosts)s.",
            field="clip_url",
            hosts=", ".join(allowed),
        )
    return address
