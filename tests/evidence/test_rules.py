"""The catalogue of papers, and until when a paper holds."""

from datetime import date, timedelta

import pytest

from saolang.criteria import library
from saolang.evidence.rules import catalogue, validity

DAY = date(2026, 11, 21)


def test_every_code_is_there_once_and_every_mark_is_known():
    codes = [kind.code for kind in catalogue.CATALOGUE]
    marks = {mark for kind in catalogue.CATALOGUE for mark in kind.needs.values()}

    assert len(codes) == len(set(codes)) == 41
    assert marks <= {"R", "C", "S", "M3", "M4", "M5"}
    assert {kind.code for kind in catalogue.CATALOGUE} >= {
        other for kind in catalogue.CATALOGUE for other in kind.stood_for_by
    }


def test_every_topic_a_paper_proves_is_on_a_score_sheet():
    pack = "qd-26-2026"
    on_sheets = {
        criterion.topic
        for entry in library.sets(pack)
        for criterion in library.load_set(pack, entry.slug).criteria.values()
    }

    proved = {t for kind in catalogue.CATALOGUE for t in kind.topics}
    assert proved <= on_sheets
    assert on_sheets - proved == {"sensory"}


def test_a_tourism_dossier_is_not_asked_for_a_test_report():
    codes = {kind.code for kind in catalogue.for_group("VI")}

    assert "tourism_rules" in codes
    assert "test_report" not in codes


@pytest.mark.parametrize(
    ("until", "expected"),
    [
        (None, "open"),
        (DAY, "ending"),
        (DAY - timedelta(days=1), "expired"),
        (DAY + timedelta(days=60), "ending"),
        (DAY + timedelta(days=61), "valid"),
    ],
)
def test_a_paper_holds_to_the_end_of_its_last_day(until, expected):
    assert validity.on_day(until, DAY) == expected
