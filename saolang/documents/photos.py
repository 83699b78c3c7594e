"""Photos as pages of a PDF: one A4 page each, the picture as large as it goes."""

import io
from collections.abc import Iterable
from pathlib import Path

import pikepdf
from PIL import Image

A4 = (595.276, 841.89)
MARGIN = 14.0
LONGEST = 2048
QUALITY = 85
Size = tuple[float, float]


def bind(photos: Iterable[Path]) -> bytes:
    """One PDF of pictures in the order given.

    The pictures are upright already: ours are, once they are accepted.
    """
    with pikepdf.new() as pdf:
        for photo in photos:
            add_page(pdf, photo)
        out = io.BytesIO()
        pdf.save(out)
    return out.getvalue()


def add_page(pdf: pikepdf.Pdf, photo: Path) -> None:
    """Put one picture on an A4 page of its own, lying when the picture is wide."""
    content, size, space = _jpeg(photo)
    picture = pikepdf.Stream(
        pdf,
        content,
        Type=pikepdf.Name.XObject,
        Subtype=pikepdf.Name.Image,
        Width=size[0],
        Height=size[1],
        ColorSpace=pikepdf.Name(space),
        BitsPerComponent=8,
        Filter=pikepdf.Name.DCTDecode,
    )
    page = pdf.add_blank_page(page_size=_sheet(size))
    page.Resources = pikepdf.Dictionary(
        XObject=pikepdf.Dictionary(Photo=pdf.make_indirect(picture))
    )
    page.Contents = pdf.make_stream(_placed(size, _sheet(size)))


def _jpeg(photo: Path) -> tuple[bytes, tuple[int, int], str]:
    """JPEG bytes, their size and colours; a JPEG small enough stays bit for bit."""
    with Image.open(photo, formats=["JPEG", "PNG", "WEBP"]) as image:
        grey = image.mode == "L"
        kept = image.mode in {"L", "RGB"} and image.format == "JPEG"
        if kept and max(image.size) <= LONGEST:
            return photo.read_bytes(), image.size, _space(grey=grey)
        image.thumbnail((LONGEST, LONGEST), Image.Resampling.LANCZOS)
        flat = image if image.mode in {"L", "RGB"} else _on_white(image)
        out = io.BytesIO()
        flat.save(out, "JPEG", quality=QUALITY)
        return out.getvalue(), flat.size, _space(grey=flat.mode == "L")


def _space(*, grey: bool) -> str:
    return "/DeviceGray" if grey else "/DeviceRGB"


def _on_white(image: Image.Image) -> Image.Image:
    """The picture as it looks on paper: what was see-through is white."""
    seen = image.convert("RGBA")
    paper = Image.new("RGBA", seen.size, "white")
    return Image.alpha_composite(paper, seen).convert("RGB")


def _sheet(size: tuple[int, int]) -> Size:
    return A4 if size[0] <= size[1] else (A4[1], A4[0])


def _placed(size: tuple[int, int], sheet: Size) -> bytes:
    """Drawing instructions: the picture in the middle, inside the margin."""
    scale = min(
        (sheet[0] - 2 * MARGIN) / size[0],
        (sheet[1] - 2 * MARGIN) / size[1],
    )
    width, height = size[0] * scale, size[1] * scale
    left, bottom = (sheet[0] - width) / 2, (sheet[1] - height) / 2
    matrix = f"{width:.2f} 0 0 {height:.2f} {left:.2f} {bottom:.2f}"
    return f"q {matrix} cm /Photo Do Q".encode()
