"""A score sheet laid out for the eye: parts, sections, and one card per criterion.

Scorers and advisers fill in the same cards. A card carries what stands beside its
criterion: the producer's claim, the commune's finding, papers, the adviser's proposal.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal

from django.utils.translation import gettext as _

from saolang.criteria import engine
from saolang.criteria.engine import Standing
from saolang.criteria.scorecard import Criterion, Part, ProductSet, Section
from saolang.evaluation.rules.merging import Entry

NO_LEVEL = "null"
Ticks = Mapping[str, str | None]


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper that proves a criterion; its address is empty when it is not opened
    here."""

    title: str
    url: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Beside:
    """What others said about the criteria, by criterion code."""

    claims: Ticks = field(default_factory=dict)
    findings: Mapping[str, str] = field(default_factory=dict)
    papers: Mapping[str, list[Paper]] = field(default_factory=dict)
    proposals: Ticks = field(default_factory=dict)
    reasons: Mapping[str, str] = field(default_factory=dict)
    previous: Ticks = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Choice:
    """One level of a card."""

    value: str
    text: str
    points: Decimal
    minimum: str
    checked: bool


@dataclass(frozen=True, slots=True)
class Mark:
    """A check box of a card: a condition not met, or a fact that stops the product."""

    name: str
    value: str
    text: str
    checked: bool


@dataclass(frozen=True, slots=True)
class Card:
    """One criterion to be scored."""

    code: str
    anchor: str
    title: str
    max: Decimal
    groups: tuple[tuple[str, tuple[Choice, ...]], ...]
    answer: str
    points: Decimal
    is_open: bool
    is_answered: bool
    waits_for: str
    hints: tuple[str, ...]
    gates: tuple[Mark, ...]
    facts: tuple[Mark, ...]
    note: str
    finding: str
    papers: tuple[Paper, ...]
    claim: str
    proposal: str
    reason: str
    previous: str
    blocks: int | None


@dataclass(frozen=True, slots=True)
class Block:
    """A section of the sheet with its cards."""

    code: str
    title: str
    cards: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class PartView:
    """A part of the sheet: how much of it is scored and where to go on."""

    code: str
    title: str
    max: Decimal
    points: Decimal
    blocks: tuple[Block, ...]

    @property
    def open(self) -> int:
        return sum(card.is_open for block in self.blocks for card in block.cards)

    @property
    def total(self) -> int:
        return sum(len(block.cards) for block in self.blocks)

    @property
    def next_open(self) -> str:
        """The anchor of its first open card, else of the part itself."""
        cards = (card for block in self.blocks for card in block.cards)
        return next((c.anchor for c in cards if c.is_open), f"phan-{self.code}")


@dataclass(frozen=True, slots=True)
class Rung:
    """What the next star still asks of a sheet."""

    star: int
    floor: Decimal
    points_missing: Decimal
    lost: tuple[tuple[Card, Decimal], ...]
    unscored: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class SheetView:
    """A whole sheet as a page shows it, with its own tally and nobody else's."""

    standing: Standing
    parts: tuple[PartView, ...]
    facts: tuple[Mark, ...]
    rung: Rung | None

    @property
    def cards(self) -> Iterator[Card]:
        return (card for p in self.parts for block in p.blocks for card in block.cards)

    @property
    def total(self) -> int:
        return sum(part.total for part in self.parts)

    @property
    def open(self) -> int:
        return len(self.standing.unanswered)

    @property
    def open_points(self) -> Decimal:
        """How many points the open criteria could still bring."""
        return sum((card.max for card in self.cards if card.is_open), Decimal(0))

    @property
    def next_open(self) -> str:
        """The anchor of the first open card."""
        return next((card.anchor for card in self.cards if card.is_open), "")


def _drawable(card_set: ProductSet, entry: Entry) -> Entry:
    """The entry without what no page of ours offers; a refused form is drawn again."""
    findings = {found.when for found, _criterion in card_set.stops}
    return replace(
        entry,
        ticks={
            code: ticked
            for code, ticked in entry.ticks.items()
            if ticked is None or ticked in card_set.option_points[code]
        },
        facts=tuple(fact for fact in entry.facts if fact in findings),
        unmet_gates=tuple(
            code
            for code in entry.unmet_gates
            if code in card_set.criteria and card_set.criteria[code].gates
        ),
    )


def lay_out(card_set: ProductSet, entry: Entry, beside: Beside) -> SheetView:
    """Everything a page needs to draw a sheet as filled in so far."""
    entry = _drawable(card_set, entry)
    so_far = engine.standing(card_set, entry.ticks, entry.facts, entry.unmet_gates)
    rung = next((step for step in so_far.ladder if not step.is_reached), None)
    lost = {short.criterion for short in rung.minimums} if rung else set()
    maker = _Maker(card_set, entry, beside, so_far, lost, rung.star if rung else 0)
    parts = tuple(maker.part(part) for part in card_set.parts)
    own = {d.when: d for d in card_set.disqualifiers if not d.is_found}
    view = SheetView(
        standing=so_far,
        parts=parts,
        facts=tuple(
            Mark("facts", when, d.text, when in entry.facts) for when, d in own.items()
        ),
        rung=None,
    )
    if rung is None:
        return view
    return SheetView(view.standing, parts, view.facts, _rung(card_set, view, rung))


def answer_text(criterion: Criterion, ticks: Ticks) -> str:
    """What was ticked, in words; empty while the criterion is open."""
    if criterion.code not in ticks:
        return ""
    option = criterion.option(ticks[criterion.code] or "")
    return option.label if option else _("Không đạt mức nào")


