"""The Word templates of a dossier's own forms: 01, 02, receipt, supplement request."""

from docx.document import Document as Doc
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.table import Table
from docx.text.paragraph import Paragraph
from word_parts import (
    BOLD,
    ITALIC,
    MOTTO,
    Column,
    Look,
    centred,
    closing,
    control,
    keep_whole,
    letterhead,
    line,
    lines,
    paper,
    recipients_and_signature,
    repeat_head,
    ruled_table,
    table_cell,
    title,
    widths,
)
from word_parts import (
    heading as indented,
)

SMALL, BODY = Look(size=11), Look(size=13)
TICK = "{% if mark %}☒{% else %}☐{% endif %} "
Q26 = "Quyết định số 26/2026/QĐ-TTg ngày 22 tháng 5 năm 2026 của Thủ tướng Chính phủ"


def _form(number: str, *subject: str) -> Doc:
    """The head of a producer's form, with the word for a draft."""
    document = paper()
    mark = centred(document, number, Look(italic=True, size=11))
    mark.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    control(document, "if draft")
    mark = centred(document, "{{ draft }}, chưa nộp", Look(bold=True, size=13))
    mark.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    control(document, "endif")
    centred(document, MOTTO, Look(bold=True, size=13))
    centred(document, "Độc lập - Tự do - Hạnh phúc", Look(bold=True, size=13.5))
    for place, text in enumerate(subject):
        centred(document, text, gap=0 if place else 14)
    return document


def heading(document: Doc, text: str, look: Look = BOLD) -> Paragraph:
    """A heading at the margin, as the lines of a form are."""
    paragraph = indented(document, text, look)
    paragraph.paragraph_format.first_line_indent = Mm(0)
    return paragraph


def _said(document: Doc, label: str, key: str) -> None:
    paragraph = line(document, f"{label}: {{{{ {key}|cham }}}}", BODY)
    paragraph.paragraph_format.first_line_indent = Mm(0)
    paragraph.paragraph_format.space_after = Pt(2)
    paragraph.alignment = WD_ALIGN_PARAGRAPH.LEFT


def _passage(document: Doc, label: str, key: str, *, last: bool = False) -> None:
    heading(document, f"{label}:", Look(italic=True, size=13))
    control(document, f"for text in {key}|cham|tung_dong")
    line(document, "{{ text }}", BODY).paragraph_format.keep_with_next = last
    control(document, "endfor")


def _signed(document: Doc, who: str) -> None:
    table = document.add_table(rows=1, cols=2)
    widths(table, (68, 92))
    keep_whole(table.rows[0])
    cell = table.rows[0].cells[1]
    texts = (
        ("{{ place }}, ngày {{ day }} tháng {{ month }} năm {{ year }}", ITALIC),
        (who, BOLD),
        ("(Ký, ghi rõ họ tên, đóng dấu nếu có)", Look(italic=True, size=11.5)),
        *[("", BODY)] * 3,
        ("{{ signatory }}", BOLD),
    )
    _stacked(cell, texts, WD_ALIGN_PARAGRAPH.CENTER)


def _stacked(cell, texts, alignment) -> None:  # type: ignore[no-untyped-def]
    for place, (text, look) in enumerate(texts):
        paragraph = cell.paragraphs[0] if place == 0 else cell.add_paragraph()
        paragraph.alignment = alignment
        paragraph.paragraph_format.space_after = Pt(0)
        if place == 0:
            paragraph.paragraph_format.space_before = Pt(10)
        run = paragraph.add_run(text)
        run.bold, run.italic, run.font.size = look.bold, look.italic, Pt(look.size)


