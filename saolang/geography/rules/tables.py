"""The place tables: read, checked row by row, changes applied.

Columns and meaning: geography/data/README.md. A bad table is refused as a whole, with
the file, the line and the reason, so that an import never leaves half a country.
"""

import csv
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise
from pathlib import Path

COLUMNS = {
    "units": "code level type name parent_code lat lon valid_from valid_to source",
    "successors": "old_code old_valid_from new_code share date source",
    "changes": "effective code level name field old new resolution issued "
    "confidence look_up",
    "aliases": "code valid_from alias origin",
}
TYPES = {
    "province": {"tỉnh", "thành phố"},
    "district": {"quận", "huyện", "thị xã", "thành phố thuộc tỉnh"},
    "commune": {"phường", "xã", "thị trấn", "đặc khu"},
}
_CODE = {"province": r"\d{2}", "district": r"\d{3}", "commune": r"\d{5}"}
ALWAYS = date.min  # an unknown start: in force when the data begins


class TableError(Exception):
    """A table that cannot be trusted; the message names file, line and reason."""


@dataclass(frozen=True, slots=True)
class UnitRow:
    """One unit in one period, half open: valid_from <= day < valid_to."""

    code: str
    level: str
    kind: str
    name: str
    parent_code: str
    valid_from: date
    valid_to: date | None
    source: str

    def in_force(self, day: date) -> bool:
        return self.valid_from <= day and (self.valid_to is None or day < self.valid_to)

    @property
    def key(self) -> tuple[str, date]:
        return self.code, self.valid_from


@dataclass(frozen=True, slots=True)
class SuccessionRow:
    """All or a part of an old unit became part of a new one."""

    old: tuple[str, date]
    new: tuple[str, date]
    share: str
    on: date
    source: str


@dataclass(frozen=True, slots=True)
class Places:
    """Everything the tables say, consistent."""

    units: tuple[UnitRow, ...]
    successions: tuple[SuccessionRow, ...]
    aliases: tuple[tuple[tuple[str, date], str], ...]
    parents: dict[tuple[str, date], tuple[str, date]]


def load(folder: Path) -> Places:
    """Read and check every table in `folder`. Raises TableError."""
    units = [_unit(where, row) for where, row in _read(folder / "units.tsv", "units")]
    for path in sorted(folder.glob("changes-*.tsv")):
        units = _apply(units, _read(path, "changes"))
    by_code: dict[str, list[UnitRow]] = defaultdict(list)
    for unit in units:
        by_code[unit.code].append(unit)
    _check_spans(by_code)
    successions = _successions(folder / "successors.tsv", by_code)
    keys = {unit.key for unit in units}
    aliases = []
    for where, row in _read(folder / "aliases.tsv", "aliases"):
        key = row["code"], _day(where, row["valid_from"])
        if key not in keys:
            raise TableError(f"{where}: no unit {row['code']} {row['valid_from']}")
        aliases.append((key, row["alias"]))
    parents = {u.key: _parent(u, by_code) for u in units if u.level != "province"}
    return Places(tuple(units), tuple(successions), tuple(aliases), parents)


def _read(path: Path, table: str) -> Iterator[tuple[str, dict[str, str]]]:
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise TableError(f"{path.name}: cannot be read ({error})") from error
    if unicodedata.normalize("NFC", text) != text:
        raise TableError(f"{path.name}: text is not NFC")
    header = COLUMNS[table].split()
    lines = csv.reader(text.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE)
    for number, cells in enumerate(lines, 1):
        where = f"{path.name} line {number}"
        if number == 1:
            if cells != header:
                raise TableError(f"{where}: columns are {cells}, expected {header}")
            continue
        if len(cells) != len(header):
            raise TableError(f"{where}: {len(cells)} cells, expected {len(header)}")
        yield where, dict(zip(header, cells, strict=True))


def _day(where: str, text: str) -> date:
    if not text:
        return ALWAYS
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise TableError(f"{where}: {text!r} is no date") from error


