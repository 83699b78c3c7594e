"""Reads about places that other contexts share."""

from datetime import date

from django.db.models import Q, QuerySet

from saolang.geography.models import AdminUnit, Level, Succession
from saolang.search import index

KIND = "place"
TWO_LEVELS_SINCE = date(2025, 7, 1)


def current(code: str) -> AdminUnit:
    """The unit that carries `code` today. Raises AdminUnit.DoesNotExist."""
    return AdminUnit.objects.get(code=code, valid_to=None)


def on_day(code: str, day: date) -> AdminUnit:
    """The unit that carried `code` on `day`; a code alone is not a key."""
    return AdminUnit.objects.get(
        Q(valid_to=None) | Q(valid_to__gt=day), code=code, valid_from__lte=day
    )


def provinces() -> QuerySet[AdminUnit]:
    return AdminUnit.objects.filter(level=Level.PROVINCE, valid_to=None).order_by(
        "code", "pk"
    )


def communes_of(province: AdminUnit) -> QuerySet[AdminUnit]:
    return AdminUnit.objects.filter(
        parent=province, level=Level.COMMUNE, valid_to=None
    ).order_by("folded", "pk")


def same_unit(unit: AdminUnit) -> AdminUnit:
    """The row in force today of a unit whose type or name changed since."""
    if unit.valid_to is None:
        return unit
    return AdminUnit.objects.filter(code=unit.code, valid_to=None).first() or unit


def successors(unit: AdminUnit) -> list[AdminUnit]:
    """Where an old unit went, or the unit itself when it still stands."""
    if unit.valid_to is None:
        return [unit]
    found = Succession.objects.filter(old=unit).select_related("new").order_by("pk")
    return [same_unit(s.new) for s in found] or [same_unit(unit)]


def former_names(unit: AdminUnit) -> list[str]:
    """Old communes that are part of this one: `xã Thanh Sơn, huyện Thanh Hà, …`."""
    found = (
        Succession.objects.filter(new__code=unit.code, old__level=unit.level)
        .select_related("old__parent__parent")
        .order_by("old__folded", "pk")
    )
    return [place_line(s.old) for s in found]


def place_line(unit: AdminUnit) -> str:
    """`xã Thanh Hà, thành phố Hải Phòng`; use select_related on parents for lists."""
    names = [unit.full_name]
    while unit.parent is not None:
        unit = unit.parent
        names.append(unit.full_name)
    return ", ".join(names)


def find(
    text: str, level: Level | None = Level.COMMUNE, limit: int = 20
) -> list[AdminUnit]:
    """Present units by new or old name, with or without tone marks, best first."""
    hits = index.find(text, kinds=[KIND], limit=limit if level is None else limit * 3)
    units = AdminUnit.objects.select_related("parent").in_bulk(
        [hit.object_id for hit in hits]
    )
    found = [units[hit.object_id] for hit in hits if hit.object_id in units]
    return [unit for unit in found if level is None or unit.level == level][:limit]
