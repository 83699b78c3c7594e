"""The score sheet as a producer fills it in: one part at a time, ready to draw."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from saolang.criteria.engine import Standing
from saolang.criteria.scorecard import Criterion, Option, ProductSet
from saolang.dossiers.models import EvidenceLink
from saolang.dossiers.services.draft import Answers

NONE_REACHED = "none"


@dataclass(frozen=True, slots=True)
class Choice:
    """One level to tick."""

    value: str
    text: str
    points: Decimal
    minimum: str
    checked: bool


@dataclass(frozen=True, slots=True)
class Choices:
    """The levels of a criterion, or of one of its cases."""

    title: str
    levels: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the sheet: a leaf to tick, or the heading of a sum."""

    criterion: Criterion
    cases: tuple[Choices, ...]
    conditions: tuple[str, ...]
    holds: bool | None
    warnings: tuple[str, ...]
    notes: tuple[str, ...]
    only_if: str
    is_idle: bool
    description: str
    papers: tuple[EvidenceLink, ...]
    is_answered: bool

    @property
    def name(self) -> str:
        """What the inputs of its levels are called."""
        return f"muc-{self.criterion.code}"


@dataclass(frozen=True, slots=True)
class Block:
    """A numbered section of the part."""

    title: str
    rows: tuple[Row, ...]


def part_of(
    card: ProductSet,
    letter: str,
    answers: Answers,
    standing: Standing,
    links: Iterable[EvidenceLink],
) -> tuple[Block, ...]:
    """Part A, B or C with what was answered, and the papers beside each line."""
    papers: dict[str, list[EvidenceLink]] = {}
    for link in links:
        papers.setdefault(link.criterion, []).append(link)
    part = next(part for part in card.parts if part.code == letter)
    return tuple(
        Block(
            f"{section.code}. {section.title}",
            tuple(
                _row(card, criterion, answers, standing, papers)
                for criterion in section.walk()
            ),
        )
        for section in part.sections
    )


def _row(
    card: ProductSet,
    criterion: Criterion,
    answers: Answers,
    standing: Standing,
    papers: Mapping[str, list[EvidenceLink]],
) -> Row:
    code = criterion.code
    return Row(
        criterion=criterion,
        cases=_cases(criterion, answers.ticks) if criterion.is_leaf else (),
        conditions=tuple(gate.text for gate in criterion.gates),
        holds=answers.gates.get(code),
        warnings=tuple(d.text for d in criterion.disqualifiers),
        notes=(
            *(r.text for r in criterion.requirements if r.kind != "gate"),
            *criterion.notes,
        ),
        only_if=_only_if(card, criterion),
        is_idle=code in standing.idle,
        description=answers.descriptions.get(code, ""),
        papers=tuple(papers.get(code, ())),
        is_answered=code in answers.ticks,
    )


def _cases(
    criterion: Criterion, ticks: Mapping[str, str | None]
) -> tuple[Choices, ...]:
    code = criterion.code
    ticked = ticks.get(code, "")
    groups = [
        Choices(
            case.title,
            tuple(
                _choice(criterion, option, ticked)
                for option in criterion.options
                if option.case == case.id
            ),
        )
        for case in criterion.cases
    ]
    if not groups:
        levels = tuple(_choice(criterion, o, ticked) for o in criterion.options)
        groups = [Choices("", levels)]
    if all(option.points for option in criterion.options):
        none = Choice(
            NONE_REACHED,
            _("Chưa đạt mức nào"),
            Decimal(0),
            "",
            code in ticks and ticked is None,
        )
        groups.append(Choices("", (none,)))
    return tuple(groups)


def _choice(criterion: Criterion, option: Option, ticked: str | None) -> Choice:
    stars = [
        star
        for star, points in criterion.minimums
        if criterion.least_option(points) == option
    ]
    return Choice(
        value=option.id,
        text=option.label,
        points=option.points,
        minimum=_minimum(stars),
        checked=option.id == ticked,
    )


def _minimum(stars: list[int]) -> str:
    if not stars:
        return ""
    named = ", ".join(str(star) for star in stars)
    return _("Mức tối thiểu của %(stars)s sao") % {"stars": named}


def _only_if(card: ProductSet, criterion: Criterion) -> str:
    rule = criterion.applies_if
    if rule is None:
        return ""
    return _("Chỉ chấm khi “%(title)s” được từ %(points)s điểm.") % {
        "title": card.criteria[rule.criterion].title,
        "points": rule.min_points,
    }
