"""The page on which people read a paper: its pages as pictures, its text, its ranges.

A context that decided who may read a file calls `answer` from a view of its own, with
a template that extends `files/reader.html`. The one address also gives fresh links to
pictures (`?anh=5&co=full`) and to the original (`?goc=1`), each after that decision.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone

from saolang.files import drawing, links, page_links, pages
from saolang.files.models import StoredFile
from saolang.files.rules import signatures
from saolang.kernel.text import read_number

WINDOW = 20
UNDRAWN = (1240, 1754)


@dataclass(frozen=True, slots=True)
class Mark:
    """Pages that somebody must look at, as ranges and as written, and what for."""

    ranges: tuple[tuple[int, int], ...]
    pages: str
    text: str
    is_asked: bool = False

    @property
    def first(self) -> int:
        return self.ranges[0][0]


@dataclass(frozen=True, slots=True)
class Leaf:
    """One page as the template shows it."""

    number: int
    width: int
    height: int
    token: str
    is_marked: bool

    @property
    def is_broken(self) -> bool:
        return not self.width

    @property
    def middle_width(self) -> int:
        return self.width * drawing.SIZES["middle"] // drawing.SIZES["full"]

    @property
    def small(self) -> str:
        return page_links.url(self.token, self.number, "small")

    @property
    def middle(self) -> str:
        return page_links.url(self.token, self.number, "middle")

    @property
    def full(self) -> str:
        return page_links.url(self.token, self.number, "full")


def answer(
    request: HttpRequest,
    *,
    file: StoredFile,
    reader: links.Reader,
    template: str,
    context: Mapping[str, Any],
    marks: Sequence[Mark] = (),
) -> HttpResponse:
    """The reading page of a file, or a fresh link; ask after deciding who may read."""
    now = timezone.now()
    if "goc" in request.GET:
        return redirect(links.url_for(file, reader=reader, at=now, inline=True))
    token = page_links.token_for(file, reader=reader, back=request.path, at=now)
    if "anh" in request.GET:
        return redirect(_picture(token, request.GET))
    if request.headers.get("HX-Request"):
        job = pages.order_of(file)
        return render(request, "files/_drawing.html", {"job": job})
    shown = _shown(request.GET, file, token, marks)
    return render(request, template, {**shown, **context})


def _picture(token: str, asked: QueryDict) -> str:
    size = asked.get("co", "")
    known = size if size in drawing.SIZES else "middle"
    return page_links.url(token, max(1, read_number(asked["anh"])), known)


def _shown(
    asked: QueryDict, file: StoredFile, token: str, marks: Sequence[Mark]
) -> dict[str, Any]:
    total = pages.count(file)
    here = _asked_page(asked, marks, total)
    first = (here - 1) // WINDOW * WINDOW + 1
    last = min(first + WINDOW - 1, total)
    drawn = pages.sizes(file)
    if len(drawn) < total:
        pages.order(file)
    sought = asked.get("tim", "").strip()[:100]
    marked = {n for mark in marks for a, b in mark.ranges for n in range(a, b + 1)}
    return {
        "file": file,
        "total": total,
        "here": here,
        "leaves": [
            Leaf(n, *drawn.get(n, UNDRAWN), token, n in marked)
            for n in range(first, last + 1)
        ],
        "windows": [
            (start, min(start + WINDOW - 1, total))
            for start in range(1, total + 1, WINDOW)
        ],
        "first": first,
        "last": last,
        "marks": marks,
        "sought": sought,
        "hits": pages.search(file, sought) if sought else [],
        "drawn": len(drawn),
        "has_text": pages.has_text(file),
        "job": pages.order_of(file) if 1 < total > len(drawn) else None,
        "is_copy": not file.is_image and file.media_type != signatures.PDF,
    }


def _asked_page(asked: QueryDict, marks: Sequence[Mark], total: int) -> int:
    """The page asked for, else where the criterion asked for begins, else the first."""
    starts = [mark.first for mark in marks if mark.is_asked]
    number = read_number(asked.get("trang", "")) or min(starts, default=1)
    return max(1, min(number, total))
