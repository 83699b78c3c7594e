"""Have a file looked at in a process of its own, and bring back the verdict."""

import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from saolang.files import inspector, limits, storage
from saolang.files.models import StoredFile


class OutOfPatience(Exception):
    """The look at a file took longer than whoever asked for it waits."""


def inspect(file: StoredFile, *, patience: float) -> dict[str, Any]:
    """{"code": …} for a refusal, else what was counted; images are written anew."""
    with tempfile.TemporaryDirectory(prefix="saolang-check-") as folder:
        source, clean, small = (Path(folder) / n for n in ("source", "clean", "small"))
        storage.copy_received(file, source)
        verdict = _verdict(file, source, clean, small, patience)
        if file.is_image and "code" not in verdict:
            storage.write(storage.served_path(file), clean.read_bytes())
            storage.write(storage.served_path(file, small=True), small.read_bytes())
    return verdict


def _verdict(
    file: StoredFile, source: Path, clean: Path, small: Path, patience: float
) -> dict[str, Any]:
    command = [
        sys.executable,
        "-I",
        inspector.__file__,
        file.media_type,
        str(source),
        str(side_of(file)),
        str(clean),
        str(small),
    ]
    try:
        done = subprocess.run(  # noqa: S603 our own program, no shell
            command,
            cwd=source.parent,
            env={},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=patience,
            check=False,
        )
    except subprocess.TimeoutExpired as late:
        raise OutOfPatience from late
    if done.returncode != 0:  # killed at a limit, or brought down by the file
        return {"code": "file.too_heavy"}
    verdict: dict[str, Any] = json.loads(done.stdout)
    return verdict


def side_of(file: StoredFile) -> int:
    """The longest side an image is handed out at."""
    return limits.PUBLIC_SIDE if file.is_public else limits.EVIDENCE_SIDE
