"""The planner against an exhaustive search: same cost, same number of steps, always."""

import random
from dataclasses import replace
from decimal import Decimal
from itertools import combinations, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from saolang.criteria import barriers, engine, library, planner
from saolang.criteria.barriers import POINTS, RuleKind
from saolang.criteria.planner import plan
from saolang.criteria.scorecard import (
    Band,
    Disqualifier,
    FoundFact,
    StopKind,
)
from saolang.kernel.errors import RuleViolation
from tests.criteria.sheets import CURRENT, PACK, best, card, line, total

SOME = settings(max_examples=150, deadline=None)


def small(*criteria, floors=(9, 7, 5, 3, 0), **more):
    """An invented sheet whose bands are low enough to search through."""
    sheet = card(*criteria, **more)
    bands = tuple(
        Band(star, Decimal(floor), certificate=star > 2)
        for star, floor in zip((5, 4, 3, 2, 1), floors, strict=True)
    )
    return replace(sheet, bands=bands)


def levels(leaf, ticked):
    """Staying put, and every option that is not lower."""
    have = leaf.option(ticked).points if ticked else Decimal(0)
    return [ticked, *(o.id for o in leaf.options if o.points > have)]


def by_search(sheet, ticks, star, price, facts=(), unmet=(), fixed=()):
    """Cost and steps of the best plan, by trying every sheet there is."""
    now = {leaf.code: ticks.get(leaf.code) for leaf in sheet.leaves}
    ways = [
        [now[leaf.code]] if leaf.code in fixed else levels(leaf, now[leaf.code])
        for leaf in sheet.leaves
    ]
    found = []
    for after in product(*ways):
        then = dict(zip(now, after, strict=True))
        stars = engine.assess(sheet, then, facts, unmet).stars
        if stars is None or stars < star:
            continue
        moved = [code for code in now if then[code] != now[code]]
        cost = sum(cost_of(sheet, price, code, now, then) for code in moved)
        found.append((cost, len(moved)))
    return min(found, default=None)


def cost_of(sheet, price, code, now, then):
    leaf = sheet.criteria[code]
    before = leaf.option(now[code]).points if now[code] else Decimal(0)
    after = leaf.option(then[code])
    return price(leaf, after, after.points - before)


def agree(sheet, ticks, star, costs, **given_):
    """The planner and the search say the same; what it plans does what it says."""

    def price(_criterion, option, gained):
        return costs.get(option.id, gained)

    found = plan(sheet, ticks, star, price=price, **given_)
    names = {"unmet_gates": "unmet"}
    asked = {names.get(key, key): value for key, value in given_.items()}
    expected = by_search(sheet, ticks, star, price, **asked)
    assert found.reachable == (expected is not None)
    if expected is None:
        assert found.steps == ()
        return found
    assert (found.cost, len(found.steps)) == expected
    then = {leaf.code: ticks.get(leaf.code) for leaf in sheet.leaves}
    for step in found.steps:
        assert then[step.criterion] == step.before
        assert step.gain > 0
        then[step.criterion] = step.after
    graded = engine.assess(
        sheet, then, given_.get("facts", ()), given_.get("unmet_gates", ())
    )
    assert (graded.points, graded.stars) == (found.points, found.stars)
    assert graded.stars >= star
    return found


def some_costs(sheet, chance):
    return {
        option.id: chance.choice([0, 0, 1, 1, 2, 5, Decimal("0.1"), Decimal("2.25")])
        for leaf in sheet.leaves
        for option in leaf.options
        if chance.random() < 0.7
    }


def near(sheet, chance):
    """A good sheet with some lines lowered or left open, and which those are."""
    ticks, lowered = best(sheet), chance.sample(sheet.leaves, chance.randint(4, 14))
    for leaf in lowered:
        ticks[leaf.code] = chance.choice([None, *(o.id for o in leaf.options)])
        if chance.random() < 0.1:
            del ticks[leaf.code]
    return ticks, [leaf.code for leaf in lowered]


@pytest.mark.parametrize("slug", CURRENT)
def test_every_set_reduced_to_a_few_free_lines_agrees_with_a_search(slug):
    sheet = library.load_set(PACK, slug)
    chance = random.Random(slug)  # noqa: S311
    codes = [leaf.code for leaf in sheet.leaves]
    outcomes = set()
    for _ in range(40):
        ticks, lowered = near(sheet, chance)
        free = {*lowered[:5], chance.choice(codes)}
        if chance.random() < 0.3 and "B.5.1" in codes:
            free = {"B.5.1", "B.5.2", *lowered[:4]}
        found = agree(
            sheet,
            ticks,
            chance.choice([3, 4, 5]),
            some_costs(sheet, chance),
            unmet_gates=[c.code for c in sheet.gated if chance.random() < 0.2],
            fixed=[code for code in codes if code not in free],
        )
        outcomes.add(min(len(found.steps), 2) if found.reachable else None)
    assert outcomes >= {None, 0, 2}


def stop(when, kind=StopKind.STOP_EVALUATION):
    return (Disqualifier(kind, when, "dừng"),)


