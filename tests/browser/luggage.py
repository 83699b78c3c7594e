"""What a producer brings along: answers, files, and a sheet that earns four stars."""

from collections.abc import Mapping
from decimal import Decimal
from io import BytesIO
from typing import Any

from PIL import Image
from pypdf import PdfWriter

from saolang.criteria import engine, library
from saolang.criteria.scorecard import Criterion, Option
from saolang.dossiers.fields import Field

PRODUCT = "Rươi kho niêu"
STORY = (
    "Tháng chín đôi mươi, tháng mười mồng năm, nước lên là rươi về.\n\n"
    "Mẹ tôi kho rươi với vỏ quýt trong niêu đất, đun rơm một đêm."
)
CARD = library.load_set("qd-26-2026", "che-bien-tu-thit-thuy-san-trung-sua")
ENOUGH = Decimal(75)

_ANSWERS = {
    "representative_title": "Giám đốc",
    "address": "Thôn An Thanh",
    "phone": "0912 345 678",
    "registered_on": "15/03/2019",
    "revenue": "2400000000",
    "profit": "310000000",
}


def answer_to(field: Field) -> str:
    """What a cooperative of ragworm fishers writes on a line of Form 01 or 02."""
    return _ANSWERS.get(field.name, f"{field.label}: như giấy tờ kèm theo.")


def pdf(name: str) -> dict[str, Any]:
    out = BytesIO()
    writer = PdfWriter()
    writer.add_blank_page(595, 842)
    writer.add_metadata({"/Title": name})
    writer.write(out)
    return file(f"{name}.pdf", "application/pdf", out.getvalue())


def jpeg(name: str) -> dict[str, Any]:
    """A photograph like no other: the same bytes twice are the same paper."""
    out = BytesIO()
    picture = Image.linear_gradient("L").resize((900, 675)).convert("RGB")
    picture.save(out, "JPEG", comment=name)
    return file(f"{name}.jpg", "image/jpeg", out.getvalue())


def svg(name: str) -> dict[str, Any]:
    drawn = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
    return file(f"{name}.svg", "image/svg+xml", drawn)


def file(name: str, media_type: str, content: bytes) -> dict[str, Any]:
    return {"name": name, "mimeType": media_type, "buffer": content}


def ticks_for(stars: int, points: Decimal = ENOUGH) -> dict[str, str]:
    """The least options for a star, the first ones raised until it is enough."""
    ticks = {
        leaf.code: min(_enough(leaf, stars), key=lambda option: option.points).id
        for leaf in CARD.leaves
    }
    for leaf in CARD.leaves:
        if points_of(ticks) >= points:
            break
        ticks[leaf.code] = max(leaf.options, key=lambda option: option.points).id
    graded = engine.assess(CARD, ticks)
    assert graded.stars == stars, f"{graded.points} points are {graded.stars} stars"
    return ticks


def points_of(ticks: Mapping[str, str]) -> Decimal:
    """What a sheet comes to, complete or not."""
    return engine.standing(CARD, ticks).points


def mean_of(*sheets: Mapping[str, str]) -> str:
    """The council's mean as Vietnamese pages and papers write it."""
    mean = sum(map(points_of, sheets), Decimal(0)) / len(sheets)
    return f"{mean:.2f}".replace(".", ",")


def _enough(leaf: Criterion, stars: int) -> list[Option]:
    needed = leaf.minimum(stars) or Decimal(0)
    return [option for option in leaf.options if option.points >= needed]