def form01() -> Doc:
    """Mẫu số 01: phiếu đăng ký."""
    document = _form(
        "Mẫu số 01",
        "PHIẾU ĐĂNG KÝ",
        "Tham gia đánh giá, phân hạng sản phẩm OCOP",
        "{{ province }}, năm {{ year }}",
    )
    for label, key in (
        ("1. Tên đơn vị đăng ký", "producer"),
        ("Người đại diện theo pháp luật", "representative"),
        ("Chức vụ", "representative_title"),
        ("Địa chỉ liên hệ", "address"),
        ("Điện thoại", "phone"),
        ("Thư điện tử", "email"),
        ("2. Tên sản phẩm", "product"),
        ("3. Nhóm sản phẩm", "sector"),
        ("Phân nhóm", "group"),
        ("Bộ sản phẩm", "set"),
    ):
        _said(document, label, key)
    kinds = (
        ("first", "Lần đầu"),
        ("upgrade", "Nâng hạng"),
        ("renewal", "Đánh giá lại"),
    )
    told = "     ".join(TICK.replace("mark", key) + label for key, label in kinds)
    for text in (
        f"4. Loại đăng ký:   {told}",
        "5. Hồ sơ kèm theo: Báo cáo tự đánh giá (Mẫu số 02) và minh chứng, bản gốc và "
        "bản điện tử; sản phẩm mẫu: {{ samples|cham }}.",
        "Chúng tôi cam kết những điều ghi trong hồ sơ là đúng sự thật, tự chịu trách "
        "nhiệm trước pháp luật về nội dung hồ sơ và chấp hành quy định về đánh giá, "
        "phân hạng sản phẩm OCOP.",
    ):
        line(document, text, BODY).paragraph_format.first_line_indent = Mm(0)
    _signed(document, "ĐẠI DIỆN ĐƠN VỊ ĐĂNG KÝ")
    heading(document, "PHẦN DÀNH CHO CƠ QUAN QUẢN LÝ", Look(bold=True, size=12))
    _receipts(document)
    return document


def _receipts(document: Doc) -> None:
    table = document.add_table(rows=1, cols=2)
    table.style = "Table Grid"
    widths(table, (80, 80))
    keep_whole(table.rows[0])
    for cell, (who, level) in zip(
        table.rows[0].cells,
        (("Ủy ban nhân dân cấp xã", "commune"), ("Cơ quan OCOP cấp tỉnh", "province")),
        strict=True,
    ):
        small, empty = Look(size=11.5), "{{% if not {0} %}}{1}{{% endif %}}"
        rows = (
            ("Số: ", f"{level}_slip", "……/PĐK-……-……-……"),
            ("Ngày nhận: ", f"{level}_received_on", "……/……/………"),
            ("Người nhận: ", f"{level}_receiver", "………………………"),
        )
        _stacked(
            cell,
            (
                (who, Look(bold=True, size=11.5)),
                *(
                    (f"{label}{{{{ {key} }}}}{empty.format(key, dots)}", small)
                    for label, key, dots in rows
                ),
                ("(Ký, đóng dấu của nơi nhận)", Look(italic=True, size=11.5)),
                *[("", small)] * 2,
            ),
            WD_ALIGN_PARAGRAPH.LEFT,
        )


def form02() -> Doc:
    """Mẫu số 02: báo cáo tự đánh giá."""
    document = _form("Mẫu số 02", "BÁO CÁO TỰ ĐÁNH GIÁ", "Sản phẩm: {{ product }}")
    heading(document, "PHẦN I. THÔNG TIN CHUNG")
    for label, key in (
        ("1. Tên chủ thể", "producer"),
        ("Loại hình", "producer_kind"),
        ("Địa chỉ", "address"),
        ("Điện thoại", "phone"),
        ("Thư điện tử", "email"),
        ("Người đại diện theo pháp luật", "representative"),
        ("Chức vụ", "representative_title"),
        ("Ngày thành lập, đăng ký", "registered_on"),
        ("Số giấy đăng ký", "registration_number"),
        ("2. Tên sản phẩm", "product"),
        ("Quy cách", "specification"),
        ("Tiêu chuẩn áp dụng", "standard"),
    ):
        _said(document, label, key)
    for label, rows in (
        ("3. Giấy tờ đã có:", "papers_held"),
        ("Sở hữu trí tuệ:", "ip_rights"),
    ):
        line(document, label, BODY).paragraph_format.first_line_indent = Mm(0)
        control(document, f"for row in {rows}")
        line(document, TICK.replace("mark", "row.held") + "{{ row.label }}", BODY)
        control(document, "endfor")
    _passage(document, "4. Quá trình hình thành và phát triển", "history")
    _passage(document, "5. Tổ chức của cơ sở", "organisation")
    heading(document, "PHẦN II. KẾT QUẢ THỰC HIỆN")
    for label, key in (
        ("1. Vùng nguyên liệu", "material_area"),
        ("2. Công nghệ, chế biến", "technology"),
        ("3. Đóng gói, bao bì", "packing"),
        ("4. Thay đổi về chất lượng, tiêu chuẩn", "quality_change"),
        ("5. Thị trường tiêu thụ", "markets"),
    ):
        _passage(document, label, key)
    _said(document, "6. Doanh thu năm gần nhất (đồng)", "revenue")
    _said(document, "Lợi nhuận năm gần nhất (đồng)", "profit")
    _self_assessment(document)
    heading(document, "PHẦN IV. KẾ HOẠCH THỜI GIAN TỚI")
    for label, key in (
        ("1. Sản xuất", "plan_production"),
        ("2. Chất lượng, bao bì", "plan_quality"),
        ("3. Thị trường", "plan_market"),
    ):
        _passage(document, label, key)
    _passage(document, "4. Đề nghị hỗ trợ", "plan_support", last=True)
    _signed(document, "NGƯỜI ĐẠI DIỆN THEO PHÁP LUẬT")
    return document


