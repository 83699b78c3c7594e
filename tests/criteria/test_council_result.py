"""Several members' sheets become one result, with its reasons."""

from decimal import Decimal

import pytest

from saolang.criteria import engine
from saolang.criteria.engine import MinimumRule, MinorityStop, Sheet
from saolang.criteria.grading import NextStar, Shortfall
from saolang.criteria.scorecard import Disqualifier, StopKind
from saolang.criteria.tally import Stop
from saolang.kernel.errors import RuleViolation
from tests.criteria.sheets import best, card, line

FORGED = Disqualifier(StopKind.REJECT, "forged_dossier", "Hồ sơ giả mạo")
DIRTY = Disqualifier(StopKind.STOP_EVALUATION, "unsafe_foreign_matter", "Tạp chất")
PLAIN = card(line("A.1.1", *range(101)))
MARKED = card(
    line("A.1.1", 0, 91),
    line("A.1.2", 0, 1, 2, 3, minimums=[(5, 2)]),
)
STOPPABLE = card(line("A.1.1", 0, 80, disqualifiers=(DIRTY,)), disqualifiers=(FORGED,))


def worth(*points):
    return {
        f"m{n}": Sheet({"A.1.1": f"A.1.1.o{each + 1}"}) for n, each in enumerate(points)
    }


def marks(*levels):
    return {
        f"m{n}": Sheet({"A.1.1": "A.1.1.o2", "A.1.2": f"A.1.2.o{level + 1}"})
        for n, level in enumerate(levels)
    }


def finding(*facts_by_member):
    return {
        f"m{n}": Sheet(best(STOPPABLE), facts)
        for n, facts in enumerate(facts_by_member)
    }


def test_points_are_the_mean_half_up_and_the_spread_is_named():
    result = engine.council(PLAIN, worth(84, 84, 85))

    assert str(result.points) == "84.33"
    assert (result.parts, result.earned) == (
        {"A": Decimal("84.33")},
        {"A.1.1": Decimal("84.33")},
    )
    assert result.spread == 1
    assert result.next == NextStar(5, Decimal("5.67"), ())
    assert [own.points for own in result.members.values()] == [84, 84, 85]


@pytest.mark.parametrize(
    ("points", "shown"),
    [
        ([84], "84.00"),
        ([1, 0, 0, 0, 0, 0, 0, 0], "0.13"),
        ([3, 0, 0, 0, 0, 0, 0, 0], "0.38"),
        ([89] + [90] * 299, "90.00"),
    ],
)
def test_half_a_hundredth_is_rounded_up(points, shown):
    assert str(engine.council(PLAIN, worth(*points)).points) == shown


def test_a_mean_shown_as_ninety_may_still_be_below_it():
    result = engine.council(PLAIN, worth(89, *[90] * 299))

    assert (str(result.points), result.band) == ("90.00", 4)


def test_by_mean_a_minimum_is_met_by_the_average_of_its_points():
    met = engine.council(MARKED, marks(3, 3, 0))
    missed = engine.council(MARKED, marks(2, 2, 1))

    assert (met.band, met.stars, met.lowered_by) == (5, 5, ())
    assert (missed.band, missed.stars) == (5, 4)
    assert missed.lowered_by == (Shortfall("A.1.2", Decimal(2), Decimal("1.67")),)


def test_by_majority_a_minimum_is_met_when_more_than_half_reach_it():
    met = engine.council(MARKED, marks(2, 2, 1), MinimumRule.MAJORITY)
    half = engine.council(MARKED, marks(3, 3, 1, 1), MinimumRule.MAJORITY)

    assert met.stars == 5
    assert (half.band, half.stars) == (5, 4)
    assert half.lowered_by == (Shortfall("A.1.2", Decimal(2), Decimal(1)),)


def test_a_stop_found_by_most_members_stops_the_product():
    result = engine.council(
        STOPPABLE,
        finding(["unsafe_foreign_matter"], ["unsafe_foreign_matter"], []),
    )

    assert result.stopped == Stop.at(DIRTY, STOPPABLE.criteria["A.1.1"])
    assert (result.stars, result.lowered_by, result.next) == (None, (), None)
    assert (str(result.points), result.band, result.warnings) == ("80.00", 4, ())
    assert [own.stars for own in result.members.values()] == [None, None, 4]


def test_a_stop_found_by_half_or_fewer_is_a_warning_with_their_names():
    result = engine.council(
        STOPPABLE,
        finding(
            ["forged_dossier"], ["forged_dossier", "unsafe_foreign_matter"], [], []
        ),
    )

    assert (result.stopped, result.stars) == (None, 4)
    assert result.warnings == (
        MinorityStop(Stop.at(FORGED, None), ("m0", "m1")),
        MinorityStop(Stop.at(DIRTY, STOPPABLE.criteria["A.1.1"]), ("m1",)),
    )


def test_the_first_on_the_sheet_names_the_stop_and_a_minority_is_still_heard():
    result = engine.council(
        STOPPABLE,
        finding(*[["unsafe_foreign_matter"]] * 2, ["forged_dossier"]),
    )

    assert result.stopped.when == "unsafe_foreign_matter"
    assert [(w.stop.when, w.members) for w in result.warnings] == [
        ("forged_dossier", ("m2",))
    ]


def test_a_bad_sheet_is_refused_with_its_members_name():
    with pytest.raises(RuleViolation) as refused:
        engine.council(PLAIN, worth(50) | {"Bà Lan": Sheet({})})

    assert (refused.value.code, refused.value.field) == (
        "criterion.unanswered",
        "A.1.1",
    )
    assert "Bà Lan" in refused.value.message


def test_no_sheets_make_no_result():
    with pytest.raises(RuleViolation) as refused:
        engine.council(PLAIN, {})

    assert refused.value.code == "council.empty"
