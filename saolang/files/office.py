"""The deep check of a Word or Excel file: a ZIP of XML parts, looked through whole.

Plain Python, run by the inspector in its own process. First the archive (what is
declared must be what is there, and nothing else), then every part: nothing that runs,
nothing that fetches, nothing packed inside, no document type, no flood of cells.
"""

import re
import zipfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from xml.parsers import expat

from saolang.documents.own_disk import is_own

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

ENTRIES = 3000
UNPACKED_BYTES = 300 * 1024 * 1024
RATIO = 250  # a sheet of like rows packs a hundredfold
RATIO_FROM_BYTES = 1024 * 1024
SLACK_BYTES = 64
DEPTH = 256
CELLS = 2_000_000
SHEET_AREA = 20_000_000
ROWS, COLUMNS = 1_048_576, 16_384
BLOCK = 64 * 1024

_MAIN = {
    "application/vnd.openxmlformats-officedocument.wordprocessingml"
    ".document.main+xml": WORD,
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml": EXCEL,
}
_ACTIVE = re.compile(
    r"(^|/)(vbaproject|vbadata|activex|macrosheets|dialogsheets|ctrlprops|intlmacro)"
    r"|\.(exe|dll|js|jse|vbs|vbe|wsf|hta|bat|cmd|ps1|scr|jar|lnk|sh|py|php)$",
    re.IGNORECASE,
)
_OUTSIDE = re.compile(
    r"(^|/)(externallinks/|connections\.xml$|querytables/|webextensions/)",
    re.IGNORECASE,
)
_PACKED = re.compile(r"(^|/)(embeddings|afchunk)", re.IGNORECASE)
_PACKED_STARTS = (
    *(b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"MZ", b"\x7fELF", b"%PDF", b"#!"),
    *(b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b", b"{\\rtf", b"<html", b"<script"),
)
_RELATIONS = {
    "oleobject": "office.active_content",
    "control": "office.active_content",
    "vbaproject": "office.active_content",
    "keymapcustomizations": "office.active_content",
    "package": "office.attachment",
    "afchunk": "office.attachment",
    "subdocument": "office.external",
    "externallink": "office.external",
    "externallinkpath": "office.external",
    "frame": "office.external",
}
_LINK = re.compile(r"(https?:|mailto:|tel:|#)", re.IGNORECASE)
_FIELD = re.compile(
    r"\s*(dde(auto)?|link|import|database|include(text|picture))\b", re.I
)
_CELL_DDE = re.compile(r"[a-z0-9_.']+\s*\|[^!|]*!", re.I)
_CELL_FETCH = re.compile(r"\b(webservice|rtd|call|register\.id)\s*\(", re.I)
_QUOTED = re.compile(r'"[^"]*"')
_PLACE = re.compile(r"\$?([A-Za-z]{1,7})\$?(\d{1,12})")


_BROKEN = (
    *(zipfile.BadZipFile, zlib.error, expat.ExpatError, EOFError, OSError),
    *(RuntimeError, ValueError, LookupError),  # an odd way to pack; odd letters
)


class Refused(Exception):
    """A verdict: the file is not taken, and its code says why."""


def check_office(source: Path, media_type: str) -> dict[str, int]:
    """Look at everything in a DOCX or XLSX; nothing is counted, it has no pages yet."""
    try:
        with zipfile.ZipFile(source) as archive:
            entries = archive.infolist()
            _check_archive(archive, entries, source.stat().st_size)
            names = {entry.filename.casefold() for entry in entries}
            if "[content_types].xml" not in names:
                raise Refused("file.archive")
            for entry in entries:
                if not entry.is_dir():
                    _check_part(archive, entry, media_type)
    except _BROKEN as broken:
        raise Refused("office.broken") from broken
    return {}


# --- the archive ---------------------------------------------------------------------


def _check_archive(
    archive: zipfile.ZipFile, entries: list[zipfile.ZipInfo], length: int
) -> None:
    if not 0 < len(entries) <= ENTRIES:
        raise Refused("file.too_heavy" if entries else "office.broken")
    if sum(entry.file_size for entry in entries) > UNPACKED_BYTES:
        raise Refused("file.too_heavy")
    seen: set[str] = set()
    for entry in entries:
        _check_entry(entry)
        if entry.filename.casefold() in seen:
            raise Refused("office.broken")
        seen.add(entry.filename.casefold())
    _check_places(archive, entries, length)


def _check_entry(entry: zipfile.ZipInfo) -> None:
    if entry.flag_bits & 0x1:
        raise Refused("office.locked")
    if entry.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
        raise Refused("office.broken")
    if entry.file_size > max(RATIO_FROM_BYTES, entry.compress_size * RATIO):
        raise Refused("file.too_heavy")
    name = entry.orig_filename
    parts = name.split("/")
    if (
        len(name) > 255
        or name.startswith("/")
        or ".." in parts
        or re.search(r"[\x00-\x1f\\:]", name)
    ):
        raise Refused("office.broken")


def _check_places(
    archive: zipfile.ZipFile, entries: list[zipfile.ZipInfo], length: int
) -> None:
    """Parts follow one another and fill the file: no overlap, nothing between."""
    end = 0
    for entry in sorted(entries, key=lambda each: each.header_offset):
        if entry.header_offset < end:
            raise Refused("file.too_heavy")  # overlapping parts are only for bombs
        if entry.header_offset - end > SLACK_BYTES:
            raise Refused("file.two_in_one")
        # the name stands in the local header again, with extra data of its own length
        end = entry.header_offset + 30 + len(entry.orig_filename.encode())
        end += _local_extra(archive, entry) + entry.compress_size
    directory = getattr(archive, "start_dir", end)
    tail = length - directory
    listed = sum(
        46 + len(e.orig_filename.encode()) + len(e.extra) + len(e.comment)
        for e in entries
    )
    if directory - end > SLACK_BYTES or tail - listed > 22 + 76 + SLACK_BYTES:
        raise Refused("file.two_in_one")
    if archive.comment:
        raise Refused("file.two_in_one")


def _local_extra(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> int:
    file: Any = archive.fp
    file.seek(entry.header_offset + 28)
    return int.from_bytes(file.read(2), "little")


# --- the parts -----------------------------------------------------------------------


def _check_part(
    archive: zipfile.ZipFile, entry: zipfile.ZipInfo, media_type: str
) -> None:
    name = entry.filename
    for pattern, code in (
        (_ACTIVE, "office.active_content"),
        (_OUTSIDE, "office.external"),
        (_PACKED, "office.attachment"),
    ):
        if pattern.search(name):
            raise Refused(code)
    with archive.open(entry) as stream:
        first = stream.read(BLOCK)
        blocks = _blocks(first, stream)
        if name.casefold().endswith((".xml", ".rels", ".vml")) or _is_xml(first):
            _Part(name, media_type).read(blocks)
            return
        if first.lstrip().lower().startswith(tuple(s.lower() for s in _PACKED_STARTS)):
            raise Refused("office.attachment")
        for _block in blocks:  # to the end: the sum of the bytes must be right
            pass


def _is_xml(first: bytes) -> bool:
    """Whether a part is XML, whatever it is called: a main part may have any name."""
    return first.lstrip(b"\xef\xbb\xbf\xfe\xff\x00 \t\r\n").startswith(b"<")


def _blocks(first: bytes, stream: Any) -> Iterator[bytes]:
    yield first
    while block := stream.read(BLOCK):
        yield block


class _Part:
    """Reads one XML part, with a judge for the kind of part it is."""

    def __init__(self, name: str, media_type: str) -> None:
        self.name, self.media_type = name.casefold(), media_type
        self.depth = self.cells = self.bottom = self.right = 0
        self.text: list[str] = []
        self.collects, self.is_excel = False, media_type == EXCEL
        self.begin: Callable[[str, dict[str, str]], None]
        if self.name.endswith(".rels"):
            self.begin = self._judge_relation
        elif self.name == "[content_types].xml":
            self.begin = self._judge_type
        elif self.is_excel:  # wherever it lies: its folder is its maker's choice
            self.begin = self._judge_cell
        else:
            self.begin = self._judge_field
        self.is_typed = False

    def read(self, blocks: Iterator[bytes]) -> None:
        parser = expat.ParserCreate()
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._characters
        parser.StartDoctypeDeclHandler = _refuse_document_type
        for block in blocks:
            parser.Parse(block, False)
        parser.Parse(b"", True)
        if self.name == "[content_types].xml" and not self.is_typed:
            raise Refused("file.office_document")
        self._judge_instruction()

    def _start(self, tag: str, values: dict[str, str]) -> None:
        self.depth += 1
        if self.depth > DEPTH:
            raise Refused("file.too_heavy")
        self.begin(tag.rpartition(":")[2], values)

    def _end(self, tag: str) -> None:
        self.depth -= 1
        if tag.rpartition(":")[2] in {"f", "definedName"}:
            self._judge_formula()

    def _characters(self, text: str) -> None:
        if self.collects:
            self.text.append(text)

    def _judge_type(self, tag: str, values: dict[str, str]) -> None:
        kind = values.get("ContentType", "")
        if "macroenabled" in kind.lower() or "vba" in kind.lower():
            raise Refused("office.active_content")
        if kind in _MAIN:
            if _MAIN[kind] != self.media_type:
                raise Refused("office.broken")
            self.is_typed = True

    def _judge_relation(self, tag: str, values: dict[str, str]) -> None:
        kind = values.get("Type", "").rpartition("/")[2].lower()
        if kind in _RELATIONS:
            raise Refused(_RELATIONS[kind])
        target = values.get("Target", "")
        if kind == "attachedtemplate":
            is_outside = not is_own(target)
        else:
            is_link = kind == "hyperlink" and _LINK.match(target)
            is_outside = (
                values.get("TargetMode", "").lower() == "external" and not is_link
            )
        if is_outside:
            raise Refused("office.external")

    def _judge_field(self, tag: str, values: dict[str, str]) -> None:
        """Fields of Word: what they say may stand in several runs."""
        if tag == "fldSimple":
            _refuse_instruction(
                next((v for k, v in values.items() if k.endswith("instr")), "")
            )
        elif tag == "fldChar":
            self._judge_instruction()
        elif tag in {"object", "OLEObject", "control", "altChunk"}:
            raise Refused("office.active_content")
        self.collects = tag in {"instrText", "delInstrText"}

    def _judge_instruction(self) -> None:
        if not self.is_excel:
            _refuse_instruction("".join(self.text))
            self.text.clear()

    def _judge_cell(self, tag: str, values: dict[str, str]) -> None:
        if tag in {"oleObject", "control", "ddeLink", "oleLink"}:
            raise Refused("office.active_content")
        if tag in {"f", "definedName"}:
            self.text.clear()
            self.collects = True
        elif tag == "dimension":
            for place in values.get("ref", "").split(":"):
                self._reach(place)
            self._require_small()
        elif tag == "row":
            self._reach_row(values.get("r", ""))
        elif tag == "c":
            self.cells += 1
            self._reach(values.get("r", ""))
            self._require_small()

    def _judge_formula(self) -> None:
        if not self.is_excel:
            return
        formula = _QUOTED.sub('""', "".join(self.text))
        self.collects = False
        self.text.clear()
        if _CELL_DDE.search(formula):
            raise Refused("office.active_content")
        if _CELL_FETCH.search(formula):
            raise Refused("office.external")

    def _reach(self, place: str) -> None:
        found = _PLACE.fullmatch(place)
        if found:
            self.right = max(self.right, _column(found[1]))
            self._reach_row(found[2])

    def _reach_row(self, row: str) -> None:
        if row.isdecimal():
            self.bottom = max(self.bottom, int(row))

    def _require_small(self) -> None:
        is_flood = self.bottom > ROWS or self.right > COLUMNS or self.cells > CELLS
        if is_flood or self.bottom * self.right > SHEET_AREA:
            raise Refused("office.too_many_cells")


def _column(letters: str) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number


def _refuse_instruction(instruction: str) -> None:
    if found := _FIELD.match(instruction):
        is_dde = found[1].lower().startswith("dde")
        raise Refused("office.active_content" if is_dde else "office.external")


def _refuse_document_type(*said: Any) -> None:
    raise Refused("office.active_content")
