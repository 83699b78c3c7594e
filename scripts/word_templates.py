"""Make the Word templates of administrative papers (Decree 30/2020/NĐ-CP) anew.

An office may open and edit the result; this script only saves us from drawing the same
heading by hand in each. Run it after a change here, and look at the pages it makes.
"""

from collections.abc import Sequence
from pathlib import Path

from docx import Document
from docx.document import Document as Doc
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

OUT = Path(__file__).parent.parent / "saolang" / "papers" / "layouts"
CENTER, JUSTIFY = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.JUSTIFY
MOTTO = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"


def paper() -> Doc:
    """An empty A4 page with the decree's margins and the Times face."""
    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin = section.bottom_margin = Mm(20)
    section.left_margin, section.right_margin = Mm(30), Mm(20)
    section.different_first_page_header_footer = True
    style = document.styles["Normal"]
    style.font.name, style.font.size = "Times New Roman", Pt(14)
    style.element.rPr.rFonts.set(qn("w:eastAsia"), "Times New Roman")
    style.paragraph_format.space_after = Pt(4)
    style.paragraph_format.space_before = Pt(0)
    head = section.header.paragraphs[0]
    head.alignment = CENTER
    field(head, "PAGE")
    return document


def field(paragraph: Paragraph, instruction: str) -> None:
    """A field Word fills in, such as the page number."""
    run = paragraph.add_run()
    for kind, text in (("begin", ""), ("", instruction), ("end", "")):
        name = "w:fldChar" if kind else "w:instrText"
        element = OxmlElement(name)
        if kind:
            element.set(qn("w:fldCharType"), kind)
        else:
            element.text = text
        run._r.append(element)


def write(
    paragraph: Paragraph,
    text: str,
    *,
    bold: bool = False,
    italic: bool = False,
    size: float = 14,
) -> Paragraph:
    run = paragraph.add_run(text)
    run.bold, run.italic, run.font.size = bold, italic, Pt(size)
    return paragraph


def line(document: Doc, text: str, **look: bool | float) -> Paragraph:
    """A body paragraph: justified, first line indented."""
    paragraph = document.add_paragraph()
    paragraph.alignment = JUSTIFY
    paragraph.paragraph_format.first_line_indent = Mm(10)
    return write(paragraph, text, **look)  # type: ignore[arg-type]


def centred(document: Doc, text: str, **look: bool | float) -> Paragraph:
    paragraph = document.add_paragraph()
    paragraph.alignment = CENTER
    return write(paragraph, text, **look)  # type: ignore[arg-type]


def control(document: Doc, tag: str) -> None:
    """A template instruction that takes its whole paragraph away."""
    document.add_paragraph().add_run("{%p " + tag + " %}")


def cell_lines(
    cell: _Cell, lines: Sequence[tuple[str, dict[str, bool | float]]]
) -> None:
    for place, (text, look) in enumerate(lines):
        paragraph = cell.paragraphs[0] if place == 0 else cell.add_paragraph()
        paragraph.alignment = CENTER
        paragraph.paragraph_format.space_after = Pt(0)
        write(paragraph, text, **look)  # type: ignore[arg-type]


def rule(cell: _Cell, width: float) -> None:
    """A short line below what stands in a cell: an empty paragraph with a border."""
    paragraph = cell.add_paragraph()
    paragraph.paragraph_format.space_after = Pt(4)
    paragraph.paragraph_format.line_spacing = Pt(4)
    side = Mm(width)
    paragraph.paragraph_format.left_indent = side
    paragraph.paragraph_format.right_indent = side
    borders = OxmlElement("w:pBdr")
    top = OxmlElement("w:top")
    for name, value in (("val", "single"), ("sz", "6"), ("space", "1")):
        top.set(qn(f"w:{name}"), value)
    borders.append(top)
    paragraph._p.get_or_add_pPr().append(borders)


def widths(table: Table, millimetres: Sequence[float]) -> None:
    table.autofit = False
    for row in table.rows:
        for cell, width in zip(row.cells, millimetres, strict=True):
            cell.width = Mm(width)


