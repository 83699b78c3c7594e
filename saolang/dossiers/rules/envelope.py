"""What a dossier is made of, by its kind (26/2026, article 6), and where papers come
from; each in one sentence that a producer understands."""

from collections.abc import Mapping

from saolang.kernel.wording import Sentence

# what each kind of dossier must show, beyond the papers of its product set
BY_KIND: Mapping[str, Sentence] = {
    "first": Sentence(
        "Hồ sơ lần đầu gồm Phiếu đăng ký (Mẫu 01), Báo cáo tự đánh giá (Mẫu 02) và các"
        " giấy tờ dưới đây (Điều 6 Quyết định 26/2026/QĐ-TTg)."
    ),
    "upgrade": Sentence(
        "Hồ sơ nâng hạng gồm Mẫu 01 và Mẫu 02 nêu rõ, có giấy chứng minh, những gì đã"
        " thay đổi từ lần được công nhận (Điều 6 Quyết định 26/2026/QĐ-TTg)."
    ),
    "renewal": Sentence(
        "Hồ sơ đánh giá lại gồm Mẫu 01, Mẫu 02 cập nhật ba năm và giấy mới thay những"
        " giấy có thời hạn đã hết (Điều 6 Quyết định 26/2026/QĐ-TTg)."
    ),
}
WHERE: Mapping[str, Sentence] = {
    "business_registration": Sentence(
        "Để biết ai chịu trách nhiệm về sản phẩm. Hộ kinh doanh, tổ hợp tác: hỏi xã;"
        " hợp tác xã, doanh nghiệp: nơi đăng ký kinh doanh của tỉnh."
    ),
    "food_safety_certificate": Sentence(
        "Để biết nơi làm bảo đảm an toàn. Do ngành nông nghiệp, công thương hoặc y tế"
        " cấp theo loại sản phẩm; hỏi xã xem cơ sở nhỏ được dùng cam kết thay không."
    ),
    "gmp_certificate": Sentence(
        "Để biết nơi sản xuất đạt điều kiện. Do Bộ Y tế hoặc Sở Y tế cấp."
    ),
    "production_licence": Sentence(
        "Để biết sản phẩm được phép sản xuất. Rượu: nơi cấp phép của xã hoặc Sở Công"
        " Thương; nước khoáng: cơ quan cấp phép khai thác."
    ),
    "quality_declaration": Sentence(
        "Để biết sản phẩm theo chuẩn nào. Tự công bố hoặc đăng ký với cơ quan an toàn"
        " thực phẩm của tỉnh."
    ),
    "test_report": Sentence(
        "Để biết mẫu đã được kiểm. Gửi mẫu đến phòng thử nghiệm được chỉ định, thường"
        " mất 7 đến 10 ngày; phiếu nên cấp trong 12 tháng."
    ),
    "material_origin": Sentence(
        "Để biết nguyên liệu lấy từ đâu. Hợp đồng, hóa đơn mua, hoặc giấy xã xác nhận"
        " vùng trồng, vùng nuôi."
    ),
    "tourism_rules": Sentence(
        "Để biết cộng đồng cùng làm thế nào. Quy chế do ban điều phối lập, xã xác nhận."
    ),
    "tourism_conditions": Sentence(
        "Để biết nơi đón khách đủ điều kiện. Giấy đăng ký, phòng cháy, an ninh, an toàn"
        " thực phẩm của từng cơ sở."
    ),
}
_ASK = Sentence("Hỏi cán bộ OCOP của xã xem sản phẩm của bạn có cần giấy này không.")


def where(kind: str) -> Sentence:
    """Why a paper is asked for and where one gets it."""
    return WHERE.get(kind, _ASK)