def _self_assessment(document: Doc) -> None:
    heading(document, "PHẦN III. TỰ ĐÁNH GIÁ")
    control(document, "if years")
    line(document, "Kết quả ba năm gần nhất:", BODY)
    columns = (
        Column("Năm", "{{ row.year_label }}", 30, centred=True),
        Column("Doanh thu (đồng)", "{{ row.revenue }}", 66),
        Column("Sản lượng", "{{ row.output }}", 66),
    )
    ruled_table(document, columns, "years", 11.5)
    control(document, "endif")
    control(document, "for row in changed")
    heading(document, "{{ row.label }}:", Look(italic=True, size=13))
    control(document, "for text in row.text|cham|tung_dong")
    line(document, "{{ text }}", BODY)
    control(document, "endfor")
    control(document, "endfor")
    control(document, "if changes")
    _passage(document, "Thay đổi từ lần được công nhận trước", "changes")
    control(document, "endif")
    line(
        document,
        "Bộ sản phẩm: {{ set }}. Tổng điểm tự chấm: {{ points|cham }}/100 điểm"
        "{% if stars %}, tương ứng {{ stars }} sao{% endif %}.",
        BODY,
        gap=4,
    )
    _criteria_table(document)
    control(document, "if annex")
    heading(document, "Danh mục minh chứng, theo thứ tự tiêu chí")
    columns = (
        Column("TT", "{{ row.place }}", 10, centred=True),
        Column("Giấy tờ", "{{ row.label }}", 42),
        Column("Số", "{{ row.number }}", 25),
        Column("Nơi cấp", "{{ row.issuer }}", 25),
        Column("Ngày cấp", "{{ row.issued_on }}", 21),
        Column("Hết hạn", "{{ row.valid_until }}", 21),
        Column("Tiêu chí", "{{ row.criteria_codes }}", 18),
    )
    ruled_table(document, columns, "annex", 10)
    control(document, "endif")


def _criteria_table(document: Doc) -> None:
    """A grey row for each section, and below it a row for each criterion."""
    table = document.add_table(rows=7, cols=4)
    table.style = "Table Grid"
    widths(table, (17, 58, 17, 70))
    heads = ("TT", "Tiêu chí, mức tự chấm", "Điểm", "Mô tả và minh chứng")
    for place, text in enumerate(heads):
        table_cell(table.rows[0], place, text, Look(bold=True, size=11), True)
    repeat_head(table.rows[0])
    _instruct(table, 1, "for part in sections")
    grey = table.rows[2].cells[0].merge(table.rows[2].cells[3])
    grey.paragraphs[0].add_run("{{ part.label }}").bold = True
    grey.paragraphs[0].paragraph_format.keep_with_next = True
    _shade(grey)
    keep_whole(table.rows[2])
    _instruct(table, 3, "for row in part.criteria")
    row = table.rows[4]
    table_cell(row, 0, "{{ row.code }}", SMALL, False)
    _stacked(
        row.cells[1],
        (
            ("{{ row.label }}", Look(bold=True, size=11)),
            ("{{ row.claim }}{% if not row.claim %}Chưa tự chấm{% endif %}", SMALL),
        ),
        WD_ALIGN_PARAGRAPH.LEFT,
    )
    row.cells[1].paragraphs[0].paragraph_format.space_before = Pt(1)
    points = "{{ row.points }}{% if not row.points %}…{% endif %}/{{ row.max }}"
    table_cell(row, 2, points, SMALL, True)
    _stacked(
        row.cells[3],
        (
            ("{%p for text in row.said|tung_dong %}", SMALL),
            ("{{ text }}", SMALL),
            ("{%p endfor %}", SMALL),
            ("{%p for paper in row.papers %}", SMALL),
            ("– {{ paper }}", SMALL),
            ("{%p endfor %}", SMALL),
            ("", SMALL),
        ),
        WD_ALIGN_PARAGRAPH.LEFT,
    )
    row.cells[3].paragraphs[-1].paragraph_format.line_spacing = Pt(1)
    _instruct(table, 5, "endfor")
    _instruct(table, 6, "endfor")


