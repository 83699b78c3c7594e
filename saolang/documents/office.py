"""Have an office program turn a DOCX into a PDF, alone and with nothing to reach.

Run as a program it cuts itself off from the network where the system lets it, limits
itself, and becomes the office program.
"""

import ctypes
import os
import resource
import subprocess
import sys
import tempfile
from pathlib import Path

CPU_SECONDS = 90
WRITTEN_BYTES = 200 * 1024 * 1024
SECONDS = 120
_APART = 0x10000000 | 0x40000000  # a user namespace and a network namespace of its own


class NotConverted(Exception):
    """The office program gave no PDF."""


def to_pdf(program: str, content: bytes) -> bytes:
    """The PDF of a DOCX, by the office program at `program`."""
    with tempfile.TemporaryDirectory(prefix="saolang-office-") as name:
        folder = Path(name)
        (folder / "paper.docx").write_bytes(content)
        command = [
            program,
            f"-env:UserInstallation=file://{folder}/profile",
            "--headless",
            "--norestore",
            "--convert-to",
            "pdf",
            "--outdir",
            str(folder),
            str(folder / "paper.docx"),
        ]
        try:
            subprocess.run(  # noqa: S603 a program the operator named, no shell
                [sys.executable, "-I", __file__, *command],
                cwd=folder,
                env={"PATH": os.defpath, "HOME": name, "LANG": "C.UTF-8"},
                stdin=subprocess.DEVNULL,
                capture_output=True,
                timeout=SECONDS,
                check=True,
            )
            return (folder / "paper.pdf").read_bytes()
        except (subprocess.SubprocessError, OSError) as failed:
            raise NotConverted from failed


def main(command: list[str]) -> None:
    ctypes.CDLL(None).unshare(_APART)  # refused in some containers; the limits stay
    for kind, most in (
        (resource.RLIMIT_CPU, CPU_SECONDS),
        (resource.RLIMIT_FSIZE, WRITTEN_BYTES),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(kind, (most, most))
    os.execv(command[0], command)  # noqa: S606


if __name__ == "__main__":
    main(sys.argv[1:])
