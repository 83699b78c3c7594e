"""The system programs that some tests need, and what to say where one is missing.

A missing program skips its tests aloud; where CI is set it fails them, because there
`make system` has promised to install it.

`python -m tests.programs NAME` says the same to a script: it ends with 0 where the
program is there, with 3 where its tests are skipped and with 1 where CI is set.
"""

import os
import shutil
import sys
from collections.abc import Callable
from ctypes.util import find_library
from dataclasses import dataclass
from pathlib import Path

import pytest


@dataclass(frozen=True, slots=True)
class Program:
    """A program, how to find it, and what goes untested without it."""

    find: Callable[[], str | None]
    tests: str


def _on_path(*names: str) -> Callable[[], str | None]:
    return lambda: next(filter(None, map(shutil.which, names)), None)


def _initdb() -> str | None:
    """Debian keeps PostgreSQL's programs off the path, one folder per version."""
    installed = Path("/usr/lib/postgresql").glob("*/bin/initdb")
    newest_first = sorted(installed, key=lambda p: int(p.parts[-3]), reverse=True)
    return next(map(str, newest_first), None) or shutil.which("initdb")


PROGRAMS = {
    "chromium": Program(
        _on_path("chromium", "chromium-browser", "google-chrome"), "browser tests"
    ),
    "soffice": Program(_on_path("soffice", "libreoffice"), "opening produced papers"),
    "initdb": Program(_initdb, "tests on PostgreSQL"),
    "zbar": Program(lambda: find_library("zbar"), "reading codes back with zbar"),
    "pdftotext": Program(_on_path("pdftotext"), "reading produced PDF back"),
}


def find(name: str) -> str | None:
    """Where the program is, or None."""
    return PROGRAMS[name].find()


def need(name: str) -> str:
    """Where the program is; skips the test without it, or fails it where CI is set."""
    found = find(name)
    if found is None:
        refuse = pytest.fail if os.environ.get("CI") else pytest.skip
        refuse(_missing(name))
    return found


def _missing(name: str) -> str:
    return (
        f"{name} is not installed, so no {PROGRAMS[name].tests} "
        "(`make system` installs it)"
    )


if __name__ == "__main__":
    for wanted in sys.argv[1:]:
        if find(wanted) is None:
            verdict = "FAILED" if os.environ.get("CI") else "SKIPPED"
            print(f"{verdict}: {_missing(wanted)}")
            sys.exit(1 if os.environ.get("CI") else 3)
