"""Bind many documents into one PDF: contents, bookmarks, a stamp on every page.

What goes where is said here; `binder` does it, in a process of its own, because the
files of strangers are opened there.
"""

import json
import subprocess
import sys
import threading
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO, Any

PACKAGE = Path(__file__).parent.parent
PATIENCE_SECONDS = 300


class BindingFailed(Exception):
    """A part could not be bound; `part` is its title, empty when it is none's fault."""

    def __init__(self, part: str, reason: str) -> None:
        super().__init__(f"{part}: {reason}")
        self.part = part
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Part:
    """Documents bound one after the other: PDFs and pictures, and what their pages say.

    `stamp` stands at the foot of every page.
    """

    title: str
    sources: tuple[str, ...]
    stamp: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the contents, and a bookmark: pages `first` to `last` of a part.

    Without a part it is a heading.
    """

    title: str
    level: int = 1
    part: int | None = None
    first: int = 1
    last: int | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Copy:
    """What is bound: parts in order, the contents after some of them, what it says."""

    title: str
    about: tuple[str, ...]
    heading: str
    parts: tuple[Part, ...]
    lines: tuple[Line, ...]
    contents_after: int = 0
    page: str = "trang %n/%N"


@dataclass(frozen=True, slots=True)
class Bound:
    """What came of it."""

    pages: int


def bind(
    copy: Copy, target: Path, *, on_part: Callable[[int], None] | None = None
) -> Bound:
    """Write the bound copy to `target`; BindingFailed names the part that broke.

    `on_part` hears how many parts are in.
    """
    process = subprocess.Popen(  # noqa: S603 our own program, no shell
        [sys.executable, "-m", "saolang.documents.binder", str(target)],
        env={"PYTHONPATH": str(PACKAGE.parent), "LC_ALL": "C.UTF-8"},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    late = threading.Timer(PATIENCE_SECONDS, process.kill)
    late.start()
    try:
        with process:
            assert process.stdin is not None  # noqa: S101 a pipe
            assert process.stdout is not None  # noqa: S101 a pipe
            process.stdin.write(asked(copy))
            process.stdin.close()
            said = _listen(process.stdout, on_part)
    finally:
        late.cancel()
    if "pages" in said:
        return Bound(said["pages"])
    raise BindingFailed(said.get("part", ""), said.get("reason", "killed at a limit"))


def asked(copy: Copy) -> str:
    """The copy as the process that binds reads it."""
    return json.dumps(asdict(copy))


def _listen(stream: IO[str], on_part: Callable[[int], None] | None) -> dict[str, Any]:
    """What the process said last."""
    said: dict[str, Any] = {}
    for line in stream:
        said = json.loads(line)
        if on_part and "done" in said:
            on_part(said["done"])
    return said
