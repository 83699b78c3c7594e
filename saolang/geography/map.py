"""The map of 34 provinces as SVG shapes, for illustration only.

Hoàng Sa (Đà Nẵng) and Trường Sa (Khánh Hòa) are drawn at their true place in the same
projection: degrees east and north to pixels, longitudes shrunk by the cosine of 16°N.
"""

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

WIDTH, HEIGHT = 507, 650
_WEST, _NORTH, _SCALE = 101.9, 23.6, 36.6
_SHRINK = math.cos(math.radians(16))
_SHAPES = Path(__file__).parent / "data" / "provinces.geojson"

HOANG_SA = (
    (16.834, 112.338), (16.667, 112.733), (16.534, 111.607), (16.506, 111.587),
    (16.452, 111.714), (16.466, 111.757), (15.783, 111.200), (16.980, 112.270),
    (16.960, 112.310), (16.050, 112.500), (16.346, 112.020),
)  # fmt: skip
TRUONG_SA = (
    (11.430, 114.330), (11.455, 114.355), (10.180, 114.366), (10.377, 114.480),
    (9.886, 114.329), (8.644, 111.920), (7.890, 112.920), (8.970, 113.690),
    (10.377, 114.366), (11.050, 114.285), (10.670, 114.420), (10.730, 115.800),
    (11.080, 115.020), (9.550, 112.890), (8.860, 112.840), (9.910, 115.530),
    (10.920, 114.080), (8.670, 111.670), (8.850, 112.200), (8.800, 113.980),
    (8.710, 114.180), (8.870, 114.650), (8.170, 113.300), (9.900, 114.560),
    (10.060, 113.850), (8.820, 112.600),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Area:
    """One province to draw: its shape, its figure and the shade of that figure."""

    code: str
    name: str
    path: str
    value: int
    shade: int


def project(lat: float, lon: float) -> tuple[float, float]:
    """Pixels from the left and the top of the picture."""
    x, y = (lon - _WEST) * _SCALE * _SHRINK, (_NORTH - lat) * _SCALE
    return round(x, 1), round(y, 1)


@lru_cache
def _outlines() -> tuple[tuple[str, str, str], ...]:
    found = []
    for feature in json.loads(_SHAPES.read_text(encoding="utf-8"))["features"]:
        shape = feature["geometry"]
        polygons = shape["coordinates"]
        if shape["type"] == "Polygon":
            polygons = [polygons]
        rings = [ring for polygon in polygons for ring in polygon]
        path = "".join(_ring(ring) for ring in rings)
        found.append(
            (feature["properties"]["code"], feature["properties"]["name"], path)
        )
    return tuple(found)


def _ring(points: list[list[float]]) -> str:
    steps = (project(lat, lon) for lon, lat in points)
    return "M" + "L".join(f"{x} {y}" for x, y in steps) + "Z"


@lru_cache
def islands() -> str:
    """The path of both archipelagos: one dot each."""
    dots = (project(lat, lon) for lat, lon in HOANG_SA + TRUONG_SA)
    return "".join(f"M{x} {y}h.01" for x, y in dots)


def areas(values: Mapping[str, int]) -> list[Area]:
    """Every province with its figure; shade 1 to 4 by quarter of the largest."""
    top = max([1, *values.values()])
    return [
        Area(code, name, path, value, 1 + min(3, value * 4 // (top + 1)))
        for code, name, path in _outlines()
        for value in [values.get(code, 0)]
    ]
