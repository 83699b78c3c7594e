"""What follows from a result, and when members must talk first."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saolang.evaluation.rules.consensus import Following, following, is_too_wide


@pytest.mark.parametrize(
    ("stars", "stopped", "leads_to"),
    [
        (5, None, Following.POTENTIAL_FIVE),
        (4, None, Following.DECISION),
        (3, None, Following.DECISION),
        (2, None, Following.NOT_RECOGNISED),
        (1, None, Following.NOT_RECOGNISED),
        (None, "reject", Following.DISQUALIFIED),
        (None, "stop_evaluation", Following.NOT_RECOGNISED),
    ],
)
def test_stars_and_stops_lead_to_one_thing(stars, stopped, leads_to):
    assert following(stars, stopped) is leads_to


def test_the_limit_itself_still_passes():
    assert not is_too_wide(Decimal(10), Decimal(10))
    assert is_too_wide(Decimal("10.01"), Decimal(10))


@given(st.decimals(0, 100, places=2), st.decimals(0, 100, places=2))
def test_a_wider_limit_never_forbids_more(spread, limit):
    if not is_too_wide(spread, limit):
        assert not is_too_wide(spread, limit + 1)
