"""The process that binds documents: reads what to do, writes one PDF.

Run as `python -m saolang.documents.binder TARGET` with a `binding.Copy` as JSON on
standard input; says on standard output, a line of JSON at a time, which part it is at
and at last `{"pages": …}` or `{"part": …, "reason": …}`. Streams of the sources are
read only while the copy is written, so hundreds of megabytes need little memory.
"""

import json
import resource
import sys
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, OutlineItem, Page, Pdf, Rectangle

from saolang.documents import pdf, photos
from saolang.documents.binding import BindingFailed, Copy, Line, Part

TYPST = Path(__file__).parent / "typst"
CPU_SECONDS = 240
MEMORY_BYTES = 3 * 1024**3  # addresses, not memory: typesetting maps a lot of them
WRITTEN_BYTES = 2 * 1024**3
STRIP = 8 / 210  # height of a stamp as a part of the width of its page
HEAD = 1024
JUMP = "saolang:"


@dataclass
class Volume:
    """What is bound so far: the pages, where each part begins, how long it is."""

    copy: Copy
    whole: Pdf
    held: ExitStack
    starts: list[int] = field(default_factory=list)
    counts: list[int] = field(default_factory=list)
    contents: int = 0

    def page_of(self, line: Line) -> int:
        """The page of the whole copy a line names, from 1; 0 for a heading."""
        if line.part is None:
            return 0
        return self.starts[line.part] + min(line.first, self.counts[line.part])

    def last_of(self, line: Line) -> int:
        if line.part is None:
            return 0
        last = min(line.last or self.counts[line.part], self.counts[line.part])
        return self.starts[line.part] + last


def work(copy: Copy, target: Path) -> int:
    """Put everything together and write it; how many pages it has."""
    with pikepdf.new() as whole, ExitStack() as held:
        volume = Volume(copy, whole, held)
        for part in copy.parts:
            _take_in(volume, part)
        _say(done=len(copy.parts), part="")
        at = _lay_in_contents(volume)
        _stamp(volume)
        _link(volume, at)
        _bookmark(volume, at)
        whole.docinfo["/Title"] = copy.title
        whole.Root.PageMode = Name.UseOutlines
        whole.save(
            target,
            compress_streams=False,
            stream_decode_level=pikepdf.StreamDecodeLevel.none,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
        )
        return len(whole.pages)


def _take_in(volume: Volume, part: Part) -> None:
    """Add the pages of a part; its sources stay open until everything is written."""
    _say(done=len(volume.counts), part=part.title)
    volume.starts.append(len(volume.whole.pages))
    try:
        for source in part.sources:
            _add(volume, Path(source))
    except (pikepdf.PdfError, OSError, ValueError, RuntimeError) as broken:
        raise BindingFailed(part.title, str(broken)) from broken
    volume.counts.append(len(volume.whole.pages) - volume.starts[-1])
    if part.sources and not volume.counts[-1]:
        raise BindingFailed(part.title, "no pages")


def _add(volume: Volume, source: Path) -> None:
    with source.open("rb") as stream:
        is_pdf = b"%PDF-" in stream.read(HEAD)
    if is_pdf:
        opened = pikepdf.open(source, access_mode=pikepdf.AccessMode.stream)
        volume.whole.pages.extend(volume.held.enter_context(opened).pages)
    else:
        photos.add_page(volume.whole, source)


def _lay_in_contents(volume: Volume) -> int:
    """Put the contents in their place; where they begin.

    They are typeset until their own length moves no number any more.
    """
    copy, starts = volume.copy, volume.starts
    before = copy.contents_after
    at = starts[before] if before < len(starts) else len(volume.whole.pages)
    while True:
        made = pikepdf.open(BytesIO(_contents(volume)))
        moved = len(made.pages) - volume.contents
        if not moved:
            break
        made.close()
        volume.contents += moved
        starts[before:] = [start + moved for start in starts[before:]]
    for number, page in enumerate(volume.held.enter_context(made).pages):
        volume.whole.pages.insert(at + number, page)
    return at


