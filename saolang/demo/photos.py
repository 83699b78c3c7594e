"""Pictures of products, composed by the project: a drawing and a hint of place."""

import io
import re
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import typst
from PIL import Image

from saolang.products.models import Product
from saolang.ui import drawings

SCENERY = Path(__file__).parent / "scenery"
SIDE = 960
GROUNDS = ("#c8643f", "#2f6f68", "#d9a23b", "#a8433f", "#45679c", "#7b8a3f")
SCENES = {
    "11131": "song", "11086": "dong", "11113": "lang", "10813": "vuon",
    "10507": "lang", "11914": "bien", "10642": "lang", "10675": "dong",
    "10549": "doi", "11779": "song", "11824": "dong", "10546": "doi",
    "11455": "bien", "11737": "bien", "11411": "vuon", "11203": "song",
    "10615": "song", "10573": "doi",
}  # fmt: skip


def on_a_plate(product: Product) -> bytes:
    """The product on a village plate, the plate on one warm colour."""
    ground = _ground(product, 1)
    plate = drawings.shapes("plate")
    return _jpeg(
        f'<rect width="1000" height="1000" fill="{ground}"/>'
        '<circle cx="500" cy="512" r="452" fill="#000" opacity=".12"/>'
        f'<g transform="translate(54 54) scale(4.46)">{plate}</g>'
        f"{_drawing(product, 500, 500, 830)}"
    )


def on_the_table(product: Product) -> bytes:
    """The product on a tray, its place behind the table."""
    return _jpeg(
        f"{_scene(product)}"
        '<rect width="1000" height="1000" fill="#fff" opacity=".16"/>'
        f"{_table(_ground(product, 0))}{_drawing(product, 500, 610, 640)}"
    )


def of_the_place(product: Product) -> bytes:
    """Where it comes from."""
    return _jpeg(_scene(product))


def pack_shot(product: Product) -> bytes:
    """Three packs in a row, as a phone would show them."""
    ground = _ground(product, 2)
    packs = "".join(
        _drawing(product, x, 560, side, shadow=True)
        for x, side in ((190, 430), (810, 430), (500, 580))
    )
    return _jpeg(
        f'<rect width="1000" height="1000" fill="#efe6d3"/>'
        f'<rect y="600" width="1000" height="400" fill="{ground}"/>'
        f'<rect y="600" width="1000" height="8" fill="#000" opacity=".12"/>{packs}'
    )


def _ground(product: Product, shift: int) -> str:
    return GROUNDS[(product.pk * 5 + shift * 2) % len(GROUNDS)]


def _scene(product: Product) -> str:
    return _scenery(SCENES.get(product.commune.code, "dong"))


@cache
def _scenery(name: str) -> str:
    svg = (SCENERY / f"{name}.svg").read_text("utf-8")
    return svg[svg.index(">") + 1 : svg.rindex("</svg>")]


def _table(cloth: str) -> str:
    return (
        '<path fill="#8a5a3a" d="M0 700h1000v300H0Z"/>'
        '<path fill="#a26c45" d="M0 700h1000v26H0Z"/>'
        '<g stroke="#74492d" stroke-width="4" opacity=".5">'
        '<path d="M0 800h1000M0 900h1000"/></g>'
        f'<path fill="{cloth}" d="M150 742h700l90 258H60Z"/>'
        '<path fill="#fff" opacity=".18"'
        ' d="M170 762h660l8 22H162ZM110 930h780l8 22H102Z"/>'
        '<ellipse cx="500" cy="850" rx="330" ry="62" fill="#000" opacity=".18"/>'
        '<ellipse cx="500" cy="826" rx="330" ry="66" fill="#e2c08a"/>'
        '<ellipse cx="500" cy="818" rx="300" ry="54" fill="#f0d8ab"/>'
    )


def _drawing(
    product: Product, x: float, y: float, side: float, *, shadow: bool = False
) -> str:
    scale, wide, high = side / 200, side * 0.36, side * 0.06
    below = f'<ellipse cx="{x}" cy="{y + wide}" rx="{wide}" ry="{high}" opacity=".2"/>'
    shapes = drawings.shapes(product.art)
    return (
        f"{below if shadow else ''}"
        f'<g transform="translate({x - side / 2} {y - side / 2}) scale({scale})">'
        f"{shapes}</g>"
    )


def _style() -> str:
    found = re.search(r"<style>.*?</style>", drawings.standalone("gom"), re.DOTALL)
    return found.group() if found else ""


def _jpeg(inside: str) -> bytes:
    svg = (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1000 1000">'
        f"{_style()}{inside}</svg>"
    )
    with TemporaryDirectory(prefix="saolang-photo-") as folder:
        (Path(folder) / "photo.svg").write_text(svg, "utf-8")
        page = Path(folder) / "page.typ"
        page.write_text(
            f"#set page(width: {SIDE}pt, height: {SIDE}pt, margin: 0pt)\n"
            f'#image("photo.svg", width: {SIDE}pt)',
            "utf-8",
        )
        png = typst.compile(str(page), format="png", ppi=72, ignore_system_fonts=True)
    if not isinstance(png, bytes):
        raise TypeError("one picture is expected of a page")
    made = io.BytesIO()
    Image.open(io.BytesIO(png)).convert("RGB").save(made, "JPEG", quality=88)
    return made.getvalue()
