"""Score sheets for tests: small invented ones, and ways to fill in real ones."""

from decimal import Decimal

from saolang.criteria import library
from saolang.criteria.scorecard import (
    AppliesIf,
    Band,
    Criterion,
    Option,
    Part,
    ProductSet,
    Requirement,
    Section,
    Select,
    SetStatus,
)

PACK = "qd-26-2026"
CURRENT = [entry.slug for entry in library.sets(PACK)]
COMPLETE = [
    (pack_id, entry.slug)
    for pack_id in library.pack_ids()
    for entry in library.sets(pack_id)
    if entry.status is SetStatus.COMPLETE
]
BANDS = tuple(
    Band(stars, Decimal(floor), certificate=stars > 2)
    for stars, floor in [(5, 90), (4, 70), (3, 50), (2, 30), (1, 0)]
)


def line(code, *points, minimums=(), applies_if=None, gate=False, **more):
    """A leaf whose options are worth these points."""
    options = tuple(
        Option(f"{code}.o{n}", Decimal(worth), f"mức {n}")
        for n, worth in enumerate(points, start=1)
    )
    return Criterion(
        code=code,
        ref=code,
        title=code,
        topic="toy",
        max=Decimal(max(points)),
        select=Select.ONE,
        source="toy",
        verified=True,
        options=options,
        minimums=tuple((star, Decimal(needs)) for star, needs in minimums),
        applies_if=applies_if and AppliesIf(applies_if[0], Decimal(applies_if[1])),
        requirements=(Requirement("gate", "phải có"),) if gate else (),
        **more,
    )


def total(code, *children, **more):
    """A criterion that adds up its children."""
    return Criterion(
        code=code,
        ref=code,
        title=code,
        topic="toy",
        max=sum(child.max for child in children),
        select=Select.SUM,
        source="toy",
        verified=True,
        children=children,
        **more,
    )


def card(*criteria, status=SetStatus.COMPLETE, disqualifiers=()):
    """A score sheet of one part; a criterion's code says its section."""
    codes = dict.fromkeys(c.code.rsplit(".", 1)[0] for c in criteria)
    sections = tuple(
        Section(
            code,
            code,
            Decimal(100),
            tuple(c for c in criteria if c.code.rsplit(".", 1)[0] == code),
        )
        for code in codes
    )
    return ProductSet(
        pack_id="toy",
        slug="toy",
        number=1,
        name_vi="Bộ thử",
        name_en="Toy set",
        group="I",
        subgroup="I.1",
        status=status,
        verified=True,
        total=Decimal(100),
        bands=BANDS,
        parts=(Part("A", "Phần A", Decimal(100), sections),),
        disqualifiers=disqualifiers,
    )


def best(sheet):
    """Every leaf ticked at its highest option."""
    return {c.code: max(c.options, key=lambda o: o.points).id for c in sheet.leaves}


def reaching(sheet, points):
    """Ticks worth exactly so many points: the best sheet, lowered line by line."""
    ticks = dict.fromkeys(best(sheet))
    worth = {0: ticks}
    for leaf in sheet.leaves:
        worth = {
            have + int(option.points): found | {leaf.code: option.id}
            for have, found in worth.items()
            for option in leaf.options
        } | worth
    return worth[points]
