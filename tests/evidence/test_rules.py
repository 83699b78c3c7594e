"""The catalogue of papers, and until when a paper holds."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saolang.criteria import library
from saolang.evidence.rules import catalogue, guessing, themes, validity

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


def test_every_kind_lies_on_one_shelf():
    codes = [kind.code for kind in catalogue.CATALOGUE]

    assert sorted(themes.kinds(codes)) == sorted(codes)
    assert {themes.theme_of(code) for code in codes} == set(themes.Theme)
    assert [c for c in codes if themes.theme_of(c) == "other"] == ["other"]


def test_papers_about_a_person_stay_with_the_producer_and_its_offices():
    assert {kind.code for kind in catalogue.CATALOGUE if kind.sensitive} == {
        "legal_rep_id",
        "labour_list",
    }


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Giay_DKKD_HTX-2024.pdf", "business_registration"),
        ("phiếu kiểm nghiệm 2026 (1).pdf", "test_report"),
        ("GiấyChứngNhậnHACCP.pdf", "qms_certificate"),
        ("ISO22000.pdf", "qms_certificate"),
        ("GCN VSATTP.jpg", "food_safety_certificate"),
        ("ảnh nhãn hộp.jpg", "label_proof"),
        ("Nhãn hiệu tập thể.png", "trademark_certificate"),
        ("Hợp đồng đại lý Hà Nội.docx", "distribution_proof"),
        ("IMG_2031.jpg", ""),
        ("Scan0001.pdf", ""),
        ("", ""),
    ],
)
def test_a_name_is_a_hint(name, kind):
    assert guessing.kind_of(name) == kind


def test_every_guess_is_a_kind_there_is_and_no_phrase_stands_twice():
    words = [w for line in guessing._WORDS.values() for w in line.split("|")]

    assert set(guessing.PHRASES.values()) <= {k.code for k in catalogue.CATALOGUE}
    assert len(words) == len(set(words)) == len(guessing.PHRASES)


@given(st.text(max_size=60))
def test_no_name_breaks_the_guess(name):
    assert guessing.kind_of(name) in {"", *(k.code for k in catalogue.CATALOGUE)}


def test_a_slip_is_old_after_its_customary_year():
    assert not validity.is_old("test_report", date(2025, 11, 21), DAY)
    assert validity.is_old("test_report", date(2025, 11, 20), DAY)
    assert not validity.is_old("test_report", None, DAY)
    assert not validity.is_old("business_registration", date(1999, 1, 1), DAY)