def twisted(chance):
    """A small sheet with everything a pack may hold, drawn at random."""

    def sometimes(value, share=0.5):
        return value if chance.random() < share else ()

    def own(code, **more):
        points = chance.sample([0, Decimal("0.5"), 1, 2, 3], chance.choice([2, 3]))
        marks = sometimes(((3, 1), (4, 2), (5, 2)), 0.3)
        return line(code, *points, minimums=marks if max(points) > 1 else (), **more)

    def after(*conditions):
        return chance.choice([None, *conditions])

    zero = stop(chance.choice(list(FoundFact)))
    first = own("A.1.1", gate=chance.random() < 0.3)
    summed = total(
        "A.1.2",
        own("A.1.2.1"),
        own("A.1.2.2", applies_if=after(("A.1.1", 1))),
        minimums=sometimes(((4, Decimal(2)), (5, Decimal(3)))),
        disqualifiers=sometimes(zero),
    )
    waits = after(("A.1.2", 2), ("A.1.1", 1), ("A.1.2.1", "0.5"))
    third = own("A.2.1", applies_if=waits, disqualifiers=sometimes(zero))
    last = own("A.2.2", applies_if=after(("A.2.1", 1), ("A.1.1", 2)))
    return small(first, summed, third, last, floors=(8, 6, 4, 2, 0))


@given(st.randoms(use_true_random=False), st.sampled_from([3, 4, 5]))
@SOME
def test_invented_sheets_with_every_rule_agree_with_a_search(chance, star):
    sheet = twisted(chance)
    ticks = {
        leaf.code: chance.choice([None, *(o.id for o in leaf.options)])
        for leaf in sheet.leaves
        if chance.random() < 0.9
    }
    agree(
        sheet,
        ticks,
        star,
        some_costs(sheet, chance),
        unmet_gates=[c.code for c in sheet.gated if chance.random() < 0.3],
        fixed=[leaf.code for leaf in sheet.leaves if chance.random() < 0.15],
    )


def test_a_planner_that_forgets_the_minimums_would_be_found_out(monkeypatch):
    forgetful = barriers.rules
    monkeypatch.setattr(
        planner.barriers,
        "rules",
        lambda *args: tuple(
            r for r in forgetful(*args) if r.kind is not RuleKind.MINIMUM
        ),
    )

    with pytest.raises(AssertionError):
        test_every_set_reduced_to_a_few_free_lines_agrees_with_a_search("hoa")


@pytest.mark.parametrize("slug", CURRENT)
def test_a_star_reached_already_costs_nothing(slug):
    sheet = library.load_set(PACK, slug)

    found = plan(sheet, best(sheet), 5)

    assert (found.reachable, found.cost, found.steps) == (True, 0, ())
    assert (found.points, found.stars) == (sheet.total, 5)


def test_of_equal_plans_the_one_with_fewest_steps_then_first_on_the_sheet():
    sheet = small(
        line("A.1.1", 0, 1),
        line("A.1.2", 0, 1, 2),
        line("A.1.3", 0, 2),
        floors=(5, 4, 2, 1, 0),
    )

    found = plan(sheet, {}, 3)

    assert [(s.criterion, s.before, s.after) for s in found.steps] == [
        ("A.1.2", None, "A.1.2.o3")
    ]


def test_no_step_of_a_plan_can_be_left_out_even_when_it_is_free():
    sheet = library.load_set(PACK, "ca-phe-ca-cao")
    ticks = {leaf.code: leaf.options[0].id for leaf in sheet.leaves}

    found = plan(sheet, ticks, 4, price=lambda *_: 0)

    for count in (1, 2):
        for left_out in combinations(found.steps, count):
            kept = [step for step in found.steps if step not in left_out]
            then = ticks | {step.criterion: step.after for step in kept}
            assert (engine.assess(sheet, then).stars or 0) < 4


def test_raising_a_line_wakes_those_that_wait_for_it():
    sheet = small(
        line("A.1.1", 0, 1),
        line("A.1.2", 0, 4, applies_if=("A.1.1", 1)),
        floors=(9, 7, 5, 3, 0),
    )

    found = plan(sheet, {"A.1.1": "A.1.1.o1", "A.1.2": "A.1.2.o2"}, 3)

    assert [step.after for step in found.steps] == ["A.1.1.o2"]
    assert (found.cost, found.points) == (1, 5)


def test_an_unanswered_line_that_must_not_be_zero_is_raised():
    sheet = small(
        line("A.1.1", 0, 9),
        line("A.2.1", 0, 1, 2, disqualifiers=stop(FoundFact.ZERO_IN_CRITERION)),
    )

    found = plan(sheet, {"A.1.1": "A.1.1.o2"}, 5)

    assert [(s.before, s.after) for s in found.steps] == [(None, "A.2.1.o2")]


