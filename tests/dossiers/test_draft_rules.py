"""What a draft still needs, which papers open which star, when to hand it in."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saolang.criteria import library
from saolang.dossiers import fields, stops
from saolang.dossiers.fields import Field, Step
from saolang.dossiers.models import Dossier
from saolang.dossiers.rules import checklist, gaps, rounds
from saolang.dossiers.rules.checklist import Condition, Held, Need
from saolang.evidence.rules import catalogue
from saolang.geography.models import DayOff

PACK = "qd-26-2026"
DAY = date(2026, 11, 21)
FRESH = library.load_set(PACK, "rau-cu-qua-hat-tuoi")
TOURISM = library.load_set(PACK, "du-lich-cong-dong-sinh-thai-diem-du-lich")
LIQUEUR = library.load_set(PACK, "do-uong-co-con-khac")


def good(kind: str, until: date | None = None) -> Held:
    return Held(kind, until, is_accepted=True)


def line(card, kind: str, *held: Held) -> checklist.Line:
    return next(
        row for row in checklist.lines(card, held, DAY) if row.kind.code == kind
    )


def required(card) -> set[str]:
    rows = checklist.lines(card, (), DAY)
    return {row.kind.code for row in rows if row.need is Need.REQUIRED}


def test_what_must_be_there_follows_the_catalogue_and_the_sheets_disqualifiers():
    assert required(FRESH) == {
        "business_registration",
        "food_safety_certificate",
        "test_report",
        "material_origin",
    }
    assert required(TOURISM) == {"business_registration", "tourism_rules"}
    assert "production_licence" in required(LIQUEUR)


def test_the_packs_own_marks_decide_which_star_a_paper_opens():
    assert line(FRESH, "linkage_contract").star == 4
    assert line(FRESH, "trademark_application").star == 3
    assert line(FRESH, "trademark_certificate").star == 4
    assert line(FRESH, "product_story").star == 3
    assert line(FRESH, "awards").need is Need.USEFUL
    # set 24 asks for the electronic code at five stars only
    trees = library.load_set(PACK, "cay-canh")
    assert line(trees, "trace_code_proof").star == 5


@pytest.mark.parametrize(
    ("held", "condition"),
    [
        ((), Condition.MISSING),
        ((good("test_report", DAY),), Condition.OK),
        ((good("test_report", DAY - timedelta(days=1)),), Condition.EXPIRED),
        ((Held("test_report", None, is_accepted=False),), Condition.CHECKING),
        (
            (Held("test_report", None, is_accepted=False, is_refused=True),),
            Condition.REFUSED,
        ),
        (
            (good("test_report", DAY - timedelta(days=1)), good("test_report")),
            Condition.OK,
        ),
    ],
)
def test_the_best_paper_of_a_kind_speaks_for_it(held, condition):
    row = line(FRESH, "test_report", *held)

    assert row.condition is condition
    assert row.is_blocking is (condition is not Condition.OK)
    assert bool(row.sentence) is row.is_blocking


def test_a_better_paper_stands_for_a_lesser_one():
    row = line(FRESH, "trademark_application", good("trademark_certificate"))

    assert row.is_met


def test_what_stands_between_the_dossier_and_a_star_grows_with_the_star():
    rows = checklist.lines(FRESH, (), DAY)
    three, four, five = (
        [row.kind.code for row in checklist.missing_for(star, rows)]
        for star in (3, 4, 5)
    )

    assert set(three) < set(four) <= set(five)
    assert checklist.missing_for(3, checklist.lines(TOURISM, (), DAY))


@given(
    st.lists(
        st.builds(
            Held,
            st.sampled_from([kind.code for kind in catalogue.CATALOGUE]),
            st.none() | st.dates(),
            st.booleans(),
            st.booleans(),
        )
    ),
    st.sampled_from([kind.code for kind in catalogue.CATALOGUE]),
)
def test_one_more_good_paper_never_makes_a_dossier_worse(held, kind):
    before = checklist.blocking(checklist.lines(FRESH, held, DAY))
    after = checklist.blocking(checklist.lines(FRESH, [*held, good(kind)], DAY))

    assert {row.kind.code for row in after} <= {row.kind.code for row in before}


def test_every_set_has_a_check_list():
    for entry in library.sets(PACK):
        rows = checklist.lines(library.load_set(PACK, entry.slug), (), DAY)
        assert any(row.need is Need.REQUIRED for row in rows), entry.slug


def test_fields_that_are_empty_or_impossible_are_named():
    asked = (
        Field("name", "Tên", is_required=True),
        Field("mail", "Thư", "email"),
        Field("count", "Số", "number"),
        Field("free", "Tự do"),
    )

    found = gaps.in_fields(
        "registration", asked, {"mail": "ai đó", "count": "-3", "free": ""}
    )

    assert [gap.anchor for gap in found] == ["name", "mail", "count"]
    assert (
        gaps.in_fields(
            "registration",
            asked,
            {"name": "A", "mail": "a@example.vn", "count": "1.250.000"},
        )
        == ()
    )


def test_gaps_of_the_sheet_come_in_its_order():
    found = gaps.in_ticks(FRESH, ("C.9.0", "A.1.2"), {})

    assert [gap.anchor for gap in found] == ["A.1.1", "A.1.2", "C.9.0"]
    assert [gap.step for gap in found] == ["ticks_a", "ticks_a", "ticks_c"]


def test_what_changed_is_asked_of_who_was_recognised_before():
    names = {
        kind: [f.name for f in fields.of_step(Step.RESULTS, kind) if f.is_required]
        for kind in ("first", "upgrade", "renewal")
    }

    assert "changes" not in names["first"]
    assert "changes" in names["upgrade"]
    assert {"changed_material", "changed_testing", "output_1", "revenue_3"} <= {
        *names["renewal"]
    }


def test_no_field_of_a_form_asks_for_what_must_stay_encrypted():
    names = {f.name for step in Step for f in fields.of_step(step, "renewal")}

    assert not [n for n in names if "ethnic" in n or "identity" in n or "resid" in n]


@pytest.mark.parametrize(
    ("today", "number", "cutoff"),
    [
        (date(2026, 11, 21), 1, date(2027, 4, 30)),
        (date(2026, 4, 29), 1, date(2026, 4, 30)),
        (date(2026, 4, 30), 2, date(2026, 10, 30)),
        (date(2026, 10, 30), 1, date(2027, 4, 30)),
    ],
)
def test_the_next_round_is_the_one_whose_cutoff_is_ahead(today, number, cutoff):
    first = rounds.upcoming(library.load(PACK).rounds, today)[0]

    assert (first.number, first.cutoff_on) == (number, cutoff)
    assert first.hold_by > cutoff


def test_a_round_of_the_ministry_may_end_in_the_next_year_or_the_same():
    found = rounds.upcoming(library.load(PACK).rounds, DAY, level="central")

    assert all(each.hold_by > each.cutoff_on for each in found)


@pytest.mark.django_db
def test_the_last_day_leaves_the_commune_its_fifteen_working_days():
    DayOff.objects.create(on=date(2027, 4, 16), name="Giỗ Tổ Hùng Vương")
    dossier = Dossier(pack_id=PACK)

    road = stops.road(dossier, date(2026, 11, 21))

    assert road.submit_by == date(2027, 4, 7)
    assert road.days_left == 137
    assert road.hold_by == date(2027, 6, 30)


@pytest.mark.django_db
def test_when_the_commune_can_no_longer_make_it_the_next_round_is_named():
    road = stops.road(Dossier(pack_id=PACK), date(2026, 10, 20))

    assert (road.year, road.number) == (2027, 1)
