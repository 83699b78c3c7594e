"""What Word templates of administrative papers share (Decree 30/2020/NĐ-CP)."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from docx import Document
from docx.document import Document as Doc
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.table import Table, _Cell, _Row
from docx.text.paragraph import Paragraph

LEFT, CENTER, JUSTIFY = (
    WD_ALIGN_PARAGRAPH.LEFT,
    WD_ALIGN_PARAGRAPH.CENTER,
    WD_ALIGN_PARAGRAPH.JUSTIFY,
)
MOTTO = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
DATELINE = "{{ place }}, ngày {{ day }} tháng {{ month }} năm {{ year }}"
SIGNATURE_SPACE = 4


@dataclass(frozen=True, slots=True)
class Look:
    """How a run of text looks."""

    bold: bool = False
    italic: bool = False
    size: float = 14


PLAIN, BOLD, ITALIC = Look(), Look(bold=True), Look(italic=True)


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a ruled table: its title, its value in a row, its width in mm."""

    title: str
    value: str
    width: float
    centred: bool = False


def paper() -> Doc:
    """An empty A4 page with the decree's margins, the Times face, numbers on top."""
    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin = section.bottom_margin = Mm(20)
    section.left_margin, section.right_margin = Mm(30), Mm(20)
    section.header_distance = Mm(10)
    section.different_first_page_header_footer = True
    style: Any = document.styles["Normal"]
    style.font.name, style.font.size = "Times New Roman", Pt(14)
    style.element.rPr.rFonts.set(qn("w:eastAsia"), "Times New Roman")
    style.paragraph_format.space_after = Pt(3)
    style.paragraph_format.space_before = Pt(0)
    head = section.header.paragraphs[0]
    head.alignment = CENTER
    _field(head, "PAGE")
    return document


def _field(paragraph: Paragraph, instruction: str) -> None:
    """A field Word fills in, such as the page number."""
    run = paragraph.add_run()
    for kind, text in (("begin", ""), ("", instruction), ("end", "")):
        element = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            element.set(qn("w:fldCharType"), kind)
        else:
            element.text = text
        run._r.append(element)


def write(paragraph: Paragraph, text: str, look: Look = PLAIN) -> Paragraph:
    run = paragraph.add_run(text)
    run.bold, run.italic, run.font.size = look.bold, look.italic, Pt(look.size)
    return paragraph


def line(
    document: Doc, text: str, look: Look = PLAIN, *, lead: str = "", gap: float = 0
) -> Paragraph:
    """A body paragraph: justified, first line indented, `lead` in bold before it."""
    paragraph = document.add_paragraph()
    paragraph.alignment = JUSTIFY
    paragraph.paragraph_format.space_before = Pt(gap)
    paragraph.paragraph_format.first_line_indent = Mm(10)
    if lead:
        write(paragraph, f"{lead} ", BOLD)
    return write(paragraph, text, look)


def lines(document: Doc, value: str) -> None:
    """What people typed, each line of it a paragraph."""
    control(document, f"for text in {value}|tung_dong")
    line(document, "{{ text }}")
    control(document, "endfor")


def closing(document: Doc, text: str, lead: str = "") -> None:
    """The last words of a paper: they stand on the page of its signature."""
    last = line(document, text, lead=lead)
    last.paragraph_format.keep_together = last.paragraph_format.keep_with_next = True


def heading(document: Doc, text: str, look: Look = BOLD) -> Paragraph:
    """A heading that stays with what follows."""
    paragraph = line(document, text, look, gap=6)
    paragraph.paragraph_format.keep_with_next = True
    return paragraph


def centred(document: Doc, text: str, look: Look = BOLD, gap: float = 0) -> Paragraph:
    paragraph = document.add_paragraph()
    paragraph.alignment = CENTER
    paragraph.paragraph_format.space_before = Pt(gap)
    return write(paragraph, text, look)


def control(document: Doc, tag: str) -> None:
    """A template instruction that takes its whole paragraph away."""
    document.add_paragraph().add_run("{%p " + tag + " %}")


def letterhead(
    document: Doc, above: Look = BOLD, *, symbol: str = "{{ symbol }}", dated: bool
) -> None:
    """Issuing body left, motto right; number and, where there is one, date below."""
    table = document.add_table(rows=2, cols=2)
    widths(table, (68, 94))
    left, right = table.rows[0].cells
    _cell_lines(
        left,
        ("{{ issuer_top }}", Look(bold=above.bold, size=12)),
        ("{{ issuer_name }}", Look(bold=True, size=12)),
    )
    _rule(left, 20)
    _cell_lines(
        right,
        (MOTTO, Look(bold=True, size=12)),
        ("Độc lập - Tự do - Hạnh phúc", Look(bold=True, size=13.5)),
    )
    _rule(right, 20)
    number, when = table.rows[1].cells
    _cell_lines(number, (f"Số: {symbol}", Look(size=13)))
    if dated:
        _cell_lines(when, (DATELINE, Look(italic=True, size=13.5)))


def title(document: Doc, kind: str, *subject: str) -> None:
    """Type and subject of the paper with the short rule below."""
    centred(document, kind, BOLD, gap=14)
    for text in subject:
        centred(document, text)
    _bordered(document.add_paragraph(), 62)