def test_a_case_is_left_only_where_the_plan_may_leave_it():
    leaf = line("A.1.1", 1, 5, 1, 5)
    cases = zip(leaf.options, ["c1", "c1", "c2", "c2"], strict=True)
    leaf = replace(leaf, options=tuple(replace(o, case=case) for o, case in cases))
    sheet = small(leaf)
    ticks = {"A.1.1": "A.1.1.o3"}

    def price(_criterion, option, _gained):
        return 9 if option.id == "A.1.1.o4" else 1

    def to(**asked):
        return [step.after for step in plan(sheet, ticks, 3, **asked).steps]

    assert to() == ["A.1.1.o4"]  # the same price: its own case first
    assert to(price=price) == ["A.1.1.o2"]
    assert to(price=price, keep_cases=True) == ["A.1.1.o4"]


REFUSED = {
    "no such star": ({"star": 6}, "star.unknown"),
    "fixed is not there": ({"fixed": ["Z.1"]}, "criterion.unknown"),
    "negative": ({"price": lambda *_: -1}, "cost.bad"),
    "not a number": ({"price": lambda *_: Decimal("NaN")}, "cost.bad"),
    "endless": ({"price": lambda *_: Decimal("Infinity")}, "cost.bad"),
    "unknown fact": ({"facts": ["flood"]}, "fact.unknown"),
    "no gate there": ({"unmet_gates": ["A.1.2"]}, "gate.unknown"),
}


@pytest.mark.parametrize(("asked", "code"), REFUSED.values(), ids=REFUSED)
def test_what_is_not_on_the_sheet_is_refused(asked, code):
    sheet = library.load_set(PACK, "hoa")

    with pytest.raises(RuleViolation) as refused:
        plan(sheet, {}, **{"star": 4} | asked)

    assert refused.value.code == code


def test_a_set_with_gaps_is_refused():
    sheet = library.load_set("qd-148-2023", "gao-ngu-coc-hat-so-che")

    with pytest.raises(RuleViolation) as refused:
        plan(sheet, {}, 3)

    assert refused.value.code == "pack.incomplete"


def named(found):
    return [each.rule.subject for each in found.why]


def test_a_line_that_cannot_change_and_is_too_low_bars_the_star():
    sheet = library.load_set(PACK, "hoa")
    code, _needs = sheet.minimums[4][0]
    ticks = best(sheet) | {code: None}

    assert named(plan(sheet, ticks, 4, fixed=[code])) == [code]
    assert plan(sheet, ticks, 4).reachable


def test_a_stated_fact_bars_every_star_and_is_named():
    sheet = library.load_set(PACK, "hoa")

    found = plan(sheet, best(sheet), 3, facts=["forged_dossier"])

    assert (named(found), found.steps, found.stars) == (["forged_dossier"], (), None)


def test_when_nothing_can_change_the_band_is_named_with_what_is_there():
    sheet = library.load_set(PACK, "hoa")

    found = plan(sheet, {}, 3, fixed=["A", "B", "C"])

    assert named(found) == [*(code for code, _ in sheet.minimums[3]), POINTS]
    assert found.why[-1].best == 0


def test_rules_that_only_clash_together_are_named_together():
    # enough points only with the second line awake; awake, its zero ends the scoring
    sheet = small(
        line("A.1.1", 0, 5),
        line(
            "A.2.1",
            0,
            1,
            applies_if=("A.1.1", 1),
            disqualifiers=stop(FoundFact.ZERO_IN_CRITERION),
        ),
    )

    found = plan(sheet, {}, 3, fixed=["A.2.1"])

    assert named(found) == ["A.2.1", POINTS]
    assert plan(sheet, {}, 3).reachable


@given(st.randoms(use_true_random=False), st.sampled_from([3, 4, 5]))
@SOME
def test_what_is_named_is_enough_to_bar_and_nothing_in_it_is_idle_talk(chance, star):
    sheet = twisted(chance)
    ticks = {
        leaf.code: chance.choice([None, *(o.id for o in leaf.options)])
        for leaf in sheet.leaves
    }
    fixed = [leaf.code for leaf in sheet.leaves if chance.random() < 0.6]

    found = plan(sheet, ticks, star, fixed=fixed)

    rules = [each.rule for each in found.why]
    if any(not can_meet(sheet, ticks, fixed, [rule]) for rule in rules):
        assert not any(can_meet(sheet, ticks, fixed, [rule]) for rule in rules)
    elif rules:
        assert not can_meet(sheet, ticks, fixed, rules)
        for rule in rules:
            rest = [other for other in rules if other != rule]
            assert can_meet(sheet, ticks, fixed, rest)


def can_meet(sheet, ticks, fixed, rules):
    """Whether some sheet meets these rules, read off the engine's own figures."""
    ways = [
        [ticks[leaf.code]] if leaf.code in fixed else levels(leaf, ticks[leaf.code])
        for leaf in sheet.leaves
    ]
    for after in product(*ways):
        standing = engine.standing(sheet, dict(zip(ticks, after, strict=True)))
        if all(meets(sheet, standing, rule) for rule in rules):
            return True
    return False


def meets(sheet, standing, rule):
    if rule.kind is RuleKind.BAND:
        return standing.points >= rule.needs
    earned = standing.earned[rule.subject]
    if rule.kind is RuleKind.MINIMUM:
        return earned >= rule.needs
    leaves = [c for c in sheet.criteria[rule.subject].walk() if c.is_leaf]
    return earned > 0 or all(leaf.code in standing.idle for leaf in leaves)
