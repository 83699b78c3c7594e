"""The shelves on which a library of papers is laid out, so that 200 stay findable."""

from collections.abc import Iterable
from enum import StrEnum

from saolang.evidence.rules import catalogue
from saolang.kernel.wording import Sentence


class Theme(StrEnum):
    """What papers of one shelf are about, in the order of the shelves."""

    ORGANISATION = "organisation"
    SAFETY = "safety"
    PRODUCTION = "production"
    LABEL = "label"
    BRAND = "brand"
    MARKET = "market"
    STORY = "story"
    TOURISM = "tourism"
    OTHER = "other"

    @property
    def sentence(self) -> Sentence:
        return _NAMES[self]


_NAMES = {
    Theme.ORGANISATION: Sentence("Pháp lý, tổ chức, lao động"),
    Theme.SAFETY: Sentence("An toàn và chất lượng"),
    Theme.PRODUCTION: Sentence("Nguyên liệu, sản xuất, môi trường"),
    Theme.LABEL: Sentence("Nhãn, bao bì, truy xuất"),
    Theme.BRAND: Sentence("Nhãn hiệu, giải thưởng"),
    Theme.MARKET: Sentence("Bán hàng và quảng bá"),
    Theme.STORY: Sentence("Câu chuyện, thuyết minh"),
    Theme.TOURISM: Sentence("Du lịch"),
    Theme.OTHER: Sentence("Giấy khác"),
}
_SHELVES = {
    Theme.ORGANISATION: (
        "business_registration coop_charter legal_rep_id labour_list growth_evidence"
    ),
    Theme.SAFETY: (
        "food_safety_certificate gmp_certificate production_licence quality_declaration"
        " test_report nutrition_report qms_certificate internal_control_plan"
    ),
    Theme.PRODUCTION: (
        "gap_organic_certificate material_origin linkage_contract capacity_statement"
        " technology_evidence environment_file waste_evidence"
    ),
    Theme.LABEL: (
        "packaging_sample label_proof trace_code_proof bilingual_label user_guide"
    ),
    Theme.BRAND: "trademark_application trademark_certificate design_patent awards",
    Theme.MARKET: (
        "distribution_proof distribution_org promotion_proof export_evidence"
    ),
    Theme.STORY: "idea_origin_note product_story uniqueness_note",
    Theme.TOURISM: "tourism_rules tourism_conditions staff_training guest_ratings",
    Theme.OTHER: catalogue.OTHER,
}
_SHELF_OF = {code: theme for theme, codes in _SHELVES.items() for code in codes.split()}
_ORDER = {code: place for place, code in enumerate(_SHELF_OF)}


def theme_of(kind: str) -> Theme:
    """The shelf of a kind of paper; a kind we do not know lies with the others."""
    return _SHELF_OF.get(kind, Theme.OTHER)


def place_of(kind: str) -> int:
    """Where a kind stands when the shelves are read from first to last."""
    return _ORDER.get(kind, len(_ORDER))


def kinds(among: Iterable[str]) -> list[str]:
    """Each of these kinds once, in the order of the shelves."""
    return sorted(set(among), key=lambda code: (place_of(code), code))
