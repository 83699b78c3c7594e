"""Every paper reads like an administrative paper, as PDF and as DOCX in LibreOffice."""

import re
from functools import cache

import pytest

from saolang.documents import pdf, word
from saolang.papers import fields
from saolang.papers.layouts import LAYOUTS
from tests.papers import content
from tests.papers.opening import docx_as_pdf, pdf_pages, pdf_text

CONTENTS = {
    "decision_recognise": content.decision,
    "minutes": content.minutes,
    "form01": content.form01,
    "form02": content.form02,
    "form03": content.form03,
    "receipt": content.receipt,
    "supplement_request": content.supplement_request,
}
PAPERS = [(kind, form) for kind in CONTENTS for form in ("typst", "word")]
EXPECTED = {
    "decision_recognise": (
        "Số: 3215/QĐ-UBND",
        "Hải Phòng, ngày 05 tháng 9 năm 2026",
        "QUYẾT ĐỊNH",
        "Căn cứ Quyết định số 26/2026/QĐ-TTg ngày 22 tháng 5 năm 2026",
        "Điều 1. Công nhận và cấp giấy chứng nhận cho 02 sản phẩm",
        "Điều 2. Giấy chứng nhận có giá trị 36 tháng",
        "Điều 3. Phê duyệt kết quả đánh giá 01 sản phẩm tiềm năng 5 sao",
        "Điều 4. Cơ quan tham mưu",
        "Quyết định này./.",
        "Nơi nhận:",
        "Nguyễn Đức Thọ",
        "Phụ lục I",
        "Phụ lục II",
        "31-10714-01-2026",
    ),
    "minutes": (
        "Số: 03/BB-HĐ",
        "BIÊN BẢN",
        "08 giờ 00, ngày 18 tháng 11 năm 2026",
        "Có mặt (3 thành viên)",
        "Vắng mặt: Đỗ Xuân Hợp (Ủy viên).",
        "3. Những điều cần ghi rõ:",
        "Bà Lan: nhất trí.",
        "Lê Văn Hùng: Mật ong. Góp vốn.",
        "thiếu 3 điểm",
        "THƯ KÝ",
        "CHỦ TỊCH HỘI ĐỒNG",
        "Ngô Thị Bích",
        "Phụ lục II",
        "85,5",
        "TV3: Lê Văn Hùng",
    ),
    "form03": (
        "Số: …/BC-UBND",
        "BÁO CÁO",
        "Kính gửi: Ủy ban nhân dân thành phố Hải Phòng",
        "4. Người đại diện theo pháp luật: Nguyễn Thị Hồng, Giám đốc",
        "2. Việc sử dụng lao động địa phương",
        "Chủ thể nói điều 4.",
        "Xã thấy điều 4.",
        "TM. ỦY BAN NHÂN DÂN",
        "Phạm Văn Thắng",
    ),
    "form01": (
        "Mẫu số 01",
        "PHIẾU ĐĂNG KÝ",
        "1. Tên đơn vị đăng ký: HTX Cây ăn quả Thanh Sơn",
        "4. Loại đăng ký:",
        "Đánh giá lại",
        "sản phẩm mẫu: 05",
        "Số: 3/PĐK-31-10714-2026",
        "Ngày nhận: 05/09/2026",
        "Số: ……/PĐK-……-……-……",
        "Nguyễn Thị Hồng",
    ),
    "form02": (
        "Mẫu số 02",
        "BÁO CÁO TỰ ĐÁNH GIÁ",
        "PHẦN I. THÔNG TIN CHUNG",
        "3. Giấy tờ đã có:",
        "Giấy chứng nhận bắt buộc khác",
        "Lợi nhuận năm gần nhất (đồng):",
        "PHẦN III. TỰ ĐÁNH GIÁ",
        "2025 1.000 9 tấn",
        "Đổi sang hộp giấy.",
        "Tổng điểm tự chấm: 84/100 điểm, tương ứng 4 sao",
        "A.2.13",
        "Danh mục minh chứng, theo thứ tự tiêu chí",
        "PHẦN IV. KẾ HOẠCH THỜI GIAN TỚI",
        "Vào siêu thị.",
    ),
    "receipt": (
        "Số: 3/PĐK-31-10714-2026",
        "GIẤY TIẾP NHẬN HỒ SƠ",
        "7. Kiểm tra xong chậm nhất ngày 26 tháng 9 năm 2026",
        "0801234530",
        "NGƯỜI TIẾP NHẬN",
        "Lê Thị Mai",
    ),
    "supplement_request": (
        "Số: …/TB-UBND",
        "Về việc bổ sung hồ sơ",
        "Kính gửi: HTX Cây ăn quả Thanh Sơn",
        "30. Thiếu giấy thứ 30.",
        "chậm nhất ngày 20 tháng 9 năm 2026",
        "Cán bộ kiểm tra: Lê Thị Mai",
        "TM. ỦY BAN NHÂN DÂN",
    ),
}
SIGNED = {
    "form01": ("Nguyễn Thị Hồng", "chấp hành quy định"),
    "form02": ("Nguyễn Thị Hồng", "4. Đề nghị hỗ trợ"),
    "form03": ("Phạm Văn Thắng", "./."),
    "receipt": ("Lê Thị Mai", "SHA-256"),
    "supplement_request": ("Phạm Văn Thắng", "./."),
}


