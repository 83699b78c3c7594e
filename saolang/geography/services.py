"""Bring the place tables in; never take a place away."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import holidays
from django.db import transaction

from saolang.geography import queries
from saolang.geography.models import AdminUnit, DayOff, Level, Succession, UnitAlias
from saolang.geography.rules import tables
from saolang.kernel.text import fold
from saolang.search import index
from saolang.search.index import Item

DATA = Path(__file__).parent / "data"


@dataclass(frozen=True, slots=True)
class Imported:
    """How many rows the import wrote and how many units there are now."""

    units: int
    successions: int
    aliases: int
    in_force: int


@transaction.atomic
def import_units(folder: Path = DATA) -> Imported:
    """Upsert every unit on (code, valid_from) with what became of it.

    Raises tables.TableError, and then nothing is written.
    """
    places = tables.load(folder)
    AdminUnit.objects.bulk_create(
        [
            AdminUnit(
                code=row.code,
                level=row.level,
                kind=row.kind,
                name=row.name,
                folded=fold(row.name),
                valid_from=row.valid_from,
                valid_to=row.valid_to,
                source=row.source,
            )
            for row in places.units
        ],
        update_conflicts=True,
        unique_fields=["code", "valid_from"],
        update_fields=["level", "kind", "name", "folded", "valid_to", "source"],
    )
    units = {(unit.code, unit.valid_from): unit for unit in AdminUnit.objects.all()}
    for key, parent in places.parents.items():
        units[key].parent_id = units[parent].pk
    AdminUnit.objects.bulk_update(
        [units[key] for key in places.parents], ["parent"], batch_size=2000
    )
    Succession.objects.bulk_create(
        [
            Succession(
                old=units[row.old],
                new=units[row.new],
                share=row.share,
                on=row.on,
                source=row.source,
            )
            for row in places.successions
        ],
        update_conflicts=True,
        unique_fields=["old", "new", "on"],
        update_fields=["share", "source"],
    )
    UnitAlias.objects.bulk_create(
        [UnitAlias(unit=units[k], alias=a, folded=fold(a)) for k, a in places.aliases],
        ignore_conflicts=True,
    )
    _index_places()
    return Imported(
        len(places.units),
        len(places.successions),
        len(places.aliases),
        AdminUnit.objects.filter(valid_to=None).count(),
    )


def _index_places() -> None:
    """Every present commune and province, findable by any name it ever had."""
    units = {unit.pk: unit for unit in AdminUnit.objects.all()}

    def path(unit: AdminUnit) -> str:
        names = [unit.full_name]
        while unit.parent_id:
            unit = units[unit.parent_id]
            names.append(unit.full_name)
        return ", ".join(names)

    spellings: dict[int, list[str]] = defaultdict(list)
    for alias in UnitAlias.objects.order_by("pk"):
        spellings[alias.unit_id].append(alias.alias)
    origins: dict[str, set[int]] = defaultdict(set)
    for succession in Succession.objects.order_by("pk"):
        origins[units[succession.new_id].code].add(succession.old_id)
    items = []
    for unit in units.values():
        if unit.valid_to or unit.level == Level.DISTRICT:
            continue
        lines = [path(unit), *spellings[unit.pk]]
        for old_id in sorted(origins[unit.code]):
            old = units[old_id]
            if old.level == unit.level or old.parent_id is None:
                lines += [path(old), *spellings[old_id]]
        weight = 10 if unit.level == Level.PROVINCE else 0
        items.append(Item(unit.pk, path(unit), "\n".join(lines), weight))
    index.put_many(queries.KIND, items)


@transaction.atomic
def import_holidays(first_year: int, last_year: int) -> int:
    """Public holidays of the Labour Code, Tết included, as rows an office edits."""
    calendar = holidays.country_holidays(
        "VN", years=range(first_year, last_year + 1), language="vi"
    )
    rows = [
        DayOff(on=date(day.year, day.month, day.day), name=name, source="BLLĐ 2019")
        for day, name in sorted(calendar.items())
    ]
    DayOff.objects.bulk_create(rows, ignore_conflicts=True)
    return len(rows)
