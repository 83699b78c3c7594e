"""Icons and product drawings, read once from the files beside this module."""

import re
from functools import cache
from pathlib import Path

HERE = Path(__file__).parent
PAINTS = {  # the light tokens, for drawings that leave the page
    "w": "#b9cbe8",
    "z": "#fdfefc",
    "r": "#c8394b",
    "g": "#e9b23c",
    "n": "#4f9270",
    "e": "#a9714a",
}
KEY, RIM = "#1f4287", "#5f80bb"


@cache
def icons() -> dict[str, str]:
    """Lucide name -> shapes, for every icon we carry."""
    sprite = (HERE / "icons.svg").read_text("utf-8")
    return dict(re.findall(r'<symbol id="([^"]+)">(.*)</symbol>', sprite))


@cache
def names() -> tuple[str, ...]:
    """Every product drawing, in order."""
    return tuple(sorted(p.stem for p in (HERE / "art").glob("*.svg")))


@cache
def shapes(name: str) -> str:
    """The inside of one drawing, on a field of 200 × 200 units."""
    if name not in names():
        raise LookupError(f"no drawing is called {name}; see saolang/ui/art")
    svg = (HERE / "art" / f"{name}.svg").read_text("utf-8")
    return svg[svg.index(">") + 1 : svg.rindex("</svg>")].strip()


def standalone(name: str, *, on_plate: bool = True) -> str:
    """A drawing as a file of its own, in the light colours: for photos, mail, print."""
    plate = shapes("plate") if on_plate else ""
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 200">'
        f"<style>{_style()}</style>{plate}"
        f'<g transform="translate(8 8) scale(.92)">{shapes(name)}</g></svg>'
    )


def _style() -> str:
    fills = "".join(
        f".{key}{{fill:{paint}}}.s-{key}{{stroke:{paint};stroke-width:3.5}}"
        for key, paint in PAINTS.items()
    )
    return (
        '.k,.t,.m,[class^="s-"]'
        "{fill:none;stroke-linecap:round;stroke-linejoin:round}"
        f".k{{stroke:{KEY};stroke-width:3}}.t{{stroke:{KEY};stroke-width:1.8}}"
        f".m{{stroke:{RIM}}}{fills}"
    )
