"""Fill a Word template: ours here, one that somebody brought in a process apart."""

import json
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from saolang.documents import filling
from saolang.documents.filling import Problem

SECONDS = 45


@dataclass(frozen=True, slots=True)
class Trial:
    """What came of trying a template: what is wrong, or a DOCX for each of the data."""

    problems: tuple[Problem, ...]
    filled: tuple[bytes, ...] = ()


def render(template: Path, data: Mapping[str, Any]) -> bytes:
    """The DOCX of a template of our own; values are text, never markup or code."""
    return filling.fill(template.read_bytes(), data)


def try_out(
    template: bytes, fields: Mapping[str, Any], data: Sequence[Mapping[str, Any]]
) -> Trial:
    """Look at a template that somebody brought and fill it, at a safe distance.

    `fields` maps a name to "" for a text, [] for a list of texts, or a mapping for a
    list whose items have fields of their own.
    """
    with tempfile.TemporaryDirectory(prefix="saolang-fill-") as name:
        folder = Path(name)
        (folder / "template.docx").write_bytes(template)
        request = json.dumps({"fields": fields, "data": data}, ensure_ascii=False)
        (folder / "request.json").write_text(request)
        try:
            done = subprocess.run(  # noqa: S603 our own program, no shell
                [sys.executable, "-I", filling.__file__, str(folder)],
                cwd=folder,
                env={},
                stdin=subprocess.DEVNULL,
                capture_output=True,
                timeout=SECONDS,
                check=False,
            )
        except subprocess.TimeoutExpired:
            return Trial((Problem("template.too_heavy"),))
        if done.returncode != 0:  # killed at a limit, or brought down by the template
            return Trial((Problem("template.too_heavy"),))
        found = tuple(Problem(**each) for each in json.loads(done.stdout))
        if found:
            return Trial(found)
        places = range(len(data))
        filled = tuple((folder / f"filled-{n}.docx").read_bytes() for n in places)
        return Trial((), filled)
