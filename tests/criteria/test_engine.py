"""What a council may rely on when the engine grades a product."""

from decimal import Decimal

import pytest

from saolang.criteria import engine, library
from saolang.criteria.engine import StarStanding
from saolang.criteria.grading import NextStar, Shortfall
from saolang.criteria.scorecard import Disqualifier, SetStatus, StopKind
from saolang.criteria.tally import Stop
from saolang.kernel.errors import RuleViolation
from tests.criteria.sheets import PACK, best, card, line, reaching, total

FORGED = Disqualifier(StopKind.REJECT, "forged_dossier", "Hồ sơ giả mạo")
DIRTY = Disqualifier(StopKind.STOP_EVALUATION, "unsafe_foreign_matter", "Tạp chất")
ANY_ZERO = Disqualifier(StopKind.STOP_EVALUATION, "any_zero_in_section", "0 điểm")
ZERO = Disqualifier(StopKind.STOP_EVALUATION, "zero_in_criterion", "0 điểm")


def refusal(*args, **kwargs):
    with pytest.raises(RuleViolation) as refused:
        engine.assess(*args, **kwargs)
    return refused.value


def test_points_add_up_by_line_part_and_sheet():
    sheet = card(line("A.1.1", 0, 40), line("A.1.2", 10, 20), line("A.2.1", 5))

    result = engine.assess(
        sheet, {"A.1.1": "A.1.1.o2", "A.1.2": "A.1.2.o1", "A.2.1": "A.2.1.o1"}
    )

    assert result.points == 55
    assert result.parts == {"A": 55}
    assert result.earned == {"A.1.1": 40, "A.1.2": 10, "A.2.1": 5}
    assert (result.band, result.stars, result.lowered_by) == (3, 3, ())
    assert result.next == NextStar(4, Decimal(15), ())


def test_null_says_that_no_option_is_reached():
    sheet = card(line("A.1.1", 1, 2))

    assert engine.assess(sheet, {"A.1.1": None}).points == 0


def test_a_sum_adds_its_children_and_is_not_ticked_itself():
    sheet = card(total("A.1.1", line("A.1.1.1", 0, 20), line("A.1.1.2", 0, 30)))
    ticks = {"A.1.1.1": "A.1.1.1.o2", "A.1.1.2": "A.1.1.2.o2"}

    assert engine.assess(sheet, ticks).earned["A.1.1"] == 50
    assert refusal(sheet, ticks | {"A.1.1": None}).code == "criterion.not_leaf"


def test_one_option_is_picked_from_one_of_the_cases():
    sheet = library.load_set(PACK, "du-lich-cong-dong-sinh-thai-diem-du-lich")
    ticks = best(sheet)

    community = engine.assess(sheet, ticks | {"C.8.0": "C.8.0.o2"})
    single_owner = engine.assess(sheet, ticks | {"C.8.0": "C.8.0.o4"})

    assert community.points == single_owner.points == 100
    assert engine.assess(sheet, ticks | {"C.8.0": "C.8.0.o3"}).points == 98


def test_a_line_that_depends_on_another_needs_no_tick_and_counts_nothing_without_it():
    sheet = card(
        line("A.1.1", 0, 50),
        line("A.1.2", 0, 20, applies_if=("A.1.1", 1)),
    )
    with_story = {"A.1.1": "A.1.1.o2", "A.1.2": "A.1.2.o2"}
    without = {"A.1.1": "A.1.1.o1"}

    assert engine.assess(sheet, with_story).points == 70
    assert engine.assess(sheet, without).points == 0
    assert engine.assess(sheet, without | {"A.1.2": "A.1.2.o2"}).points == 0
    assert engine.assess(sheet, without).idle == {"A.1.2"}
    assert refusal(sheet, {"A.1.1": "A.1.1.o2"}).field == "A.1.2"


def test_an_unmet_gate_makes_its_criterion_count_nothing():
    sheet = card(line("A.1.1", 0, 50, gate=True), line("A.1.2", 0, 30))
    ticks = best(sheet)

    assert engine.assess(sheet, ticks, unmet_gates=["A.1.1"]).points == 30
    assert refusal(sheet, ticks, unmet_gates=["A.1.2"]).code == "gate.unknown"
    assert refusal(sheet, ticks, unmet_gates=["Z.9"]).code == "criterion.unknown"
    assert refusal(sheet, ticks, (), ["A.1.1", "A.1.1"]).code == "gate.repeated"
    assert refusal(sheet, {"A.1.2": None}, (), ["A.1.1"]).field == "A.1.1"


