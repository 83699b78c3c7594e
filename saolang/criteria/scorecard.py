"""What a score sheet is: the criteria of one product set, as frozen values."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import cached_property


class Select(StrEnum):
    """How a criterion is scored."""

    ONE = "one"
    ONE_OF_CASES = "one_of_cases"
    SUM = "sum"


class SetStatus(StrEnum):
    """How much of a set's score sheet the pack holds."""

    COMPLETE = "complete"
    PARTIAL = "partial"
    MISSING = "missing"


class StopKind(StrEnum):
    """What a disqualifier does: drop the dossier, or end the scoring."""

    REJECT = "reject"
    STOP_EVALUATION = "stop_evaluation"


class FoundFact(StrEnum):
    """The disqualifying facts that the points themselves show."""

    ANY_ZERO_IN_SECTION = "any_zero_in_section"
    ZERO_IN_CRITERION = "zero_in_criterion"


FOUND_FACTS = frozenset(fact.value for fact in FoundFact)


@dataclass(frozen=True, slots=True)
class Option:
    """One tick box of a criterion."""

    id: str
    points: Decimal
    label: str
    case: str | None = None
    min_for_star: int | None = None


@dataclass(frozen=True, slots=True)
class Case:
    """One of several situations of which only one is scored."""

    id: str
    title: str


@dataclass(frozen=True, slots=True)
class Requirement:
    """A condition printed with a criterion; an unmet `gate` makes it count 0."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Disqualifier:
    """A fact that drops the dossier or ends the scoring."""

    kind: StopKind
    when: str
    text: str

    @property
    def is_found(self) -> bool:
        """Whether the engine sees it in the points, so that nobody need state it."""
        return self.when in FOUND_FACTS


@dataclass(frozen=True, slots=True)
class AppliesIf:
    """Another criterion, earlier on the sheet, that must have earned so much."""

    criterion: str
    min_points: Decimal


@dataclass(frozen=True, slots=True)
class Criterion:
    """A line of the score sheet: a leaf with options, or a sum of its children."""

    code: str
    ref: str
    title: str
    topic: str
    max: Decimal
    select: Select
    source: str
    verified: bool
    options: tuple[Option, ...] = ()
    children: tuple["Criterion", ...] = ()
    cases: tuple[Case, ...] = ()
    requirements: tuple[Requirement, ...] = ()
    disqualifiers: tuple[Disqualifier, ...] = ()
    minimums: tuple[tuple[int, Decimal], ...] = ()
    applies_if: AppliesIf | None = None
    evidence: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    commune_assessed: bool = False
    options_derived: bool = False

    @property
    def is_leaf(self) -> bool:
        """Whether it is ticked itself."""
        return not self.children

    @property
    def gates(self) -> tuple[Requirement, ...]:
        """The conditions that must hold before any option counts."""
        return tuple(r for r in self.requirements if r.kind == "gate")

    def minimum(self, star: int) -> Decimal | None:
        """The least points here to be ranked `star` stars, if it matters."""
        return dict(self.minimums).get(star)

    def option(self, option_id: str) -> Option | None:
        """The option with this id."""
        return next((o for o in self.options if o.id == option_id), None)

    def least_option(self, points: Decimal) -> Option | None:
        """The lowest option worth at least so many points."""
        enough = (o for o in self.options if o.points >= points)
        return min(enough, key=lambda o: o.points, default=None)

    def walk(self) -> Iterator["Criterion"]:
        """Itself and all below it, in the order of the sheet."""
        yield self
        for child in self.children:
            yield from child.walk()


@dataclass(frozen=True, slots=True)
class Section:
    """A numbered block of criteria."""

    code: str
    title: str
    max: Decimal
    criteria: tuple[Criterion, ...] = ()

    def walk(self) -> Iterator[Criterion]:
        """Every criterion in it, sub-criteria included, in the order of the sheet."""
        for criterion in self.criteria:
            yield from criterion.walk()


@dataclass(frozen=True, slots=True)
class Part:
    """Part A, B or C of the score sheet."""

    code: str
    title: str
    max: Decimal
    sections: tuple[Section, ...] = ()


@dataclass(frozen=True, slots=True)
class Band:
    """The points that a number of stars asks for; `floor` belongs to it."""

    stars: int
    floor: Decimal
    certificate: bool
    note: str = ""


@dataclass(frozen=True)
class ProductSet:
    """The score sheet of one product set, with the star bands of its pack."""

    pack_id: str
    slug: str
    number: int
    name_vi: str
    name_en: str
    group: str
    subgroup: str
    status: SetStatus
    verified: bool
    total: Decimal
    bands: tuple[Band, ...]
    parts: tuple[Part, ...]
    disqualifiers: tuple[Disqualifier, ...] = ()
    gap: tuple[tuple[str, Decimal], ...] = ()
    notes: tuple[str, ...] = ()
    source: str = ""
    managing_agencies: tuple[str, ...] = ()
    sample_products_required: int | None = None

    @cached_property
    def criteria(self) -> Mapping[str, Criterion]:
        """Every criterion by code, sums included, in the order of the sheet."""
        return {c.code: c for s in self.sections for c in s.walk()}

    @cached_property
    def sections(self) -> tuple[Section, ...]:
        """All sections in the order of the sheet."""
        return tuple(section for part in self.parts for section in part.sections)

    @cached_property
    def leaves(self) -> tuple[Criterion, ...]:
        """The criteria that are ticked, in the order of the sheet."""
        return tuple(c for c in self.criteria.values() if c.is_leaf)

    @cached_property
    def option_points(self) -> Mapping[str, Mapping[str, Decimal]]:
        """Leaf code -> option id -> points."""
        return {c.code: {o.id: o.points for o in c.options} for c in self.leaves}

    @cached_property
    def gated(self) -> tuple[Criterion, ...]:
        """The criteria with a condition that must hold before they count."""
        return tuple(c for c in self.criteria.values() if c.gates)

    @cached_property
    def stops(self) -> tuple[tuple[Disqualifier, Criterion | None], ...]:
        """Every disqualifier in the order of the sheet, the set's own first."""
        own = [(d, None) for d in self.disqualifiers]
        marked = [(d, c) for c in self.criteria.values() for d in c.disqualifiers]
        return (*own, *marked)

    @cached_property
    def minimums(self) -> Mapping[int, tuple[tuple[str, Decimal], ...]]:
        """Star -> the criteria with a minimum for it and the points it needs."""
        return {
            band.stars: tuple(
                (c.code, needs)
                for c in self.criteria.values()
                for star, needs in c.minimums
                if star == band.stars
            )
            for band in self.bands
        }

    @cached_property
    def commune_criteria(self) -> tuple[Criterion, ...]:
        """The criteria that the commune reports on first (26/2026, article 7.2)."""
        return tuple(c for c in self.criteria.values() if c.commune_assessed)

    def section_of(self, code: str) -> Section:
        """The section that holds a criterion."""
        for section in self.sections:
            if any(criterion.code == code for criterion in section.walk()):
                return section
        raise KeyError(code)

    def band(self, stars: int) -> Band:
        """The band of so many stars."""
        return next(band for band in self.bands if band.stars == stars)