def _instruct(table: Table, row: int, tag: str) -> None:
    table.rows[row].cells[0].paragraphs[0].add_run("{%tr " + tag + " %}")


def _shade(cell) -> None:  # type: ignore[no-untyped-def]
    shade = OxmlElement("w:shd")
    for name, value in (("val", "clear"), ("color", "auto"), ("fill", "EDEDED")):
        shade.set(qn(f"w:{name}"), value)
    cell._tc.get_or_add_tcPr().append(shade)


def receipt() -> Doc:
    """Giấy tiếp nhận hồ sơ."""
    document = paper()
    letterhead(document, dated=True)
    title(
        document,
        "GIẤY TIẾP NHẬN HỒ SƠ",
        "Đăng ký đánh giá, phân hạng sản phẩm OCOP",
    )
    for text in (
        "Ủy ban nhân dân {{ unit }} đã tiếp nhận hồ sơ của:",
        "1. Chủ thể: {{ producer }} ({{ producer_kind }})",
        "2. Địa chỉ: {{ address }}",
        "3. Người đại diện: {{ representative }}{% if representative_title %}, "
        "{{ representative_title }}{% endif %}",
        "4. Sản phẩm: {{ product }}; bộ sản phẩm: {{ set }}",
        "5. Loại hồ sơ: {{ dossier_kind }}; nộp lần thứ {{ handed_number }}",
        "6. Nhận lúc: {{ received }}",
    ):
        line(document, text)
    control(document, "if due")
    line(
        document,
        "7. Kiểm tra xong chậm nhất ngày {{ due }} (15 ngày làm việc kể từ ngày nhận).",
    )
    control(document, "endif")
    control(document, "if annex")
    line(document, "Giấy tờ trong hồ sơ:")
    columns = (
        Column("TT", "{{ row.place }}", 10, centred=True),
        Column("Giấy tờ", "{{ row.label }}", 58),
        Column("Số", "{{ row.number }}", 36),
        Column("Tệp", "{{ row.name }}", 56),
    )
    ruled_table(document, columns, "annex", 11.5)
    control(document, "endif")
    closing(
        document,
        "Hồ sơ nộp trên phần mềm có giá trị như hồ sơ giấy (khoản 1 Điều 7 Quyết định "
        "số 26/2026/QĐ-TTg).",
    )
    seal = line(document, "Mã niêm của bản nộp (SHA-256): {{ seal }}", Look(size=9.5))
    seal.paragraph_format.keep_with_next = True
    recipients_and_signature(
        document, ("Chủ thể;", "Lưu: hồ sơ."), "NGƯỜI TIẾP NHẬN", "{{ receiver }}"
    )
    return document


def supplement_request() -> Doc:
    """Thông báo bổ sung hồ sơ."""
    document = paper()
    letterhead(document, dated=True)
    title(
        document,
        "THÔNG BÁO",
        "Về việc bổ sung hồ sơ đăng ký",
        "đánh giá, phân hạng sản phẩm OCOP",
    )
    centred(document, "Kính gửi: {{ producer }}", Look(), gap=4)
    line(
        document,
        "Ủy ban nhân dân {{ unit }} đã kiểm tra hồ sơ {{ dossier_kind }} của sản phẩm "
        f"{{{{ product }}}}. Theo quy trình tại {Q26}, đề nghị {{{{ producer }}}} bổ "
        "sung các nội dung sau:",
    )
    control(document, "for row in items")
    line(document, "{{ row.number }}. {{ row.text }}")
    control(document, "endfor")
    lines(document, "note")
    closing(
        document,
        "Đề nghị bổ sung xong chậm nhất ngày {{ answer_by }}. Danh sách này nêu đủ một "
        "lần; giấy tờ đã nộp vẫn được giữ, không phải nộp lại./.",
    )
    recipients_and_signature(
        document,
        ("Như trên;", "Cán bộ kiểm tra: {{ officer }};", "Lưu: VT, hồ sơ."),
        "{{ authority }}",
        "{{ position }}",
        "{{ signatory }}",
    )
    return document
