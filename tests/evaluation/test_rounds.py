"""A round takes in what came before its cut-off (article 5)."""

from datetime import date

from saolang.evaluation.rules.rounds import in_time, may_sit

CUTOFF = date(2026, 10, 30)


def test_the_day_before_the_cutoff_is_the_last():
    assert in_time(date(2026, 10, 29), CUTOFF)
    assert not in_time(CUTOFF, CUTOFF)


def test_a_session_sits_before_the_end_of_the_round():
    assert may_sit(date(2026, 12, 29), date(2026, 12, 30))
    assert not may_sit(date(2026, 12, 30), date(2026, 12, 30))