def _cell_lines(cell: _Cell, *texts: tuple[str, Look]) -> None:
    for place, (text, look) in enumerate(texts):
        paragraph = cell.paragraphs[0] if place == 0 else cell.add_paragraph()
        paragraph.alignment = CENTER
        paragraph.paragraph_format.space_after = Pt(0)
        write(paragraph, text, look)


def _rule(cell: _Cell, indent: float) -> None:
    """A short line below what stands in a cell."""
    _bordered(cell.add_paragraph(), indent)


def _bordered(paragraph: Paragraph, indent: float) -> None:
    """An empty paragraph whose top border is the line."""
    shape = paragraph.paragraph_format
    shape.space_before, shape.space_after = Pt(2), Pt(4)
    shape.line_spacing = Pt(4)
    shape.left_indent = shape.right_indent = Mm(indent)
    borders, top = OxmlElement("w:pBdr"), OxmlElement("w:top")
    for name, value in (("val", "single"), ("sz", "6"), ("space", "1")):
        top.set(qn(f"w:{name}"), value)
    borders.append(top)
    paragraph._p.get_or_add_pPr().append(borders)


def widths(table: Table, millimetres: Sequence[float]) -> None:
    """The grid and every cell, since each program reads another of the two."""
    table.autofit = False
    for place, width in enumerate(millimetres):
        table.columns[place].width = Mm(width)
    for row in table.rows:
        for cell, width in zip(row.cells, millimetres, strict=True):
            cell.width = Mm(width)


def ruled_table(
    document: Doc, columns: Sequence[Column], rows: str, size: float
) -> None:
    """A table whose middle row repeats for each of `rows`."""
    table = document.add_table(rows=4, cols=len(columns))
    table.style = "Table Grid"
    widths(table, [column.width for column in columns])
    for place, column in enumerate(columns):
        table_cell(table.rows[0], place, column.title, Look(bold=True, size=size), True)
        table_cell(table.rows[2], place, column.value, Look(size=size), column.centred)
    repeat_head(table.rows[0])
    table.rows[1].cells[0].paragraphs[0].add_run("{%tr for row in " + rows + " %}")
    table.rows[3].cells[0].paragraphs[0].add_run("{%tr endfor %}")
    keep_whole(table.rows[2])


def table_cell(row: _Row, place: int, text: str, look: Look, centred: bool) -> None:
    paragraph = row.cells[place].paragraphs[0]
    paragraph.alignment = CENTER if centred else LEFT
    paragraph.paragraph_format.space_before = Pt(1)
    paragraph.paragraph_format.space_after = Pt(1)
    write(paragraph, text, look)


def repeat_head(row: _Row) -> None:
    """The row stands again on top of each page."""
    _row_flag(row, "w:tblHeader")


def keep_whole(row: _Row) -> None:
    """The row is not broken between pages."""
    _row_flag(row, "w:cantSplit")


def _row_flag(row: _Row, name: str) -> None:
    flag = OxmlElement(name)
    flag.set(qn("w:val"), "true")
    row._tr.get_or_add_trPr().append(flag)


def landscape(document: Doc) -> None:
    """From here on landscape pages, for annexes."""
    section = document.add_section(WD_SECTION.NEW_PAGE)
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(297), Mm(210)
    section.left_margin = section.right_margin = Mm(20)
    section.different_first_page_header_footer = False
    _shrink(document.paragraphs[-1])  # it ends the pages before, and takes no room


def _shrink(paragraph: Paragraph) -> None:
    shape = paragraph.paragraph_format
    shape.space_before = shape.space_after = Pt(0)
    shape.line_spacing = Pt(1)
    write(paragraph, "", Look(size=1))


def annex(document: Doc, number: str, subject: str, belongs_to: str) -> None:
    """The heading of an annex, on top of a page."""
    first = centred(document, f"Phụ lục {number}")
    first.paragraph_format.page_break_before = True
    centred(document, subject)
    centred(document, f"(Kèm theo {belongs_to})", ITALIC)
    _bordered(document.add_paragraph(), 112)


def recipients_and_signature(
    document: Doc, recipients: Sequence[str], *signature: str
) -> None:
    """Who gets the paper, left; authority, position and name of who signs, right."""
    table = document.add_table(rows=1, cols=2)
    widths(table, (80, 80))
    keep_whole(table.rows[0])
    left, right = table.rows[0].cells
    left.paragraphs[0].paragraph_format.space_before = Pt(8)
    write(left.paragraphs[0], "Nơi nhận:", Look(bold=True, italic=True, size=12))
    left.paragraphs[0].paragraph_format.space_after = Pt(0)
    for text in recipients:
        paragraph = left.add_paragraph()
        paragraph.paragraph_format.space_after = Pt(0)
        write(paragraph, f"- {text}", Look(size=11))
    _sign(right, signature)


def two_signatures(document: Doc, left: Sequence[str], right: Sequence[str]) -> None:
    table = document.add_table(rows=1, cols=2)
    widths(table, (80, 80))
    keep_whole(table.rows[0])
    for cell, texts in zip(table.rows[0].cells, (left, right), strict=True):
        _sign(cell, texts)


def _sign(cell: _Cell, texts: Sequence[str]) -> None:
    *titles, name = texts
    look, empty = Look(bold=True, size=13.5), ("", PLAIN)
    _cell_lines(
        cell,
        *((text, look) for text in titles),
        *[empty] * SIGNATURE_SPACE,
        (name, BOLD),
    )
    cell.paragraphs[0].paragraph_format.space_before = Pt(8)