def heading(document: Doc, above: str, symbol: str) -> None:
    """Issuing body left, motto right; number and date below."""
    table = document.add_table(rows=2, cols=2)
    widths(table, (66, 94))
    left, right = table.rows[0].cells
    first = [(above, {"size": 12.5})] if above else []
    cell_lines(
        left,
        [
            *first,
            ("{{ issuer_top }}", {"bold": True, "size": 12.5}),
            ("{{ issuer_name }}", {"bold": True, "size": 12.5}),
        ],
    )
    rule(left, 20)
    cell_lines(
        right,
        [
            (MOTTO, {"bold": True, "size": 12}),
            ("Độc lập - Tự do - Hạnh phúc", {"bold": True, "size": 13.5}),
        ],
    )
    rule(right, 18)
    number, when = table.rows[1].cells
    cell_lines(number, [(f"Số: {symbol}", {"size": 13})])
    cell_lines(
        when,
        [
            (
                "{{ place }}, ngày {{ day }} tháng {{ month }} năm {{ year }}",
                {"italic": True, "size": 13.5},
            )
        ],
    )


def ruled_table(
    document: Doc,
    columns: Sequence[tuple[str, str, float]],
    rows: str,
    size: float,
    centre: frozenset[int] = frozenset(),
) -> None:
    """A table whose middle row repeats for each of `rows`."""
    table = document.add_table(rows=4, cols=len(columns))
    table.style = "Table Grid"
    widths(table, [width for _title, _value, width in columns])
    for place, (title, value, _width) in enumerate(columns):
        head = table.rows[0].cells[place].paragraphs[0]
        head.alignment = CENTER
        write(head, title, bold=True, size=size)
        body = table.rows[2].cells[place].paragraphs[0]
        body.alignment = CENTER if place in centre else WD_ALIGN_PARAGRAPH.LEFT
        write(body, value, size=size)
        for row in (table.rows[0], table.rows[2]):
            row.cells[place].paragraphs[0].paragraph_format.space_after = Pt(0)
    table.rows[1].cells[0].paragraphs[0].add_run("{%tr for row in " + rows + " %}")
    table.rows[3].cells[0].paragraphs[0].add_run("{%tr endfor %}")
    repeat = OxmlElement("w:tblHeader")
    repeat.set(qn("w:val"), "true")
    table.rows[0]._tr.get_or_add_trPr().append(repeat)


def landscape(document: Doc) -> None:
    section = document.add_section(WD_SECTION.NEW_PAGE)
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(297), Mm(210)
    section.different_first_page_header_footer = False


def recipients_and_signature(
    document: Doc, recipients: Sequence[str], position: str, name: str
) -> None:
    table = document.add_table(rows=1, cols=2)
    widths(table, (80, 80))
    left, right = table.rows[0].cells
    write(left.paragraphs[0], "Nơi nhận:", bold=True, italic=True, size=12)
    for text in recipients:
        paragraph = left.add_paragraph()
        paragraph.paragraph_format.space_after = Pt(0)
        write(paragraph, f"- {text}", size=11)
    gap = [("", {})] * 4
    cell_lines(
        right,
        [
            (position, {"bold": True, "size": 13.5}),
            *gap,
            (name, {"bold": True, "size": 14}),
        ],
    )