def test_a_gate_above_children_closes_them_all():
    gated = total("A.1.1", line("A.1.1.1", 0, 20, minimums=[(3, 20)]))
    gated = total("A.1.1", *gated.children, requirements=line("A", 1, gate=True).gates)
    sheet = card(gated, line("A.2.1", 0, 60))

    result = engine.assess(sheet, best(sheet), unmet_gates=["A.1.1"])

    assert (result.points, result.stars) == (60, 2)
    assert result.earned["A.1.1.1"] == 0


@pytest.mark.parametrize(
    ("points", "band"),
    [(0, 1), (29, 1), (30, 2), (49, 2), (50, 3), (69, 3), (70, 4), (89, 4), (90, 5)],
)
def test_a_band_begins_with_its_floor(points, band):
    sheet = card(line("A.1.1", *range(101)))

    result = engine.assess(sheet, {"A.1.1": f"A.1.1.o{points + 1}"})

    assert (result.points, result.band, result.stars) == (points, band, band)


def test_a_missed_minimum_costs_its_star_and_is_named():
    sheet = card(
        line("A.1.1", 0, 95),
        line("A.1.2", 1, 2, 3, minimums=[(4, 2), (5, 3)]),
    )
    ticks = {"A.1.1": "A.1.1.o2"}

    one_lower = engine.assess(sheet, ticks | {"A.1.2": "A.1.2.o2"})
    two_lower = engine.assess(sheet, ticks | {"A.1.2": "A.1.2.o1"})

    for_five, for_four = Decimal(3), Decimal(2)
    assert (one_lower.band, one_lower.stars) == (5, 4)
    assert one_lower.lowered_by == (Shortfall("A.1.2", for_five, Decimal(2)),)
    assert one_lower.next == NextStar(5, Decimal(0), one_lower.lowered_by)
    assert (two_lower.band, two_lower.stars) == (5, 3)
    assert two_lower.lowered_by == (
        Shortfall("A.1.2", for_five, Decimal(1)),
        Shortfall("A.1.2", for_four, Decimal(1)),
    )
    assert two_lower.next == NextStar(4, Decimal(0), two_lower.lowered_by[1:])


def test_the_same_minimum_of_two_stars_is_named_once():
    sheet = card(line("A.1.1", 0, 95), line("A.1.2", 0, 2, minimums=[(4, 2), (5, 2)]))

    result = engine.assess(sheet, {"A.1.1": "A.1.1.o2", "A.1.2": "A.1.2.o1"})

    assert result.stars == 3
    assert result.lowered_by == (Shortfall("A.1.2", Decimal(2), Decimal(0)),)


def test_stars_are_not_lowered_below_the_first_without_minimums():
    sheet = card(line("A.1.1", 0, 95), line("A.1.2", 0, 1, minimums=[(3, 1)]))

    result = engine.assess(sheet, {"A.1.1": "A.1.1.o2", "A.1.2": "A.1.2.o1"})

    assert (result.band, result.stars) == (5, 5)

    strict = card(
        line("A.1.1", 0, 95), line("A.1.2", 0, 1, minimums=[(3, 1), (4, 1), (5, 1)])
    )
    ticks = {"A.1.1": "A.1.1.o2", "A.1.2": None}
    assert engine.assess(strict, ticks).stars == 2


def test_nothing_is_next_after_five_stars():
    sheet = library.load_set(PACK, "rau-cu-qua-hat-tuoi")

    result = engine.assess(sheet, best(sheet))

    assert (result.points, result.stars, result.next) == (100, 5, None)


def test_the_first_disqualifier_on_the_sheet_stops_it_and_points_still_stand():
    sheet = card(line("A.1.1", 0, 80, disqualifiers=(DIRTY,)), disqualifiers=(FORGED,))
    ticks = best(sheet)

    result = engine.assess(sheet, ticks, ["unsafe_foreign_matter", "forged_dossier"])

    assert result.stopped == Stop.at(FORGED, None)
    assert result.stops[1].criterion == "A.1.1"
    assert (result.points, result.band, result.stars) == (80, 4, None)
    assert (result.lowered_by, result.next) == ((), None)
    assert refusal(sheet, ticks, ["fire"]).code == "fact.unknown"
    assert refusal(sheet, ticks, ["forged_dossier"] * 2).code == "fact.repeated"


def test_a_zero_anywhere_in_the_section_is_found_by_the_engine():
    sheet = card(
        line("A.1.1", 0, 40),
        line("A.1.2", 0, 40, disqualifiers=(ANY_ZERO,)),
        line("A.2.1", 0, 20),
    )
    ticks = best(sheet)

    assert engine.assess(sheet, ticks).stopped is None
    assert engine.assess(sheet, ticks | {"A.2.1": None}).stopped is None
    for zero in ("A.1.1.o1", None):
        stopped = engine.assess(sheet, ticks | {"A.1.1": zero}).stopped
        assert stopped == Stop(*_fields(ANY_ZERO), "A.1.2")


