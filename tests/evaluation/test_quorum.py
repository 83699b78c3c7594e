"""Enough sheets, the chair among them."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saolang.evaluation.rules.quorum import Quorum, needed, quorum

PANEL = ["chair", "b", "c", "d"]


def count(submitted, recused=(), share="0.75", chair_required=True):
    return quorum(
        PANEL,
        chair="chair",
        recused=recused,
        submitted=submitted,
        share=Decimal(share),
        chair_required=chair_required,
    )


@pytest.mark.parametrize(
    ("scorers", "share", "least"),
    [
        (9, "0.75", 7),
        (8, "0.75", 6),
        (7, "0.75", 6),
        (4, "0.75", 3),
        (7, "0.714", 5),
        (3, "0.667", 3),
        (1, "0.75", 1),
        (9, "1", 9),
        (0, "0.75", 1),
    ],
)
def test_the_share_is_rounded_up_and_never_to_nobody(scorers, share, least):
    assert needed(scorers, Decimal(share)) == least


def test_three_of_four_with_the_chair_hold_it():
    assert count(["chair", "b", "c"]) == Quorum(4, 3, 3, chair_missing=False)
    assert count(["chair", "b", "c"]).held


def test_two_of_four_do_not():
    assert not count(["chair", "b"]).held


def test_without_the_chair_it_is_not_held_unless_the_rules_say_so():
    assert count(["b", "c", "d"]).chair_missing
    assert not count(["b", "c", "d"]).held
    assert count(["b", "c", "d"], chair_required=False).held


def test_who_is_recused_counts_on_neither_side():
    three = count(["chair", "b", "d"], recused=["d"])

    assert three == Quorum(scorers=3, needed=3, have=2, chair_missing=False)


def test_a_recused_chair_is_not_waited_for():
    assert count(["b", "c", "d"], recused=["chair"]).held


def test_a_panel_recused_to_the_last_holds_no_quorum():
    assert not count([], recused=PANEL).held


@given(
    st.sets(st.sampled_from(PANEL)),
    st.sets(st.sampled_from(PANEL)),
    st.sampled_from(PANEL),
)
def test_one_more_sheet_never_breaks_a_quorum(submitted, recused, another):
    if count(submitted, recused).held:
        assert count(submitted | {another}, recused).held