def decision() -> Doc:
    """Quyết định công nhận."""
    document = paper()
    heading(document, "", "{{ symbol }}")
    document.add_paragraph()
    centred(document, "QUYẾT ĐỊNH", bold=True)
    centred(
        document,
        "Về việc công nhận, cấp giấy chứng nhận sản phẩm OCOP "
        "đợt {{ round }} năm {{ round_year }}",
        bold=True,
    )
    centred(document, "CHỦ TỊCH {{ issuer_top }} {{ issuer_name }}", bold=True)
    for ground in (
        "Căn cứ Luật Tổ chức chính quyền địa phương;",
        "Căn cứ Quyết định số 26/2026/QĐ-TTg ngày 22 tháng 5 năm 2026 của Thủ tướng "
        "Chính phủ về tiêu chí, quy trình đánh giá, phân hạng sản phẩm OCOP;",
        "Căn cứ Quyết định số {{ council_decision }} ngày {{ council_decided_on }} về "
        "việc thành lập {{ council }};",
        "Căn cứ Biên bản phiên họp số {{ session_number }} ngày {{ session_on }} của "
        "Hội đồng;",
        "Theo đề nghị của cơ quan tham mưu quản lý Chương trình OCOP {{ unit }}.",
    ):
        line(document, ground, italic=True)
    centred(document, "QUYẾT ĐỊNH:", bold=True)
    control(document, "if recognised")
    line(
        document,
        "Điều 1. Công nhận và cấp giấy chứng nhận cho {{ count }} sản phẩm OCOP đợt "
        "{{ round }} năm {{ round_year }} ({{ by_stars }}), theo danh sách tại Phụ lục I.",
    )
    control(document, "else")
    line(
        document,
        "Điều 1. Không có sản phẩm 3 sao, 4 sao được công nhận tại đợt {{ round }} năm "
        "{{ round_year }}.",
    )
    control(document, "endif")
    line(
        document,
        "Điều 2. Giấy chứng nhận có giá trị 36 tháng kể từ ngày ký Quyết định này. Chủ "
        "thể có sản phẩm được công nhận được sử dụng nhãn hiệu chứng nhận OCOP kèm hạng "
        "sao trên đúng sản phẩm đó, giữ vững các tiêu chí đã được đánh giá và chịu sự "
        "kiểm tra sau công nhận.",
    )
    control(document, "if approved")
    line(
        document,
        "Điều 3. Phê duyệt kết quả đánh giá {{ approved|length }} sản phẩm tiềm năng 5 "
        "sao tại Phụ lục II để đề nghị Bộ Nông nghiệp và Môi trường đánh giá, công nhận.",
    )
    control(document, "endif")
    line(
        document,
        "Điều {% if approved %}4{% else %}3{% endif %}. Cơ quan tham mưu quản lý Chương "
        "trình OCOP, Ủy ban nhân dân các xã, phường, đặc khu và các chủ thể có tên tại "
        "Phụ lục chịu trách nhiệm thi hành Quyết định này.",
    )
    recipients_and_signature(
        document,
        (
            "Như điều thi hành;",
            "Bộ Nông nghiệp và Môi trường (để báo cáo);",
            "Thành viên Hội đồng;",
            "Lưu: VT.",
        ),
        "{{ position }}",
        "{{ signatory }}",
    )
    columns = (
        ("TT", "{{ row.place }}", 10),
        ("Sản phẩm", "{{ row.product }} {{ row.specification }}", 45),
        ("Chủ thể", "{{ row.producer }}", 40),
        ("Địa chỉ", "{{ row.address }}", 42),
        ("Bộ sản phẩm", "{{ row.set }}", 38),
        ("Điểm TB", "{{ row.mean }}", 15),
        ("Sao", "{{ row.stars }}", 11),
        ("Loại", "{{ row.kind }}", 18),
        ("Mã sản phẩm", "{{ row.code }}", 28),
    )
    for number, subject, rows in (
        ("I", "Danh sách sản phẩm OCOP được công nhận", "recognised"),
        ("II", "Danh sách sản phẩm tiềm năng 5 sao", "approved"),
    ):
        control(document, f"if {rows}")
        landscape(document)
        centred(document, f"Phụ lục {number}", bold=True)
        centred(document, subject, bold=True)
        centred(
            document,
            "(Kèm theo Quyết định số {{ symbol }} ngày {{ day }} tháng {{ month }} năm "
            "{{ year }})",
            italic=True,
        )
        ruled_table(document, columns, rows, 11, frozenset({0, 5, 6}))
        control(document, "endif")
    return document


def main() -> None:
    for name, made in (("decision_recognise", decision()),):
        made.save(str(OUT / f"{name}.docx"))


if __name__ == "__main__":
    main()
