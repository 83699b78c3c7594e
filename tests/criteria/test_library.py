"""Packs and score sheets are found by id, and a set by what a producer types."""

from decimal import Decimal

import pytest

from saolang.criteria import library
from saolang.criteria.scorecard import AppliesIf, Select, SetStatus, StopKind
from saolang.kernel.errors import RuleViolation

PACK = "qd-26-2026"


@pytest.mark.parametrize(
    ("find", "code"),
    [
        (lambda: library.load("qd-1-1999"), "pack.unknown"),
        (lambda: library.load("../packs/qd-26-2026"), "pack.unknown"),
        (lambda: library.load(""), "pack.unknown"),
        (lambda: library.load_set("qd-1-1999", "hoa"), "pack.unknown"),
        (lambda: library.load_set(PACK, "pack"), "set.unknown"),
        (lambda: library.load_set(PACK, "../qd-1048-2019/mat-ong"), "set.unknown"),
    ],
)
def test_an_unknown_name_is_refused(find, code):
    with pytest.raises(RuleViolation) as refused:
        find()

    assert refused.value.code == code


def test_the_pack_in_force_says_what_the_programme_needs_of_it():
    pack = library.load(PACK)

    assert (pack.decision, pack.effective_to) == ("26/2026/QĐ-TTg", None)
    assert pack.validity_months == 36
    assert [(band.stars, band.floor) for band in pack.bands] == [
        (5, 90),
        (4, 70),
        (3, 50),
        (2, 30),
        (1, 0),
    ]
    assert [group.code for group in pack.groups] == ["I", "II", "III", "IV", "V", "VI"]
    assert (pack.rounds[0].level, pack.rounds[0].dossier_before) == (
        "province",
        "04-30",
    )
    assert pack.entry("hoa").number == 23
    assert pack.entry("hoa").group == "V"
    assert pack.entry("nothing") is None


def test_the_commune_reports_on_five_topics():
    topics = library.load(PACK).commune_topics

    assert set(topics) == {
        "product_origin",
        "material_origin",
        "local_labour",
        "idea_origin",
        "local_identity",
    }
    for entry in library.sets(PACK):
        criteria = library.load_set(PACK, entry.slug).commune_criteria
        assert criteria
        assert {criterion.topic for criterion in criteria} <= set(topics)


def test_a_score_sheet_reads_as_it_is_printed():
    card = library.load_set(PACK, "rau-cu-qua-hat-tuoi")

    assert [part.max for part in card.parts] == [40, 25, 35]
    assert [leaf.code for leaf in card.leaves][:3] == ["A.1.1", "A.1.2", "A.1.3"]
    assert [criterion.code for criterion in card.gated] == ["A.1.1"]
    assert card.criteria["B.5.2"].applies_if == AppliesIf("B.5.1", Decimal(1))
    assert card.section_of("B.5.2").code == "B.5"
    linkage = card.criteria["A.1.5"]
    assert (linkage.minimum(3), linkage.minimum(4), linkage.minimum(5)) == (None, 2, 3)
    assert linkage.least_option(Decimal(2)).id == "A.1.5.o3"
    assert linkage.least_option(Decimal(9)) is None
    assert linkage.option("A.1.5.o9") is None
    assert [d.when for d, _ in card.stops] == [
        "forged_dossier",
        "no_food_safety_certificate",
        "dossier_incomplete",
        "common_product_without_distinction",
        "unsafe_foreign_matter",
    ]
    assert card.disqualifiers[0].kind is StopKind.REJECT


def test_sums_and_their_children_both_stand_on_the_sheet():
    card = library.load_set(PACK, "ca-phe-ca-cao")

    assert card.criteria["C.6.1"].select is Select.SUM
    assert "C.6.1" not in [leaf.code for leaf in card.leaves]
    assert "C.6.1.1" in [leaf.code for leaf in card.leaves]


def test_the_engine_finds_a_zero_so_nobody_needs_to_state_it():
    water = library.load_set(PACK, "nuoc-khoang-nuoc-dong-chai")

    assert [d.when for d, _ in water.stops if d.is_found] == ["any_zero_in_section"]


def test_a_set_without_a_sheet_is_still_named():
    card = library.load_set("qd-148-2023", "hoa")

    assert (card.name_vi, card.status, card.leaves) == ("Hoa", SetStatus.MISSING, ())


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("rươi", "thit-thuy-san-trung-sua-tuoi"),
        ("Rươi tươi Tứ Kỳ", "thit-thuy-san-trung-sua-tuoi"),
        ("chả rươi", "che-bien-tu-thit-thuy-san-trung-sua"),
        ("rươi kho niêu", "che-bien-tu-thit-thuy-san-trung-sua"),
        ("mắm rươi", "tuong-nuoc-mam-gia-vi-long"),
        ("mắm", "tuong-nuoc-mam-gia-vi-long"),
        ("nuoc mam", "tuong-nuoc-mam-gia-vi-long"),
        ("vải", "rau-cu-qua-hat-tuoi"),
        ("vải thiều Thanh Hà", "rau-cu-qua-hat-tuoi"),
        ("vải thiều sấy", "che-bien-tu-rau-cu-qua-hat"),
        ("vải thổ cẩm", "vai-may-mac"),
        ("bánh đậu xanh", "che-bien-tu-gao-ngu-coc"),
        ("banh dau xanh", "che-bien-tu-gao-ngu-coc"),
        ("trà", "che-tuoi-che-bien"),
        ("trà hoa cúc", "tra-tu-thuc-vat-khac"),
        ("cá tra", "thit-thuy-san-trung-sua-tuoi"),
        ("nón lá", "thu-cong-my-nghe"),
        ("chiếu cói", "thu-cong-my-nghe"),
        ("gốm Chu Đậu", "thu-cong-my-nghe"),
        ("homest", "du-lich-cong-dong-sinh-thai-diem-du-lich"),
        ("mật ong hoa vải", "mat-ong-mat-khac-nong-san-khac"),
        ("gạo nếp cái hoa vàng", "gao-ngu-coc-hat-so-che"),
        ("cà phê", "ca-phe-ca-cao"),
        ("trà hoa hoè", "tra-tu-thuc-vat-khac"),
    ],
)
def test_a_set_is_found_by_typing_what_the_product_is(typed, first):
    matches = library.search_sets(PACK, typed)

    assert matches[0].entry.slug == first
    assert matches[0].matched


def test_an_ambiguous_word_offers_its_meanings():
    slugs = [match.entry.slug for match in library.search_sets(PACK, "vải")]

    assert {"rau-cu-qua-hat-tuoi", "vai-may-mac"} <= set(slugs)


@pytest.mark.parametrize("typed", ["", "   ", "xyzzy", "🐝", ",,,"])
def test_nothing_is_suggested_for_nothing(typed):
    assert library.search_sets(PACK, typed) == ()


def test_every_set_is_found_by_its_own_name_in_every_pack():
    for pack_id in library.pack_ids():
        for entry in library.sets(pack_id):
            found = library.search_sets(pack_id, entry.name_vi, limit=26)
            assert entry in [match.entry for match in found]


def test_every_keyword_belongs_to_a_set_of_its_pack():
    raw = library.reading.parse(library.PACKS / "keywords.yaml")

    for pack_id, by_slug in raw.items():
        assert by_slug.keys() == {entry.slug for entry in library.sets(pack_id)}
