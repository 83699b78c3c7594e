"""Draws the pages of one file, in a process of its own that may be killed.

Run as a program it limits its own time, memory and disk, works, and prints JSON:

`drawing.py draw TYPE SOURCE FOLDER FIRST LAST` draws pages FIRST to LAST, each in three
sizes, into FOLDER and prints their sizes and text;
`drawing.py read TYPE SOURCE` prints the text of a Word or Excel file, block by block.

It knows no Django and no database; whatever a file does to it, it does to nothing else.
"""

import contextlib
import json
import logging
import resource
import sys
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

import docx
import pypdfium2 as pdfium
from docx.table import Table
from PIL import Image, ImageOps
from python_calamine import CalamineWorkbook

CPU_SECONDS = 5  # and as many again for every page
MEMORY_BYTES = 1024 * 1024 * 1024
WRITTEN_BYTES = 32 * 1024 * 1024

# name of a size -> the shorter side of an upright sheet in pixels
SIZES = {"full": 1240, "middle": 800, "small": 180}
LONGEST = 3 * SIZES["full"]
HEAVY_BYTES = 220_000
QUALITIES = {"full": (62, 40), "middle": (60, 40), "small": (60, 60)}
PAGE_TEXT = 20_000
PDF = "application/pdf"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

MOST_BLOCKS = 4000
MOST_ROWS = 2000
MOST_COLUMNS = 12
MOST_TEXT = 2000
MOST_SHEETS = 20
WHOLE_TEXT = 200_000  # letters of the whole copy, a cell counting for some of them
CELL = 8
Block = dict[str, Any]


def draw_pdf(source: Path, folder: Path, first: int, last: int) -> list[dict[str, Any]]:
    """Pictures and text of some pages of a PDF."""
    drawn = []
    with pdfium.PdfDocument(source) as document:
        document.init_forms()  # what people typed into a form is part of the page
        for number in range(first, min(last, len(document)) + 1):
            with contextlib.closing(document[number - 1]) as page:
                picture = _rendered(page)
                drawn.append(_written(picture, folder, number) | {"text": _text(page)})
    return drawn


def draw_image(source: Path, folder: Path) -> list[dict[str, Any]]:
    """The picture itself as a page; it has no text."""
    with Image.open(source, formats=["JPEG", "PNG", "WEBP"]) as image:
        upright = ImageOps.exif_transpose(image)
        if upright.mode not in {"RGB", "L"}:
            seen = upright.convert("RGBA")
            upright = Image.alpha_composite(
                Image.new("RGBA", seen.size, "white"), seen
            ).convert("RGB")
        scale = min(1, _scale(*upright.size))
        size = round(upright.width * scale), round(upright.height * scale)
        picture = upright.resize(size, Image.Resampling.LANCZOS)
    return [_written(picture, folder, 1) | {"text": ""}]


def _rendered(page: pdfium.PdfPage) -> Image.Image:
    bitmap = page.render(scale=_scale(*page.get_size()))
    picture: Image.Image = bitmap.to_pil()
    return picture if picture.mode in {"RGB", "L"} else picture.convert("RGB")


def _scale(width: float, height: float) -> float:
    short, long = max(min(width, height), 1), max(width, height, 1)
    return min(SIZES["full"] / short, LONGEST / long)


def _text(page: pdfium.PdfPage) -> str:
    with contextlib.suppress(pdfium.PdfiumError):
        found: str = page.get_textpage().get_text_bounded()
        return found[:PAGE_TEXT].encode("utf-8", "ignore").decode()
    return ""


def _written(picture: Image.Image, folder: Path, number: int) -> dict[str, Any]:
    for name, side in SIZES.items():
        smaller = picture
        if side != SIZES["full"]:
            scale = side / SIZES["full"]
            size = _at_least_one(picture.width * scale, picture.height * scale)
            smaller = picture.resize(size, Image.Resampling.LANCZOS, reducing_gap=2)
        _save(smaller, folder / f"{number}-{name}", *QUALITIES[name])
    return {"number": number, "width": picture.width, "height": picture.height}


