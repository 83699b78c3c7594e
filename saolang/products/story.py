"""The story as pages show it: the questions asked, what is written, what is thin."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from saolang.criteria import library
from saolang.geography import queries as places
from saolang.products import prose
from saolang.products.models import Product, StoryPassage
from saolang.products.rules import sets
from saolang.products.rules import story as rules
from saolang.products.rules.story import Facts, Hint

Heading: TypeAlias = StoryPassage.Heading
Language: TypeAlias = StoryPassage.Language


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked for one passage, and what to think of while answering."""

    heading: Heading
    asked: Promise
    think_of: Promise


QUESTIONS: Mapping[str, Question] = {
    question.heading: question
    for question in (
        Question(
            Heading.OPENING,
            _("Nếu chỉ có một phút với khách lạ, bạn kể gì về sản phẩm này?"),
            _("Điều khách nhớ nhất. Kể bằng lời của bạn, như đang nói chuyện."),
        ),
        Question(
            Heading.PLACE,
            _("Nơi làm ra sản phẩm có gì mà nơi khác không có?"),
            _("Tên làng, con nước, chất đất, mùa vụ, phong tục của vùng."),
        ),
        Question(
            Heading.PEOPLE,
            _("Ai làm ra sản phẩm này?"),
            _("Tên người, học nghề từ ai, mỗi người làm việc gì."),
        ),
        Question(
            Heading.CRAFT,
            _("Bạn làm sản phẩm này như thế nào?"),
            _("Từng bước, từ nguyên liệu đến lúc đóng gói; bước nào khó nhất, vì sao."),
        ),
        Question(
            Heading.HISTORY,
            _("Nghề này, sản phẩm này có từ bao giờ?"),
            _("Năm nào, đời ai bắt đầu, đã đổi thay ra sao, lúc nào suýt mất nghề."),
        ),
        Question(
            Heading.DIFFERENCE,
            _("Đặt cạnh hàng cùng loại, sản phẩm của bạn khác ở điểm nào?"),
            _("Điều người mua nhìn, nếm, sờ thấy được; điều bạn không bao giờ làm."),
        ),
    )
}


@dataclass(frozen=True, slots=True)
class Told:
    """One passage with its heading, ready to be read."""

    heading: str
    name: str
    html: SafeString


@dataclass(frozen=True, slots=True)
class Look:
    """What can be said of a passage as it is typed."""

    html: SafeString
    facts: Facts
    hints: tuple[Hint, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """One question of a story with the answers there are."""

    question: Question
    vi: StoryPassage
    en: StoryPassage
    look: Look
    look_en: Look

    @property
    def name(self) -> str:
        return str(self.question.heading.label)

    @property
    def is_written(self) -> bool:
        return bool(self.vi.text)


@dataclass(frozen=True, slots=True)
class Served:
    """A criterion about the story, and the names of the passages that speak to it."""

    code: str
    title: str
    asks: tuple[str, ...]
    by: tuple[str, ...]
    could_be: tuple[str, ...]


def told(product: Product, language: str) -> list[Told]:
    """The passages there are in a language, in the order they are read."""
    rows = {p.heading: p for p in product.passages.all() if p.language == language}
    return [
        Told(heading, str(Heading(heading).label), prose.html(rows[heading].text))
        for heading in Heading.values
        if heading in rows and rows[heading].text
    ]


def places_near(product: Product) -> tuple[str, ...]:
    """Names by which the product's place may be called in its story."""
    commune = product.commune
    former = (name.split(",")[0] for name in places.former_names(commune))
    now = [unit.name for unit in (commune, commune.parent) if unit]
    return (*now, *(name.partition(" ")[2] for name in former))


def parts(product: Product) -> list[Part]:
    """Every question with its answers, empty ones for what nobody wrote yet."""
    near = places_near(product)
    rows = {
        (p.heading, p.language): p
        for p in product.passages.select_related("saved_by").order_by("pk")
    }

    def row(heading: str, language: Language) -> StoryPassage:
        empty = StoryPassage(product=product, heading=heading, language=language)
        return rows.get((heading, language), empty)

    return [
        Part(
            question,
            vi=(vi := row(heading, Language.VI)),
            en=(en := row(heading, Language.EN)),
            look=look(heading, vi.text, near),
            look_en=look(heading, en.text, near),
        )
        for heading, question in QUESTIONS.items()
    ]


def look(heading: str, text: str, near: tuple[str, ...]) -> Look:
    """How a text reads, how long it is, and what it seems to lack."""
    facts = rules.facts_of(prose.plain(text), near)
    return Look(prose.html(text), facts, tuple(rules.hints(heading, facts)))


def criteria(product: Product, written: Sequence[str]) -> list[Served]:
    """The story criteria of the product's set, with what serves each."""
    day = timezone.localdate()
    if sets.entry_on(product.set_slug, day) is None:
        return []
    card = library.load_set(sets.pack_on(day), product.set_slug)
    return [
        Served(
            found.criterion.code,
            found.criterion.title,
            tuple(need.text for need in found.criterion.requirements),
            _names(found.by),
            _names(found.could_be),
        )
        for found in rules.criteria_of(card, written)
    ]


def _names(headings: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(str(Heading(heading).label) for heading in headings)