def _contents(volume: Volume) -> bytes:
    copy = volume.copy
    lines = [
        {
            "level": line.level,
            "title": line.title,
            "note": line.note,
            "page": volume.page_of(line),
            "to": volume.last_of(line),
        }
        for line in copy.lines
    ]
    return pdf.render(
        TYPST / "contents.typ",
        {
            "title": copy.title,
            "about": copy.about,
            "heading": copy.heading,
            "lines": lines,
        },
        standard=None,
    )


def _stamp(volume: Volume) -> None:
    """Lay a strip over the foot of every page: what it serves, its number."""
    pages = volume.whole.pages
    texts = [volume.copy.title] * len(pages)
    for part, start, count in zip(
        volume.copy.parts, volume.starts, volume.counts, strict=True
    ):
        texts[start : start + count] = [part.stamp or part.title] * count
    made = pdf.render(
        TYPST / "stamps.typ",
        {"stamps": texts, "page": volume.copy.page},
        standard=None,
    )
    strips = volume.held.enter_context(pikepdf.open(BytesIO(made)))
    for page, strip in zip(pages, strips.pages, strict=True):
        page.add_overlay(strip, _foot(page))


def _foot(page: Page) -> Rectangle:
    """Where the foot of a page is, however the page is turned when it is shown."""
    box = Rectangle(Array(page.cropbox))
    turn = int(page.obj.get("/Rotate", 0)) % 360
    if turn in {90, 270}:
        high = STRIP * box.height
        left = box.urx - high if turn == 90 else box.llx
        return Rectangle(left, box.lly, left + high, box.ury)
    high = STRIP * box.width
    low = box.ury - high if turn == 180 else box.lly
    return Rectangle(box.llx, low, box.urx, low + high)


def _link(volume: Volume, at: int) -> None:
    """Make the lines of the contents jump to their pages."""
    pages = volume.whole.pages
    for page in pages[at : at + volume.contents]:
        for note in page.obj.get("/Annots", []):
            uri = str(note.get("/A", Dictionary()).get("/URI", ""))
            if uri.startswith(JUMP):
                goal = pages[int(uri.removeprefix(JUMP)) - 1].obj
                del note.A
                note.Dest = Array([goal, Name.Fit])


def _bookmark(volume: Volume, at: int) -> None:
    with volume.whole.open_outline() as outline:
        branches = [outline.root]
        for line in volume.copy.lines:
            page = volume.page_of(line) or _following(volume, line)
            item = OutlineItem(line.title, page - 1)
            branches = branches[: line.level]
            branches[-1].append(item)
            branches.append(item.children)
        contents = OutlineItem(volume.copy.heading, at)
        outline.root.insert(volume.copy.contents_after, contents)


def _following(volume: Volume, heading: Line) -> int:
    """Where a heading leads: to the first page named after it, else to the front."""
    lines: Sequence[Line] = volume.copy.lines
    after = lines[lines.index(heading) + 1 :]
    return next((page for line in after if (page := volume.page_of(line))), 1)


def _say(**said: Any) -> None:
    print(json.dumps(said), flush=True)


def _read(said: dict[str, Any]) -> Copy:
    parts = tuple(
        Part(each["title"], tuple(each["sources"]), each["stamp"])
        for each in said.pop("parts")
    )
    lines = tuple(Line(**each) for each in said.pop("lines"))
    return Copy(**said, parts=parts, lines=lines)


def main(target: str) -> None:
    """Bind what standard input describes, within limits."""
    for kind, most in (
        (resource.RLIMIT_CPU, CPU_SECONDS),
        (resource.RLIMIT_AS, MEMORY_BYTES),
        (resource.RLIMIT_FSIZE, WRITTEN_BYTES),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(kind, (most, most))
    copy = _read(json.load(sys.stdin))
    try:
        _say(pages=work(copy, Path(target)))
    except BindingFailed as failed:
        _say(part=failed.part, reason=failed.reason)
    except MemoryError:
        _say(part="", reason="too large")


if __name__ == "__main__":
    main(*sys.argv[1:])
