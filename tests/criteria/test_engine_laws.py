"""What holds for every score sheet of every complete set, whoever fills it in."""

from decimal import Decimal
from fractions import Fraction
from functools import lru_cache

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from saolang.criteria import engine, library
from saolang.criteria.engine import Sheet
from tests.criteria.sheets import COMPLETE, CURRENT, PACK, best, reaching

every_complete_set = pytest.mark.parametrize(("pack_id", "slug"), COMPLETE)
every_current_set = pytest.mark.parametrize("slug", CURRENT)
few = settings(max_examples=10, deadline=None)


def any_ticks(sheet):
    return st.fixed_dictionaries(
        {
            leaf.code: st.sampled_from([None, *(option.id for option in leaf.options)])
            for leaf in sheet.leaves
        }
    )


def any_sheets(sheet):
    return st.lists(any_ticks(sheet).map(Sheet), min_size=1, max_size=5)


@lru_cache
def written(pack_id, slug):
    text = (library.PACKS / pack_id / f"{slug}.yaml").read_text()
    return yaml.load(text, yaml.CSafeLoader)


def by_hand(pack_id, slug, ticks):
    """Points by part straight from the YAML, as a clerk with a pencil would."""
    raw = written(pack_id, slug)
    worth, rules = {}, []

    def read(criterion):
        for child in criterion.get("children", []):
            read(child)
        for option in criterion.get("options", []):
            worth[option["id"]] = option["points"]
        if "applies_if" in criterion:
            rules.append((criterion["code"], criterion["applies_if"]))

    for part in raw["parts"]:
        for section in part["sections"]:
            for criterion in section["criteria"]:
                read(criterion)
    earned = {code: worth.get(option, 0) for code, option in ticks.items()}
    for code, rule in rules:
        if earned[rule["criterion"]] < rule["min_points"]:
            earned[code] = 0
    parts = dict.fromkeys((part["code"] for part in raw["parts"]), 0)
    for code, points in earned.items():
        parts[code[0]] += points
    return parts


@every_complete_set
def test_the_best_sheet_earns_the_whole_hundred(pack_id, slug):
    sheet = library.load_set(pack_id, slug)

    result = engine.assess(sheet, best(sheet))

    assert (result.points, result.stars, result.next) == (100, 5, None)
    assert result.parts == {part.code: part.max for part in sheet.parts}


@every_complete_set
@few
@given(data=st.data())
def test_points_are_what_a_clerk_would_count(pack_id, slug, data):
    sheet = library.load_set(pack_id, slug)
    ticks = data.draw(any_ticks(sheet))

    result = engine.assess(sheet, ticks)

    counted = by_hand(pack_id, slug, ticks)
    assert result.parts == counted
    assert result.points == sum(counted.values())


@every_complete_set
@few
@given(data=st.data())
def test_a_better_tick_never_costs_points_or_stars(pack_id, slug, data):
    sheet = library.load_set(pack_id, slug)
    ticks = data.draw(any_ticks(sheet))
    leaf = data.draw(st.sampled_from(sheet.leaves))
    worth = {option.id: option.points for option in leaf.options} | {None: Decimal(0)}
    better = [o for o in worth if worth[o] >= worth[ticks[leaf.code]]]

    before = engine.assess(sheet, ticks)
    after = engine.assess(
        sheet, ticks | {leaf.code: data.draw(st.sampled_from(better))}
    )

    assert after.points >= before.points
    assert after.band >= before.band
    assert (after.stars or 0) >= (before.stars or 0)


@every_current_set
@few
@given(data=st.data())
def test_stars_hold_their_own_minimums_and_the_next_star_does_not(slug, data):
    sheet = library.load_set(PACK, slug)

    result = engine.assess(sheet, data.draw(any_ticks(sheet)))

    if result.stopped:
        return
    held = sheet.minimums[result.stars]
    assert all(result.earned[code] >= needs for code, needs in held)
    assert bool(result.lowered_by) == (result.stars < result.band)
    if result.next:
        assert result.next.star == result.stars + 1
        assert result.next.points_missing or result.next.minimums


@every_current_set
@few
@given(data=st.data())
def test_a_sheet_half_filled_stands_at_the_points_of_what_is_filled(slug, data):
    sheet = library.load_set(PACK, slug)
    ticks = data.draw(any_ticks(sheet))
    filled = {
        code: ticks[code] for code in data.draw(st.sets(st.sampled_from([*ticks])))
    }

    standing = engine.standing(sheet, filled)

    none_for_the_rest = dict.fromkeys(ticks) | filled
    assert standing.points == engine.assess(sheet, none_for_the_rest).points
    assert not set(standing.unanswered) & filled.keys()


@every_current_set
@few
@given(data=st.data())
def test_a_council_agrees_with_itself_in_any_order(slug, data):
    sheet = library.load_set(PACK, slug)
    drawn = data.draw(any_sheets(sheet))
    sheets = {f"m{n}": own for n, own in enumerate(drawn)}
    shuffled = dict(data.draw(st.permutations(list(sheets.items()))))
    rule = data.draw(st.sampled_from(engine.MinimumRule))

    assert engine.council(sheet, sheets, rule) == engine.council(sheet, shuffled, rule)


@every_current_set
@few
@given(data=st.data())
def test_a_council_of_equal_sheets_is_that_sheet(slug, data):
    sheet = library.load_set(PACK, slug)
    own = Sheet(data.draw(any_ticks(sheet)))
    rule = data.draw(st.sampled_from(engine.MinimumRule))

    together = engine.council(sheet, {"a": own, "b": own, "c": own}, rule)

    alone = engine.assess(sheet, own.ticks)
    assert (together.points, together.parts) == (alone.points, alone.parts)
    assert (together.band, together.stars) == (alone.band, alone.stars)
    assert (together.lowered_by, together.next) == (alone.lowered_by, alone.next)
    assert (together.spread, together.warnings) == (0, ())


@pytest.mark.parametrize(
    ("members", "mean", "band"),
    [
        ([49] * 2 + [50] * 98, Fraction(4998, 100), 2),
        ([49] + [50] * 99, Fraction(4999, 100), 2),
        ([50] * 3, Fraction(50), 3),
        ([69] + [70] * 99, Fraction(6999, 100), 3),
        ([69, 71], Fraction(70), 4),
        ([89] + [90] * 99, Fraction(8999, 100), 4),
        ([89, 90, 91], Fraction(90), 5),
        ([89] + [90] * 299, Fraction(26999, 300), 4),
    ],
)
def test_bands_are_cut_at_the_exact_mean(members, mean, band):
    sheet = library.load_set(PACK, "dong-vat-canh")
    ticks = {points: reaching(sheet, points) for points in set(members)}

    result = engine.council(
        sheet, {f"m{n}": Sheet(ticks[points]) for n, points in enumerate(members)}
    )

    assert (result.exact_points, result.band) == (mean, band)
