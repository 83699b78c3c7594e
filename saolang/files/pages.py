"""The pages of an accepted file as pictures: ordered, drawn run by run, searched."""

import fcntl
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from saolang.files import artist
from saolang.files.artist import CannotDraw, Drawn, Studio
from saolang.files.models import FilePage, StoredFile
from saolang.kernel.text import clean, fold
from saolang.tasks import queue
from saolang.tasks.models import Job

RUN = 20
TURN = 3 * RUN
MOST_BROKEN = 10
ORDER_STANDS = timedelta(hours=6)
HANDS = 4
AROUND = 70


@dataclass(frozen=True, slots=True)
class Hit:
    """A page where something sought stands, and the words around it."""

    number: int
    before: str
    found: str
    after: str
    is_exact: bool


@queue.job(title=gettext_lazy("Vẽ trang để đọc"), max_attempts=3)
def draw_all(job: Job, file_id: int) -> None:
    """Draw every page not drawn yet; a page that breaks is marked and passed over."""
    file = StoredFile.objects.get(pk=file_id)
    if not file.is_servable:
        return
    with artist.studio(file) as studio:
        _note_count(studio)
        drawn = 0
        for first in range(1, studio.pages + 1, RUN):
            last = min(first + RUN - 1, studio.pages)
            drawn += _draw_missing(studio, first, last)
            told = _("Trang %(done)s / %(all)s")
            note = told % {"done": last, "all": studio.pages}
            queue.report(job, last * 100 // studio.pages, note)
            if drawn >= TURN and last < studio.pages:
                queue.enqueue(draw_all, file_id=file.pk)  # others wait, too
                return


def order(file: StoredFile) -> None:
    """Have every page drawn, unless that was asked for a while ago."""
    since = timezone.now() - ORDER_STANDS
    if not queue.enqueued_since(draw_all, since, file_id=file.pk):
        queue.enqueue(draw_all, file_id=file.pk)


def order_of(file: StoredFile) -> Job | None:
    """The unfinished work on the pages of a file."""
    return (
        Job.objects.filter(
            name=draw_all.name,
            arguments={"file_id": file.pk},
            state__in=[Job.State.WAITING, Job.State.RUNNING],
        )
        .order_by("-pk")
        .first()
    )


def page(file: StoredFile, number: int) -> FilePage | None:
    """One page, drawn now if nobody has drawn it; None where the file ends."""
    if found := _known(file, number):
        return found
    if file.pages is not None and number > file.pages:
        return None
    with _turn(file):
        if found := _known(file, number):
            return found
        with artist.studio(file) as studio:
            _note_count(studio)
            if number <= studio.pages:
                _draw(studio, number, number)
    return _known(file, number)


def count(file: StoredFile) -> int:
    """How many pages a file has; the text of a Word file is laid out for it once."""
    if file.is_image:
        return 1
    if file.pages is None:
        with _turn(file), artist.studio(file) as studio:
            _note_count(studio)
    return file.pages or 1


def sizes(file: StoredFile) -> dict[int, tuple[int, int]]:
    """Width and height of the pages that are drawn, by number."""
    rows = file.page_rows.order_by("number").values_list("number", "width", "height")
    return {number: (width, height) for number, width, height in rows}


def has_text(file: StoredFile) -> bool:
    """Whether any page read so far has words to search in."""
    return file.page_rows.exclude(folded="").exists()


def search(file: StoredFile, sought: str, most: int = 50) -> list[Hit]:
    """Pages that hold what is sought; those with the very same tones come first."""
    folded = fold(sought)
    if not folded:
        return []
    rows = file.page_rows.filter(folded__contains=folded).order_by("number")
    hits = [_hit(row, clean(sought), folded) for row in rows[: 4 * most]]
    return sorted(hits, key=lambda hit: (not hit.is_exact, hit.number))[:most]


def _known(file: StoredFile, number: int) -> FilePage | None:
    return file.page_rows.filter(number=number).first()


def _note_count(studio: Studio) -> None:
    """Write down how many pages a file has, once that is known."""
    file = studio.file
    if file.pages != studio.pages:
        file.pages = studio.pages
        file.save(update_fields=["pages"])


def _draw_missing(studio: Studio, first: int, last: int) -> int:
    """Draw what is missing of a run; how many pages that took."""
    rows = studio.file.page_rows
    known = set(
        rows.filter(number__range=(first, last)).values_list("number", flat=True)
    )
    missing = [n for n in range(first, last + 1) if n not in known]
    if missing:
        _draw(studio, missing[0], missing[-1])
    return len(missing)


def _draw(studio: Studio, first: int, last: int) -> None:
    """Draw a run and write its rows; what cannot be drawn has no size."""
    drawn = _tried(studio, first, last)
    there = {each.number for each in drawn}
    drawn += [Drawn(n, 0, 0, "") for n in range(first, last + 1) if n not in there]
    FilePage.objects.bulk_create(
        [_row(studio.file, each) for each in drawn], ignore_conflicts=True
    )


def _tried(studio: Studio, first: int, last: int) -> list[Drawn]:
    """A run at once, page by page when it breaks, not at all when it goes on so."""
    if studio.file.page_rows.filter(width=0).count() >= MOST_BROKEN:
        return []
    try:
        return studio.draw(first, last)
    except CannotDraw:
        if first == last:
            return []
    return [each for n in range(first, last + 1) for each in _tried(studio, n, n)]


def _row(file: StoredFile, drawn: Drawn) -> FilePage:
    text = " ".join(clean(drawn.text.replace("\0", " ")).split())
    return FilePage(
        file=file,
        number=drawn.number,
        width=drawn.width,
        height=drawn.height,
        text=text,
        folded=fold(text),
    )


@contextmanager
def _turn(file: StoredFile) -> Iterator[None]:
    """One after the other for one file, and a few at once on the whole machine."""
    folder = Path(settings.MEDIA_ROOT)
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / f"drawing-{file.key.int % HANDS}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _hit(row: FilePage, sought: str, folded: str) -> Hit:
    exact = row.text.casefold().find(sought.casefold())
    start, length = exact, len(sought)
    if exact < 0:
        start, length = _place(row.text, folded)
    end = start + length
    return Hit(
        row.number,
        _from_word(row.text[max(0, start - AROUND) : start], start > AROUND),
        row.text[start:end],
        row.text[end : end + AROUND],
        exact >= 0,
    )


def _place(text: str, folded: str) -> tuple[int, int]:
    """Where folded words stand in the text they were folded from."""
    wide = {char: len(fold(f"x{char}x")) - 2 for char in set(text)}
    widths = [wide[char] for char in text]
    wanted = fold(text).find(folded)
    at = done = 0
    while at < len(text) and done + widths[at] <= wanted:
        done += widths[at]
        at += 1
    end = at
    while end < len(text) and done < wanted + len(folded):
        done += widths[end]
        end += 1
    return at, end - at


def _from_word(text: str, is_cut: bool) -> str:
    return re.sub(r"^\S*\s", "…", text, count=1) if is_cut else text