@cache
def made(kind, form):
    """The paper as PDF: from Typst, or as LibreOffice shows its DOCX."""
    data = CONTENTS[kind]()
    if form == "typst":
        return pdf.render(LAYOUTS[kind].typst, data)
    return docx_as_pdf(word.render(LAYOUTS[kind].word, fields.named(kind, data)))


def test_every_paper_there_is_has_a_test():
    assert CONTENTS.keys() == LAYOUTS.keys() == EXPECTED.keys()


@pytest.mark.parametrize(("kind", "form"), PAPERS)
def test_a_paper_says_what_it_should(kind, form):
    text = pdf_text(made(kind, form))

    missing = [words for words in EXPECTED[kind] if words not in text]
    assert missing == []
    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in text
    assert "Độc lập - Tự do - Hạnh phúc" in text


@pytest.mark.parametrize(("kind", "form"), PAPERS)
def test_names_that_look_like_markup_or_code_are_only_names(kind, form):
    text = pdf_text(made(kind, form)).replace(" ", "")

    assert content.MARKUP_LIKE.replace(" ", "") in text
    assert content.CODE_LIKE.replace(" ", "") in text
    assert "{%" not in text.replace("{%raw%}", "")


@pytest.mark.parametrize(("kind", "form"), PAPERS)
def test_pages_are_numbered_from_the_second_on(kind, form):
    first, *others = pdf_pages(made(kind, form))

    assert not first.startswith("1 ")
    assert others or kind == "form01"
    for number, page in enumerate(others, 2):
        assert page.startswith(f"{number} "), page[:40]


@pytest.mark.parametrize(("kind", "form"), PAPERS)
def test_no_page_is_empty_and_no_signature_stands_alone(kind, form):
    pages = pdf_pages(made(kind, form))
    name, last = SIGNED.get(kind, ("Nguyễn Đức Thọ", "./."))
    signed = next(page for page in reversed(pages) if name in page and last in page)

    assert all(len(page) > 60 for page in pages)
    assert signed


@pytest.mark.parametrize("form", ["typst", "word"])
def test_annexes_lie_on_their_side(form):
    boxes = re.findall(
        rb"/MediaBox\s*\[\s*0\s+0\s+([\d.]+)\s+([\d.]+)", made("minutes", form)
    )
    wide = [float(w) > float(h) for w, h in boxes]

    assert wide.count(True) == 2
    assert wide.count(False) >= 1


@pytest.mark.parametrize("kind", CONTENTS)
def test_the_pdf_is_archival(kind):
    text = made(kind, "typst")

    assert b"<pdfaid:part>2</pdfaid:part>" in text
    assert b"<pdfaid:conformance>B</pdfaid:conformance>" in text


@pytest.mark.parametrize("form", ["typst", "word"])
def test_a_decision_on_five_stars_alone_or_on_none_of_them(form):
    def text(**changes):
        data = content.decision(**changes)
        if form == "typst":
            return pdf_text(pdf.render(LAYOUTS["decision_recognise"].typst, data))
        named = fields.named("decision_recognise", data)
        made = word.render(LAYOUTS["decision_recognise"].word, named)
        return pdf_text(docx_as_pdf(made))

    only_five = text(recognised=[], count="00", by_stars="")
    none_of_five = text(approved=[], approved_count="00")

    assert "Không có sản phẩm 3 sao, 4 sao được công nhận" in only_five
    assert "Phụ lục I " not in only_five.split("Nguyễn Đức Thọ")[1]
    assert "Điều 3. Cơ quan tham mưu" in none_of_five
    assert "Phụ lục II" not in none_of_five
