"""How long a large dossier takes to bind, and its pages to draw.

Each round binds 500 pages in about 100 MB and, as a baseline on the same machine at
the same moment, only joins the same files. Floors: 60 s and 512 MB of memory.
"""

import os
import random
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from time import perf_counter

import pikepdf
from PIL import Image, ImageDraw

from saolang.documents import binder, binding, photos
from saolang.files import drawing

PAGES, MEGABYTES = 500, 100
FLOOR_SECONDS, FLOOR_MEGABYTES = 60, 512
PER_FILE = 10
JOIN = (
    "import sys, pikepdf\n"
    "whole, held = pikepdf.new(), []\n"
    "for name in sys.argv[2:]:\n"
    "    held.append(pikepdf.open(name))\n"
    "    whole.pages.extend(held[-1].pages)\n"
    "whole.save(sys.argv[1])\n"
)


def figures(rounds: int = 3) -> dict[str, tuple[str, list[float]]]:
    """What is measured -> its unit and one value a round."""
    with tempfile.TemporaryDirectory(prefix="saolang-bench-") as name:
        folder = Path(name)
        files = list(_scans(folder))
        size = sum(file.stat().st_size for file in files) / 1e6
        bound = [_bound(files, folder) for _ in range(rounds)]
        joined = [_joined(files, folder) for _ in range(rounds)]
        drawn = [_drawn(files[0], folder) for _ in range(rounds)]
    for seconds, peak in bound:
        if seconds > FLOOR_SECONDS or peak > FLOOR_MEGABYTES:
            raise SystemExit(f"Binding took {seconds:.0f} s and {peak:.0f} MB.")
    label = f"{PAGES} pages, {size:.0f} MB"
    return {
        f"bind {label}": ("s", [seconds for seconds, _peak in bound]),
        f"bind {label}: memory": ("MB", [peak for _seconds, peak in bound]),
        f"only join {label}": ("s", [seconds for seconds, _peak in joined]),
        f"only join {label}: memory": ("MB", [peak for _seconds, peak in joined]),
        "draw a scanned page in three sizes": ("ms", drawn),
    }


def _scans(folder: Path) -> Iterator[Path]:
    """PDFs of noisy pictures, each with bytes of its own."""
    noise = random.Random(1)  # noqa: S311 nothing to keep secret
    wanted = MEGABYTES * 1e6 / PAGES
    quality = _quality_for(wanted)
    for number in range(PAGES // PER_FILE):
        pictures = []
        for page in range(PER_FILE):
            path = folder / f"{number}-{page}.jpg"
            _picture(noise.randrange(15, 25)).save(path, quality=quality)
            pictures.append(path)
        target = folder / f"{number}.pdf"
        target.write_bytes(photos.bind(pictures))
        yield target


def _picture(sigma: int) -> Image.Image:
    image = Image.effect_noise((1000, 1414), sigma).convert("RGB")
    drawn = ImageDraw.Draw(image)
    for top in range(80, 1300, 30):
        drawn.text((80, top), "Phieu ket qua kiem nghiem " * 3, fill="black")
    return image


def _quality_for(wanted: float) -> int:
    """The JPEG quality at which a page weighs what it should."""
    with tempfile.NamedTemporaryFile(suffix=".jpg") as probe:
        for quality in range(30, 95, 3):
            _picture(20).save(probe.name, quality=quality)
            if os.path.getsize(probe.name) >= wanted:
                return quality
    return 95


def _bound(files: list[Path], folder: Path) -> tuple[float, float]:
    parts, lines = [], []
    for number, file in enumerate(files):
        criterion = f"Tiêu chí A.{number + 1}"
        parts.append(binding.Part(file.name, (str(file),), criterion))
        lines.append(binding.Line(criterion))
        lines.append(binding.Line(f"Giấy {number}", 2, number))
    copy = binding.Copy(
        "Hồ sơ", ("HTX",), "Mục lục", tuple(parts), tuple(lines), contents_after=0
    )
    asked = binding.asked(copy)
    target = folder / "bound.pdf"
    target.unlink(missing_ok=True)
    found = _measured([sys.executable, "-m", binder.__name__, str(target)], asked)
    if len(pikepdf.open(target).pages) <= PAGES:
        raise SystemExit("The bound copy lacks pages.")
    return found


def _joined(files: list[Path], folder: Path) -> tuple[float, float]:
    names = [str(file) for file in files]
    return _measured([sys.executable, "-c", JOIN, str(folder / "join.pdf"), *names], "")


def _measured(command: list[str], said: str) -> tuple[float, float]:
    """Seconds and megabytes a program takes, its start included."""
    started = perf_counter()
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True
    ) as process:
        assert process.stdin is not None  # noqa: S101 a pipe
        process.stdin.write(said)
        process.stdin.close()
        _pid, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{command[:3]} ended with {process.returncode}")
    return perf_counter() - started, used.ru_maxrss / 1024


def _drawn(file: Path, folder: Path) -> float:
    """Milliseconds for a page of a run of ten, the start of the process included."""
    asked = ["draw", drawing.PDF, str(file), str(folder), "1", str(PER_FILE)]
    started = perf_counter()
    subprocess.run(
        [sys.executable, "-I", drawing.__file__, *asked],
        stdout=subprocess.DEVNULL,
        check=True,
    )
    return (perf_counter() - started) * 1000 / PER_FILE
