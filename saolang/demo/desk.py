"""What lies on a producer's desk: a long diary, a Word file, a table, a broken PDF."""

import io
import json
import zipfile
from collections.abc import Sequence
from pathlib import Path
from random import Random
from xml.sax.saxutils import escape

import docx
import typst

from saolang.documents.pdf import FONTS

DIARY = Path(__file__).parent / "diary.typ"
PAGES, SUMS = 48, 5
# a PDF whose end was lost on the way: it begins like one and cannot be read
CORRUPT = b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n%%EOF\n"
HOUSEHOLDS = (
    "Nguyễn Văn Cống", "Phạm Thị Bãi", "Trần Văn Nước", "Lê Thị Cáy", "Đỗ Văn Đê",
    "Vũ Thị Mùa", "Bùi Văn Triều", "Hoàng Thị Rạ", "Ngô Văn Phao", "Đào Thị Niêu",
)  # fmt: skip
_GOODS = ("rươi", "cáy", "thóc")
_SPACE = "http://schemas.openxmlformats.org"
_KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_MAIN = f"{_SPACE}/spreadsheetml/2006/main"
_LINKS = f"{_SPACE}/officeDocument/2006/relationships"


def diary(title: str, unit: str) -> bytes:
    """Forty-eight pages of deliveries, the last five with sums; small in bytes."""
    dice = Random(title)  # noqa: S311
    pages = [_week(number, dice) for number in range(1, PAGES - SUMS + 1)]
    pages += [_sum(number, dice) for number in range(1, SUMS + 1)]
    data = {"title": title, "unit": unit, "pages": pages}
    made = typst.compile(
        str(DIARY),
        format="pdf",
        font_paths=[str(FONTS)],
        ignore_system_fonts=True,
        sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
    )
    if not isinstance(made, bytes):
        raise TypeError("one PDF is expected of a diary")
    return made


def _week(number: int, dice: Random) -> dict[str, object]:
    lines = [
        (
            f"{dice.randrange(1, 29)}/{(number // 4) % 12 + 1}",
            dice.choice(HOUSEHOLDS),
            dice.choice(_GOODS[: 2 if number < 32 else 3]),
            str(dice.randrange(8, 160)),
        )
        for _line in range(11)
    ]
    note = "Cân tại cống Thanh Kỳ, hai bên cùng ký."
    return {"heading": f"Tuần {number}", "lines": lines, "note": note}


def _sum(number: int, dice: Random) -> dict[str, object]:
    tonnes = dice.randrange(31, 58) / 10
    note = f"Cộng quý {number}: rươi và cáy {tonnes} tấn, 26 hộ giao, không hộ nào nợ."
    return {"heading": "Cộng sản lượng", "lines": [], "note": note}


def word(title: str, paragraphs: Sequence[str]) -> bytes:
    """A Word file as an office program writes it."""
    made = docx.Document()
    made.add_heading(title, level=1)
    for each in paragraphs:
        made.add_paragraph(each)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def table(rows: Sequence[Sequence[str]]) -> bytes:
    """An Excel file with one sheet of text."""
    cells = "".join(
        f"<row>{''.join(_cell(value) for value in row)}</row>" for row in rows
    )
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{_SPACE}/package/2006/content-types">'
        '<Default Extension="rels"'
        ' ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{_KIND}.sheet.main+xml"/>'
        '<Override PartName="/xl/worksheets/sheet1.xml"'
        f' ContentType="{_KIND}.worksheet+xml"/></Types>',
        "_rels/.rels": _links("officeDocument", "xl/workbook.xml"),
        "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_LINKS}"><sheets>'
        '<sheet name="Bảng" sheetId="1" r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": _links("worksheet", "worksheets/sheet1.xml"),
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{_MAIN}">'
        f"<sheetData>{cells}</sheetData></worksheet>",
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, part in parts.items():
            packed.writestr(name, f'<?xml version="1.0" encoding="UTF-8"?>{part}')
    return out.getvalue()


def _links(kind: str, target: str) -> str:
    return (
        f'<Relationships xmlns="{_SPACE}/package/2006/relationships">'
        f'<Relationship Id="rId1" Type="{_LINKS}/{kind}" Target="{target}"/>'
        "</Relationships>"
    )


def _cell(value: str) -> str:
    return f'<c t="inlineStr"><is><t>{escape(value)}</t></is></c>'