def _rung(card_set: ProductSet, view: SheetView, step: engine.StarStanding) -> Rung:
    cards = {card.code: card for card in view.cards}
    missed = [(cards[m.criterion], m) for m in step.minimums if m.criterion in cards]
    return Rung(
        star=step.star,
        floor=card_set.band(step.star).floor,
        points_missing=step.points_missing,
        lost=tuple((card, m.needs) for card, m in missed if not card.is_open),
        unscored=tuple(card for card, _m in missed if card.is_open),
    )


@dataclass(frozen=True, slots=True)
class _Maker:
    card_set: ProductSet
    entry: Entry
    beside: Beside
    so_far: Standing
    lost: set[str]
    next_star: int

    def part(self, part: Part) -> PartView:
        return PartView(
            code=part.code,
            title=part.title,
            max=part.max,
            points=self.so_far.parts[part.code],
            blocks=tuple(self.block(section) for section in part.sections),
        )

    def block(self, section: Section) -> Block:
        cards = tuple(
            self.card(leaf, parent, is_first)
            for criterion in section.criteria
            for leaf, parent, is_first in _leaves(criterion)
        )
        is_its_own = len(cards) == 1 and cards[0].title == section.title
        return Block(section.code, "" if is_its_own else section.title, cards)

    def card(self, leaf: Criterion, parent: Criterion | None, is_first: bool) -> Card:
        code, ticks = leaf.code, self.entry.ticks
        # what is printed with a sum stands once, with the first line that adds to it
        lines = (leaf, parent) if parent and is_first else (leaf,)
        title = f"{parent.title}: {leaf.title}" if parent else leaf.title
        proposal = answer_text(leaf, self.beside.proposals)
        is_open = code in self.so_far.unanswered
        return Card(
            code=code,
            anchor=f"c-{code.replace('.', '-')}",
            title=title,
            max=leaf.max,
            groups=tuple(self.groups(leaf)),
            answer=answer_text(leaf, ticks),
            points=self.so_far.earned[code],
            is_open=is_open,
            is_answered=code in ticks,
            waits_for=self.waits_for(leaf) if code in self.so_far.idle else "",
            hints=tuple(_hints(lines)),
            gates=tuple(self.gates(lines)),
            facts=tuple(self.facts(lines)),
            note=self.entry.notes.get(code, ""),
            finding=self.finding(lines),
            papers=tuple(p for c in lines for p in self.beside.papers.get(c.code, ())),
            claim=answer_text(leaf, self.beside.claims),
            proposal=proposal,
            reason=self.beside.reasons.get(code, "") if proposal else "",
            previous=answer_text(leaf, self.beside.previous),
            blocks=self.next_star if code in self.lost and not is_open else None,
        )

    def groups(self, leaf: Criterion) -> Iterator[tuple[str, tuple[Choice, ...]]]:
        cases: list[tuple[str | None, str]] = [(c.id, c.title) for c in leaf.cases]
        cases = cases or [(None, "")]
        for case_id, title in cases:
            own = tuple(o for o in leaf.options if o.case == case_id)
            yield title, tuple(self.choice(leaf, o.id) for o in own)
        if all(option.points for option in leaf.options):
            ticked = self.entry.ticks.get(leaf.code, "")
            none = Choice(
                NO_LEVEL, _("Không đạt mức nào"), Decimal(0), "", ticked is None
            )
            yield "", (none,)

    def choice(self, leaf: Criterion, option_id: str) -> Choice:
        option = leaf.option(option_id)
        assert option is not None  # noqa: S101
        minimum = ""
        if option.min_for_star:
            minimum = _("Mức tối thiểu của %(star)s sao") % {
                "star": option.min_for_star
            }
        return Choice(
            value=option.id,
            text=option.label,
            points=option.points,
            minimum=minimum,
            checked=self.entry.ticks.get(leaf.code) == option.id,
        )

    def waits_for(self, leaf: Criterion) -> str:
        """Which criterion must earn more before this one counts."""
        if leaf.applies_if is None:
            return ""
        return self.card_set.criteria[leaf.applies_if.criterion].title

    def finding(self, lines: Iterable[Criterion]) -> str:
        found = (self.beside.findings.get(c.topic, "") for c in lines)
        return "\n".join(filter(None, found))

    def gates(self, lines: Iterable[Criterion]) -> Iterator[Mark]:
        for criterion in lines:
            if criterion.gates:
                text = "; ".join(gate.text for gate in criterion.gates)
                unmet = criterion.code in self.entry.unmet_gates
                yield Mark("unmet_gates", criterion.code, text, unmet)

    def facts(self, lines: Iterable[Criterion]) -> Iterator[Mark]:
        for criterion in lines:
            for d in criterion.disqualifiers:
                if not d.is_found:
                    yield Mark("facts", d.when, d.text, d.when in self.entry.facts)


def _leaves(criterion: Criterion) -> Iterator[tuple[Criterion, Criterion | None, bool]]:
    """Each leaf, the sum it adds to if any, and whether it is that sum's first."""
    if criterion.is_leaf:
        yield criterion, None, True
        return
    leaves = [each for each in criterion.walk() if each.is_leaf]
    for leaf in leaves:
        yield leaf, criterion, leaf is leaves[0]


def _hints(lines: Iterable[Criterion]) -> Iterator[str]:
    for criterion in lines:
        yield from criterion.notes
        yield from (r.text for r in criterion.requirements if r.kind != "gate")
