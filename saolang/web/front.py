"""What the front page tells a stranger: products, how stars are earned, the map."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from saolang.certificates import queries as certificates
from saolang.geography import map as country_map
from saolang.market import queries as market


@dataclass(frozen=True, slots=True)
class ProvinceCount:
    """One province in the list beside the map."""

    code: str
    name: str
    count: int


def content(on: date) -> dict[str, Any]:
    """Everything the front page shows on a day."""
    counts = certificates.counts_by_province(on)
    areas = country_map.areas(counts)
    listed = [ProvinceCount(area.code, area.name, area.value) for area in areas]
    listed.sort(key=lambda row: (-row.count, row.code))
    return {
        "cards": [market.card(row) for row in market.best(on)],
        "latest": market.latest(on),
        "total": sum(counts.values()),
        "areas": areas,
        "islands": country_map.islands(),
        "first_provinces": listed[:6],
        "provinces": listed[6:],
        "today": on,
    }