def test_a_zero_in_the_marked_criterion_is_found_by_the_engine():
    sheet = library.load_set("qd-1048-2019", "che-bien-tu-rau-cu-qua-hat")
    ticks = best(sheet)

    assert engine.assess(sheet, ticks).stopped is None
    assert engine.assess(sheet, ticks | {"C.6.2": None}).stopped is None
    stopped = engine.assess(sheet, ticks | {"C.6.1": "C.6.1.o1"}).stopped
    assert (stopped.kind, stopped.when) == ("stop_evaluation", "zero_in_criterion")


def test_water_with_a_smell_stops_under_the_law_in_force():
    sheet = library.load_set(PACK, "nuoc-khoang-nuoc-dong-chai")

    result = engine.assess(sheet, best(sheet) | {"C.6.3": "C.6.3.o1"})

    assert (result.stopped.when, result.stars) == ("any_zero_in_section", None)
    assert (result.points, result.band) == (96, 5)


def _fields(disqualifier):
    return disqualifier.kind, disqualifier.when, disqualifier.text


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"A.1.1": "A.1.1.o9"}, "option.unknown"),
        ({"A.1.1": ""}, "option.unknown"),
        ({"A.1.1": "A.1.2.o1"}, "option.foreign"),
        ({"Z.9.9": None}, "criterion.unknown"),
    ],
)
def test_foreign_ticks_are_refused(change, code):
    sheet = library.load_set(PACK, "hoa")

    assert refusal(sheet, best(sheet) | change).code == code


def test_a_missing_tick_is_refused_and_named():
    sheet = library.load_set(PACK, "hoa")
    ticks = best(sheet)
    del ticks["A.1.2"]

    refused = refusal(sheet, ticks)

    assert (refused.code, refused.field) == ("criterion.unanswered", "A.1.2")
    assert "A.1.2" in refused.message


@pytest.mark.parametrize(
    ("pack_id", "slug"),
    [
        ("qd-148-2023", "gao-ngu-coc-hat-so-che"),
        ("qd-148-2023", "hoa"),
        ("qd-1048-2019", "gao-ngu-coc"),
        ("qd-1048-2019", "do-uong-co-con-khac"),
    ],
)
def test_a_set_with_gaps_is_readable_but_refused_for_scoring(pack_id, slug):
    sheet = library.load_set(pack_id, slug)

    assert sheet.status is not SetStatus.COMPLETE
    assert refusal(sheet, {}).code == "pack.incomplete"


def test_standing_says_what_is_unanswered_and_what_each_star_still_asks_for():
    sheet = card(
        line("A.1.1", 0, 60),
        line("A.1.2", 0, 15, minimums=[(4, 15), (5, 15)]),
        line("A.1.3", 0, 25, applies_if=("A.1.2", 1)),
    )

    standing = engine.standing(sheet, {"A.1.1": "A.1.1.o2"})

    missing = (Shortfall("A.1.2", Decimal(15), Decimal(0)),)
    assert (standing.points, standing.stars, standing.unanswered) == (60, 3, ("A.1.2",))
    assert standing.ladder == (
        StarStanding(3, Decimal(0), (), is_reached=True),
        StarStanding(4, Decimal(10), missing, is_reached=False),
        StarStanding(5, Decimal(30), missing, is_reached=False),
    )
    assert engine.standing(sheet, {"A.1.2": "A.1.2.o2"}).unanswered == (
        "A.1.1",
        "A.1.3",
    )
    assert engine.standing(sheet, best(sheet)).is_complete


def test_an_unanswered_line_is_not_a_disqualifying_zero():
    sheet = library.load_set(PACK, "nuoc-khoang-nuoc-dong-chai")

    assert engine.standing(sheet, {}).stopped is None
    assert engine.standing(sheet, {"C.6.1": None}).stopped.when == "any_zero_in_section"


def test_a_stopped_sheet_reaches_no_star():
    sheet = library.load_set(PACK, "hoa")

    standing = engine.standing(sheet, best(sheet), ["forged_dossier"])

    assert standing.stars is None
    assert [rung.is_reached for rung in standing.ladder] == [False] * 3


def test_a_complete_standing_agrees_with_the_assessment():
    sheet = library.load_set(PACK, "mat-ong-mat-khac-nong-san-khac")
    ticks = reaching(sheet, 83)

    result, standing = engine.assess(sheet, ticks), engine.standing(sheet, ticks)

    assert (standing.points, standing.stars) == (result.points, result.stars)
    by_star = {rung.star: rung for rung in standing.ladder}
    assert by_star[result.next.star].minimums == result.next.minimums