def _unit(where: str, row: dict[str, str]) -> UnitRow:
    if row["level"] not in TYPES:
        raise TableError(f"{where}: level {row['level']!r}")
    if row["type"] not in TYPES[row["level"]]:
        raise TableError(f"{where}: a {row['level']} of type {row['type']!r}")
    if not re.fullmatch(_CODE[row["level"]], row["code"]):
        raise TableError(f"{where}: code {row['code']!r} does not fit {row['level']}")
    if not row["name"] or row["name"] != " ".join(row["name"].split()):
        raise TableError(f"{where}: name {row['name']!r}")
    valid_to = _day(where, row["valid_to"]) if row["valid_to"] else None
    unit = UnitRow(
        row["code"],
        row["level"],
        row["type"],
        row["name"],
        row["parent_code"],
        _day(where, row["valid_from"]),
        valid_to,
        row["source"],
    )
    if valid_to and valid_to <= unit.valid_from:
        raise TableError(f"{where}: ends before it starts")
    return unit


def _apply(
    units: list[UnitRow], changes: Iterable[tuple[str, dict[str, str]]]
) -> list[UnitRow]:
    """Close the row in force and open its copy with one field changed."""
    rows = list(units)
    ordered = sorted(changes, key=lambda c: (c[1]["effective"], c[1]["code"]))
    for where, change in ordered:
        day = _day(where, change["effective"])
        field = {"type": "kind", "name": "name"}.get(change["field"])
        hits = [i for i, u in enumerate(rows) if u.code == change["code"]]
        hits = [i for i in hits if rows[i].in_force(day)]
        if field is None or len(hits) != 1:
            raise TableError(f"{where}: {len(hits)} units in force, field {field!r}")
        old = rows[hits[0]]
        if getattr(old, field) != change["old"]:
            raise TableError(f"{where}: {field} is not {change['old']!r}")
        new = replace(old, valid_from=day, source=change["resolution"])
        if field == "kind":
            new = replace(new, kind=change["new"])
        else:
            new = replace(new, name=change["new"])
        if old.valid_from == day:
            rows[hits[0]] = new
        else:
            rows[hits[0]] = replace(old, valid_to=day)
            rows.append(new)
    return rows


def _check_spans(by_code: dict[str, list[UnitRow]]) -> None:
    for code, rows in by_code.items():
        rows.sort(key=lambda unit: unit.valid_from)
        for one, next_one in pairwise(rows):
            if one.valid_to is None or next_one.valid_from < one.valid_to:
                raise TableError(f"units.tsv: periods of {code} overlap")


def _parent(unit: UnitRow, by_code: dict[str, list[UnitRow]]) -> tuple[str, date]:
    """The row of the parent code in force on the unit's last day."""
    last = date.max if unit.valid_to is None else unit.valid_to
    day = last if last == date.max else date.fromordinal(last.toordinal() - 1)
    found = [p for p in by_code.get(unit.parent_code, ()) if p.in_force(day)]
    if len(found) != 1:
        raise TableError(
            f"units.tsv: {unit.code} {unit.name} has {len(found)} parents on {day}"
        )
    return found[0].key


def _successions(path: Path, by_code: dict[str, list[UnitRow]]) -> list[SuccessionRow]:
    closed = {u.key: u for rows in by_code.values() for u in rows if u.valid_to}
    found: list[SuccessionRow] = []
    for where, row in _read(path, "successors"):
        on, old = (
            _day(where, row["date"]),
            (
                row["old_code"],
                _day(where, row["old_valid_from"]),
            ),
        )
        new = [u for u in by_code.get(row["new_code"], ()) if u.in_force(on)]
        if old not in closed or closed[old].valid_to != on:
            raise TableError(f"{where}: no unit {old[0]} that ends on {on}")
        if len(new) != 1 or row["share"] not in {"whole", "part"}:
            raise TableError(f"{where}: successor {row['new_code']} {row['share']!r}")
        found.append(SuccessionRow(old, new[0].key, row["share"], on, row["source"]))
    pairs = Counter((s.old, s.new) for s in found)
    if pairs and max(pairs.values()) > 1:
        raise TableError(f"{path.name}: {max(pairs, key=pairs.__getitem__)} repeated")
    shares: dict[tuple[str, date], list[str]] = defaultdict(list)
    for s in found:
        shares[s.old].append(s.share)
    for old, given in shares.items():
        if given != ["whole"] and (len(given) == 1 or set(given) != {"part"}):
            raise TableError(f"{path.name}: {old[0]} is divided as {given}")
    return found
