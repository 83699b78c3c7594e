"""The table that `make bench` prints, and the rows it keeps."""

import json
import os
import platform
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from statistics import median

import django

from bench.pages import EMPTY, PUBLIC

QUERIES = "queries"
CALM, ROUGH = 0.10, 0.25  # how far apart rounds may lie


@dataclass(frozen=True)
class Row:
    """One thing measured, as often as there were rounds."""

    name: str
    unit: str
    rounds: list[float]

    @property
    def median(self) -> float:
        return median(self.rounds)

    @property
    def spread(self) -> float:
        """The distance between best and worst round, as a part of the median."""
        return (max(self.rounds) - min(self.rounds)) / self.median


def pages(rates: dict[str, list[float]]) -> Iterator[Row]:
    """Both pages, and round by round what part of the empty view's rate is ours."""
    for name, rounds in rates.items():
        yield Row(name, "requests/s", rounds)
    shares = [ours / empty for ours, empty in zip(*rates.values(), strict=True)]
    yield Row(f"{PUBLIC} ÷ {EMPTY}", "ratio", shares)


def show(rows: list[Row], database: str) -> None:
    print(f"Measured on {database}, {_machine()}, {_commit()}\n")
    print(f"{'what':<46} {'median':>8}  {'unit':<12} {'rounds':<20} spread")
    for row in rows:
        spread = f"{row.spread:.0%}" if row.unit != QUERIES else _equal(row.rounds)
        print(
            f"{row.name:<46} {_figure(row.median):>8}  {row.unit:<12} "
            f"{_rounds(row):<20} {spread}"
        )
    print(f"\n{_noise(rows)}")


def _rounds(row: Row) -> str:
    if row.unit == QUERIES:
        return " / ".join(map(_figure, row.rounds)) + " with 1 / 3 / 100 rows"
    return f"{_figure(min(row.rounds))} to {_figure(max(row.rounds))}"


def _equal(counts: list[float]) -> str:
    return "equal" if len(set(counts)) == 1 else "NOT EQUAL"


def keep(rows: list[Row], database: str, folder: Path) -> None:
    """Append nothing, overwrite nothing: each run is a file of its own."""
    now = datetime.now(UTC)
    run = {
        "at": now.isoformat(timespec="seconds"),
        "commit": _commit(),
        "database": database,
        "machine": _machine(),
    }
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{now:%Y%m%dT%H%M%S}-{database}.jsonl"
    with path.open("w") as file:
        for row in rows:
            measured = {
                "name": row.name,
                "unit": row.unit,
                "median": row.median,
                "rounds": row.rounds,
            }
            file.write(json.dumps(run | measured, ensure_ascii=False) + "\n")
    print(f"Kept in {path}")


def _noise(rows: list[Row]) -> str:
    timed = [row for row in rows if row.unit != QUERIES]
    worst = max(timed, key=lambda row: row.spread)
    if worst.spread <= CALM:
        word = "A calm run: differences above a tenth mean something"
    elif worst.spread <= ROUGH:
        word = "A somewhat noisy run: trust only large differences"
    else:
        word = "A noisy run, the machine was busy with other things: measure again"
    return f"{word} (rounds of {worst.name} lie {worst.spread:.0%} apart)."


def _figure(value: float) -> str:
    return f"{value:,.0f}".replace(",", " ") if value >= 10 else f"{value:.3g}"


def _machine() -> str:
    return (
        f"{os.cpu_count()} cores, Python {platform.python_version()}, "
        f"Django {django.get_version()}"
    )


def _commit() -> str:
    asked = subprocess.run(
        ["git", "describe", "--always", "--dirty"],  # noqa: S607
        capture_output=True,
        text=True,
        check=False,
    )
    return f"commit {asked.stdout.strip() or 'unknown'}"