def _at_least_one(width: float, height: float) -> tuple[int, int]:
    return max(1, round(width)), max(1, round(height))


def _save(picture: Image.Image, target: Path, good: int, fair: int) -> None:
    """As WebP; a heavy one, such as a noisy scan, again with less."""
    picture.save(target, "WEBP", quality=good, method=2)
    if target.stat().st_size > HEAVY_BYTES:
        picture.save(target, "WEBP", quality=fair, method=2)


def read_word(source: Path) -> Iterator[Block]:
    """Headings, paragraphs and tables of a Word file, in order."""
    for part in docx.Document(str(source)).iter_inner_content():
        if isinstance(part, Table):
            cells = ([cell.text for cell in row.cells] for row in part.rows)
            yield _table(cells)
        elif text := part.text.strip():
            style = (part.style.name or "") if part.style else ""
            titled = style.startswith(("Heading", "Title"))
            yield {"kind": "heading" if titled else "text", "text": text[:MOST_TEXT]}


def read_workbook(source: Path) -> Iterator[Block]:
    """Every sheet of an Excel file under its name."""
    with source.open("rb") as stream:
        book = CalamineWorkbook.from_filelike(stream)
        for name in book.sheet_names[:MOST_SHEETS]:
            rows = book.get_sheet_by_name(name).to_python(nrows=MOST_ROWS)
            yield {"kind": "heading", "text": name}
            yield _table([_shown(cell) for cell in row] for row in rows)


def _table(rows: Any) -> Block:
    kept = [
        [str(cell).strip()[:MOST_TEXT] for cell in row[:MOST_COLUMNS]]
        for row in islice(rows, MOST_ROWS)
    ]
    width = max(
        (column + 1 for row in kept for column, cell in enumerate(row) if cell),
        default=0,
    )
    filled = [(row + [""] * width)[:width] for row in kept if any(row)]
    return {"kind": "table", "columns": width, "rows": filled}


def _as_much_as_fits(blocks: Iterator[Block]) -> Iterator[Block]:
    """The blocks up to what can be laid out quickly; "…" stands for what is left out.

    One long text in a shared cell makes a small file into millions of letters.
    """
    left = WHOLE_TEXT
    for block in blocks:
        rows = block.get("rows", [[block.get("text", "")]])
        kept = []
        for row in rows:
            left -= sum(CELL + len(cell) for cell in row)
            if left < 0:
                break
            kept.append(row)
        if left >= 0:
            yield block
            continue
        if "rows" in block and kept:
            yield {**block, "rows": kept}
        yield {"kind": "text", "text": "…"}
        return


def _shown(cell: Any) -> str:
    """A cell as people read it: whole numbers without a point."""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell)


def limit_this_process(pages: int) -> None:
    """No more time, memory, disk or open files than one honest run needs."""
    for kind, most in (
        (resource.RLIMIT_CPU, CPU_SECONDS * (1 + pages)),
        (resource.RLIMIT_AS, MEMORY_BYTES),
        (resource.RLIMIT_FSIZE, WRITTEN_BYTES),
        (resource.RLIMIT_NOFILE, 64),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(kind, (most, most))


def draw(media_type: str, source: str, folder: str, first: str, last: str) -> Any:
    """The pages that were drawn."""
    limit_this_process(int(last) - int(first) + 1)
    if media_type == PDF:
        return draw_pdf(Path(source), Path(folder), int(first), int(last))
    return draw_image(Path(source), Path(folder))


def read(media_type: str, source: str) -> Any:
    """The text of a Word or Excel file."""
    limit_this_process(1)
    reader = read_word if media_type == WORD else read_workbook
    return list(_as_much_as_fits(islice(reader(Path(source)), MOST_BLOCKS)))


def main(what: str, *arguments: str) -> None:
    """Print what was drawn or read as JSON."""
    logging.disable()
    done = draw(*arguments) if what == "draw" else read(*arguments)
    print(json.dumps(done))


if __name__ == "__main__":
    main(*sys.argv[1:])
