"""A dossier's rules follow from the day it was filed and its kind."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saolang.criteria import library
from saolang.criteria.regimes import DossierKind, Regime, regime_for
from saolang.kernel.errors import RuleViolation


@pytest.mark.parametrize(
    ("filed_on", "regime", "pack_id", "levels"),
    [
        ("2019-08-21", "1048-2019", "qd-1048-2019", "district province central"),
        ("2023-02-23", "1048-2019", "qd-1048-2019", "district province central"),
        ("2023-02-24", "148-2023", "qd-148-2023", "district province central"),
        ("2025-07-05", "148-2023", "qd-148-2023", "district province central"),
        ("2025-07-06", "1489-2025", "qd-148-2023", "commune province central"),
        ("2026-05-21", "1489-2025", "qd-148-2023", "commune province central"),
        ("2026-05-22", "26-2026", "qd-26-2026", "commune province central"),
        ("2030-01-01", "26-2026", "qd-26-2026", "commune province central"),
    ],
)
def test_each_day_has_its_rules_and_levels(filed_on, regime, pack_id, levels):
    ruling = regime_for(date.fromisoformat(filed_on), DossierKind.FIRST)

    assert (ruling.regime, ruling.pack_id) == (regime, pack_id)
    assert [level.name for level in ruling.levels] == levels.split()


def test_who_gives_which_stars_moved_with_the_amendment():
    def stars(day):
        ruling = regime_for(day, DossierKind.FIRST)
        return {level.name: level.stars for level in ruling.levels if level.stars}

    before, after = stars(date(2025, 7, 5)), stars(date(2025, 7, 6))

    assert before == {"district": (3,), "province": (4,), "central": (5,)}
    assert after == {"province": (3, 4), "central": (5,)}


@pytest.mark.parametrize(
    ("kind", "finish_by"),
    [
        (DossierKind.FIRST, date(2026, 7, 21)),
        (DossierKind.UPGRADE, date(2026, 7, 21)),
        (DossierKind.RENEWAL, date(2026, 6, 21)),
    ],
)
def test_an_older_dossier_keeps_its_rules_and_must_be_finished(kind, finish_by):
    ruling = regime_for(date(2026, 5, 21), kind)

    assert (ruling.regime, ruling.finish_by) == (Regime.R1489_2025, finish_by)
    assert not ruling.is_overdue(finish_by)
    assert ruling.is_overdue(date.fromordinal(finish_by.toordinal() + 1))
    assert "Điều 12" in ruling.reasons[-1]
    assert f"{finish_by:%d/%m/%Y}" in ruling.reasons[-1]


@pytest.mark.parametrize("kind", DossierKind)
def test_a_dossier_under_the_law_in_force_has_no_such_limit(kind):
    ruling = regime_for(date(2026, 5, 22), kind)

    assert (ruling.regime, ruling.finish_by) == (Regime.R26_2026, None)
    assert not ruling.is_overdue(date(2099, 1, 1))
    assert "Điều 11" in ruling.reasons[0]


def test_before_the_programme_there_were_no_rules():
    with pytest.raises(RuleViolation) as refused:
        regime_for(date(2019, 8, 20), DossierKind.FIRST)

    assert refused.value.code == "regime.none"


@given(st.dates(date(2019, 8, 21), date(2040, 1, 1)), st.sampled_from(DossierKind))
def test_every_day_has_exactly_one_regime_and_a_reason(filed_on, kind):
    ruling = regime_for(filed_on, kind)

    assert library.load(ruling.pack_id).effective_from <= filed_on
    assert ruling.levels
    assert ruling.reasons
