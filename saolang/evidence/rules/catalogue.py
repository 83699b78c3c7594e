"""The papers that prove something in a dossier (shared catalogue of 26/2026).

`needs` says per product group of Appendix I (I food, II drinks, III herbal, IV
handicraft, V ornamental, VI tourism) how a paper stands: R always, C where the law for
that product asks for it, S optional but earns points, M3 M4 M5 the least star that
cannot be reached without it. Which criterion carries which star mark is decided by the
pack; this table only says which paper proves it. `stood_for_by` names the papers that
are as good or better in the same row.

`shared` papers speak for the whole producer or its place of work (registration,
conditions of the premises, environment, staff, accounts): they serve every product.
All others speak for one product. Some could go either way and stay with the product,
because a wrong paper linked by itself is worse than one more tap: a trademark covers
the goods named in it, an area certificate one crop, a contract one good.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from saolang.kernel.wording import Sentence

GROUPS = ("I", "II", "III", "IV", "V", "VI")
OTHER = "other"


@dataclass(frozen=True, slots=True)
class PaperKind:
    """One kind of paper: what it is called, who needs it, what it proves."""

    code: str
    name: Sentence
    needs: Mapping[str, str]
    topics: tuple[str, ...] = ()
    expires: bool = False
    years: int | None = None
    sensitive: bool = False
    shared: bool = False
    stood_for_by: tuple[str, ...] = ()

    def need(self, group: str) -> str:
        """How this paper stands for a product group; empty when it is not used."""
        return self.needs.get(group, "")


def _kind(
    code: str,
    name: Sentence,
    needs: str,
    topics: str = "",
    *,
    expires: bool = False,
    years: int | None = None,
    sensitive: bool = False,
    shared: bool = False,
    stood_for_by: str = "",
) -> PaperKind:
    by_group = {g: n for g, n in zip(GROUPS, needs.split(), strict=True) if n != "-"}
    return PaperKind(
        code,
        name,
        by_group,
        tuple(topics.split()),
        expires,
        years,
        sensitive,
        shared,
        tuple(stood_for_by.split()),
    )


CATALOGUE: tuple[PaperKind, ...] = (
    _kind(
        "business_registration",
        Sentence("Giấy đăng ký kinh doanh, đăng ký hợp tác xã"),
        "R R R R R R",
        "organisation_form",
        shared=True,
    ),
    _kind(
        "coop_charter",
        Sentence("Điều lệ, hồ sơ hợp tác xã, tỷ lệ vốn góp địa phương"),
        "S S S S S S",
        "organisation_form",
        shared=True,
    ),
    _kind(
        "legal_rep_id",
        Sentence("Giấy tờ người đại diện (nữ, dân tộc thiểu số, khuyết tật)"),
        "S S S S S S",
        "legal_representative",
        sensitive=True,
        shared=True,
    ),
    _kind(
        "food_safety_certificate",
        Sentence("Giấy chứng nhận đủ điều kiện an toàn thực phẩm, hoặc giấy thay thế"),
        "M3 M3 M3 C - C",
        "quality_assurance",
        expires=True,
        years=3,
        shared=True,
        stood_for_by="gmp_certificate qms_certificate",
    ),
    _kind(
        "gmp_certificate",
        Sentence("Giấy chứng nhận GMP, CGMP, điều kiện sản xuất thuốc"),
        "- C C - - -",
        "quality_assurance",
        expires=True,
        years=3,
        shared=True,
    ),
    _kind(
        "production_licence",
        Sentence("Giấy phép sản xuất (rượu, nước khoáng…)"),
        "- C C - - -",
        expires=True,
        shared=True,
    ),
    _kind(
        "quality_declaration",
        Sentence("Bản tự công bố, đăng ký bản công bố, tiêu chuẩn cơ sở"),
        "M3 M3 C M3 S -",
        "quality_declaration",
        expires=True,
    ),
    _kind(
        "test_report",
        Sentence("Phiếu kết quả kiểm nghiệm an toàn thực phẩm, chất lượng"),
        "R R R C - -",
        "quality_declaration periodic_testing foreign_matter",
        expires=True,
        years=1,
    ),
    _kind(
        "nutrition_report",
        Sentence("Phiếu phân tích chỉ tiêu dinh dưỡng"),
        "S S S - - -",
        "nutrition",
        expires=True,
        years=1,
    ),
    _kind(
        "qms_certificate",
        Sentence("Chứng nhận ISO 22000, HACCP, BRC, Halal…"),
        "M4 M4 M4 M4 - -",
        "quality_assurance",
        expires=True,
        years=3,
        shared=True,
    ),
    _kind(
        "gap_organic_certificate",
        Sentence("Chứng nhận VietGAP, GlobalGAP, hữu cơ của vùng nguyên liệu"),
        "S S S - S -",
        "area_certificate",
        expires=True,
        years=2,
    ),
    _kind(
        "material_origin",
        Sentence("Hợp đồng, hóa đơn, xác nhận nguồn gốc nguyên liệu"),
        "R R R R R -",
        "product_origin material_origin",
    ),
    _kind(
        "linkage_contract",
        Sentence("Hợp đồng liên kết, thanh lý, chứng từ"),
        "M4 M4 M4 M4 M4 S",
        "production_linkage",
        expires=True,
    ),
    _kind(
        "capacity_statement",
        Sentence("Thuyết minh năng lực, sản lượng"),
        "S S S S S S",
        "capacity",
        expires=True,
        years=1,
    ),
    _kind(
        "technology_evidence",
        Sentence("Mô tả, ảnh máy móc và công nghệ"),
        "S S S S S S",
        "value_added green_technology",
    ),
    _kind(
        "environment_file",
        Sentence("Hồ sơ môi trường (giấy phép, đăng ký, cam kết, miễn)"),
        "M4 M4 M4 M4 M4 S",
        "environment",
        expires=True,
        shared=True,
    ),
    _kind(
        "waste_evidence",
        Sentence("Ảnh, hồ sơ thu gom và xử lý chất thải, bao gói thân thiện"),
        "S S S S S S",
        "environment",
        shared=True,
    ),
    _kind(
        "idea_origin_note",
        Sentence("Thuyết minh nguồn gốc ý tưởng, nét đặc trưng"),
        "M4 M4 M4 M4 M4 S",
        "idea_origin",
    ),
    _kind("packaging_sample", Sentence("Ảnh bao bì"), "M3 M3 M3 S - -", "packaging"),
    _kind("label_proof", Sentence("Nhãn hàng hóa"), "M3 M3 M3 M3 M3 S", "labelling"),
    _kind(
        "trace_code_proof",
        Sentence("Mã truy xuất điện tử, mã số mã vạch GS1"),
        "M4 M4 M4 M4 M4 -",
        "labelling",
        expires=True,
        years=1,
    ),
    _kind(
        "bilingual_label", Sentence("Nhãn song ngữ"), "S S S S - -", "bilingual_label"
    ),
    _kind(
        "labour_list",
        Sentence("Danh sách lao động đóng bảo hiểm, nơi thường trú"),
        "S S S S S S",
        "local_labour",
        expires=True,
        years=1,
        sensitive=True,
        shared=True,
    ),
    _kind(
        "growth_evidence",
        Sentence("Kết quả xếp loại hợp tác xã hoặc báo cáo tài chính 2 năm"),
        "M4 M4 M4 M4 M4 M4",
        "business_growth",
        expires=True,
        years=1,
        shared=True,
    ),
    _kind(
        "trademark_application",
        Sentence("Quyết định chấp nhận đơn, công bố đơn nhãn hiệu"),
        "M3 M3 M3 M3 M3 M3",
        "intellectual_property",
        stood_for_by="trademark_certificate",
    ),
    _kind(
        "trademark_certificate",
        Sentence("Giấy chứng nhận nhãn hiệu, quyền dùng chỉ dẫn địa lý"),
        "M4 M4 M4 M4 M4 M4",
        "intellectual_property",
        expires=True,
        years=10,
    ),
    _kind(
        "design_patent",
        Sentence("Kiểu dáng công nghiệp, sáng chế, bản quyền"),
        "S S S S S S",
        "intellectual_property",
        expires=True,
    ),
    _kind(
        "distribution_proof",
        Sentence("Hợp đồng đại lý, siêu thị, xuất khẩu, gian hàng trực tuyến"),
        "M3 M3 M3 M3 M3 S",
        "market_area",
        expires=True,
    ),
    _kind(
        "distribution_org",
        Sentence("Quyết định phân công bán hàng, phần mềm quản lý"),
        "S S S S S S",
        "distribution",
        shared=True,
    ),
    _kind(
        "promotion_proof",
        Sentence("Website, mạng xã hội, hội chợ, tờ rơi, clip"),
        "S S S S S S",
        "promotion marketing",
    ),
    _kind(
        "product_story",
        Sentence("Câu chuyện sản phẩm: văn bản, tờ rơi, web, clip"),
        "M3 M3 M3 M3 M3 S",
        "story story_structure local_identity heritage",
    ),
    _kind(
        "uniqueness_note",
        Sentence("Thuyết minh tính độc đáo"),
        "M4 M4 M4 M4 M4 S",
        "uniqueness",
    ),
    _kind(
        "user_guide",
        Sentence("Hướng dẫn sử dụng, bảo quản"),
        "S S S S S -",
        "user_guide",
    ),
    _kind(
        "internal_control_plan",
        Sentence("Kế hoạch kiểm soát nội bộ, hồ sơ lô"),
        "S S S S M3 -",
        "quality_assurance",
        expires=True,
        years=1,
    ),
    _kind(
        "export_evidence",
        Sentence("Hợp đồng, chứng nhận, kết quả xúc tiến ngoài nước"),
        "S S S S S S",
        "export",
        expires=True,
    ),
    _kind("awards", Sentence("Giải thưởng, bình chọn"), "S S S S S S", "uniqueness"),
    _kind(
        "tourism_rules",
        Sentence("Quy chế cộng đồng, ban điều phối, phân nhiệm"),
        "- - - - - R",
        "organisation",
        shared=True,
    ),
    _kind(
        "tourism_conditions",
        Sentence("Đăng ký từng cơ sở, công nhận điểm du lịch, PCCC, an ninh, ATTP"),
        "- - - - - C",
        "quality_other",
        expires=True,
        shared=True,
    ),
    _kind(
        "staff_training",
        Sentence("Chứng chỉ đào tạo nhân viên"),
        "- - - - - S",
        "quality_other",
        expires=True,
        shared=True,
    ),
    _kind(
        "guest_ratings",
        Sentence("Phiếu đánh giá của khách, xếp hạng trên trang lữ hành"),
        "- - - - - S",
        "quality_other",
    ),
    _kind(OTHER, Sentence("Giấy khác"), "S S S S S S"),
)


@cache
def by_code() -> Mapping[str, PaperKind]:
    """Every kind of paper by its code."""
    return {kind.code: kind for kind in CATALOGUE}


def name_of(code: str) -> Sentence:
    """What people call a kind of paper; a code we do not know is called other."""
    return by_code().get(code, by_code()[OTHER]).name


def is_sensitive(code: str) -> bool:
    """Whether such a paper tells of persons: who they are, where they live."""
    kind = by_code().get(code)
    return kind is not None and kind.sensitive


def for_group(group: str) -> tuple[PaperKind, ...]:
    """The kinds of paper that a product group uses, in the order of the catalogue."""
    return tuple(kind for kind in CATALOGUE if kind.need(group))
