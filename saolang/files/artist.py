"""Have pages drawn in a process of its own, and bring back pictures and text."""

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pikepdf
from django.core.files.storage import default_storage

from saolang.documents import pdf
from saolang.files import drawing, storage
from saolang.files.models import StoredFile
from saolang.files.rules import signatures

READING_COPY = "-reading"
PATIENCE_SECONDS = 90
READING_LAYOUT = Path(pdf.__file__).parent / "typst" / "reading.typ"
_NOTES = {
    "word": "Bản xem nhanh phần chữ của tệp Word. Hình và cách trình bày: xem tệp gốc.",
    "workbook": "Bản xem nhanh phần chữ của tệp Excel. Cách trình bày: xem tệp gốc.",
    "unread": "Không đọc được phần chữ của tệp này. Hãy tải tệp gốc về để xem.",
}
Size = str


class CannotDraw(Exception):
    """The file broke the process that drew it, or took too long."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """One page that was drawn: its size at full width, its text."""

    number: int
    width: int
    height: int
    text: str


@dataclass(frozen=True, slots=True)
class Studio:
    """A file laid out on this machine, ready to be drawn run by run."""

    file: StoredFile
    source: Path
    media_type: str
    pages: int

    def draw(self, first: int, last: int) -> list[Drawn]:
        """Draw some pages and put their pictures beside the file."""
        with tempfile.TemporaryDirectory(prefix="saolang-draw-") as folder:
            pages = [
                Drawn(**page)
                for page in _run(
                    "draw",
                    self.media_type,
                    str(self.source),
                    folder,
                    str(first),
                    str(last),
                )
            ]
            for page in pages:
                for size in drawing.SIZES:
                    content = (Path(folder) / f"{page.number}-{size}").read_bytes()
                    storage.write(picture_path(self.file, page.number, size), content)
        return pages


@contextmanager
def studio(file: StoredFile) -> Iterator[Studio]:
    """Lay out what pages are drawn from: the PDF, the picture, or a reading copy."""
    with tempfile.TemporaryDirectory(prefix="saolang-draw-") as folder:
        source = Path(folder) / "source"
        if file.is_image:
            storage.copy_served(file, source)
            with source.open("rb") as stream:
                kind = signatures.media_type(stream.read(signatures.EDGE))
            yield Studio(file, source, kind, 1)
        elif file.media_type == signatures.PDF:
            storage.copy_received(file, source)
            yield Studio(file, source, signatures.PDF, file.pages or _counted(source))
        else:
            source.write_bytes(reading_copy(file))
            yield Studio(file, source, signatures.PDF, _counted(source))


def picture_path(file: StoredFile, number: int, size: Size) -> str:
    """Where the picture of one page lies."""
    return f"{storage.path_of(file)}-{number}-{size}"


def reading_copy(file: StoredFile) -> bytes:
    """The text of a Word or Excel file as a PDF of plain pages, made once."""
    path = storage.path_of(file) + READING_COPY
    if default_storage.exists(path):
        with default_storage.open(path) as kept:
            content: bytes = kept.read()
        return content
    is_word = file.media_type == drawing.WORD
    note = _NOTES["word" if is_word else "workbook"]
    with tempfile.TemporaryDirectory(prefix="saolang-draw-") as folder:
        source = Path(folder) / "source"
        storage.copy_received(file, source)
        try:
            blocks = _run("read", file.media_type, str(source))
        except CannotDraw:  # whoever must read it still gets a page that says so
            blocks, note = [], _NOTES["unread"]
    data = {"title": file.name, "note": note, "blocks": blocks}
    content = pdf.render(READING_LAYOUT, data)
    storage.write(path, content)
    return content


def _counted(ours: Path) -> int:
    """How many pages a PDF of our own making has; others were counted when checked."""
    with pikepdf.open(ours) as opened:
        return len(opened.pages)


def _run(*arguments: str) -> list[dict[str, Any]]:
    try:
        done = subprocess.run(  # noqa: S603 our own program, no shell
            [sys.executable, "-I", drawing.__file__, *arguments],
            env={},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=PATIENCE_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired as late:
        raise CannotDraw from late
    if done.returncode != 0:
        raise CannotDraw(done.stderr.decode(errors="replace")[-500:])
    found: list[dict[str, Any]] = json.loads(done.stdout)
    return found
