"""The deep check of one file, in a process of its own that may be killed.

Run as a program: `inspector.py TYPE SOURCE SIDE CLEAN SMALL`, it limits its own time,
memory and disk, looks, and prints a verdict as JSON. It knows no Django and no
database; whatever a file does to it, it does to nothing else.
"""

import contextlib
import io
import json
import logging
import resource
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pi_heif  # type: ignore[import-untyped]
from PIL import Image, ImageCms, ImageOps
from pypdf import PdfReader
from pypdf.errors import FileNotDecryptedError
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject

from saolang.files.office import EXCEL, WORD, Refused, check_office

CPU_SECONDS = 10
MEMORY_BYTES = 512 * 1024 * 1024
WRITTEN_BYTES = 64 * 1024 * 1024
JPEG_PIXELS = 60_000_000  # a JPEG can be read at half size, the others cannot
OTHER_PIXELS = 16_000_000
PDF_PAGES = 2000
PDF_OBJECTS = 300_000
SMALL_SIDE = 480
HEIC_PIXELS = 50_000_000
FORMATS = {
    "image/jpeg": "JPEG",
    "image/png": "PNG",
    "image/webp": "WEBP",
    "image/heic": "HEIF",
}
MOST_PIXELS = {"JPEG": JPEG_PIXELS, "HEIF": HEIC_PIXELS}
QUALITY = 85
ACTIONS = {
    "/JavaScript",
    "/Launch",
    "/SubmitForm",
    "/ImportData",
    "/RichMediaExecute",
    "/Rendition",
    "/GoToE",
    "/Sound",
    "/Movie",
}
ACTIVE_KEYS = {"/JS", "/JavaScript", "/XFA", "/RichMediaContent", "/RichMediaSettings"}
ATTACHMENT_KEYS = {"/EF", "/EmbeddedFiles"}


def check_image(
    source: Path, media_type: str, side: int, clean: Path, small: Path
) -> dict[str, int]:
    """Read every pixel and write the picture anew, twice, without what came with it.

    A HEIC is written as a JPEG, since few browsers show it.
    """
    pi_heif.register_heif_opener(thumbnails=False, decode_threads=1)
    with (
        contextlib.suppress(Image.DecompressionBombError),
        _opened(source, media_type) as image,
    ):
        image.verify()
    try:
        picture = _pixels(source, media_type, side)
    except (OSError, SyntaxError, ValueError, EOFError) as broken:
        raise Refused("image.broken") from broken
    _write(picture, media_type, side, clean)
    size = {"width": picture.width, "height": picture.height}
    _write(picture, media_type, SMALL_SIDE, small)
    return size


@contextlib.contextmanager
def _opened(source: Path, media_type: str) -> Iterator[Image.Image]:
    Image.MAX_IMAGE_PIXELS = None  # our own limit, below, says why
    try:
        with Image.open(source, formats=[FORMATS[media_type]]) as image:
            limit = MOST_PIXELS.get(image.format or "", OTHER_PIXELS)
            if image.width * image.height > limit:
                raise Refused("image.too_many_pixels")
            yield image
    except (OSError, SyntaxError, ValueError, EOFError) as broken:
        raise Refused("image.broken") from broken


def _pixels(source: Path, media_type: str, side: int) -> Image.Image:
    """The picture upright, no larger than it is shown, with nothing but its pixels."""
    with _opened(source, media_type) as image:
        orientation = image.getexif()
        longest = max(image.size)
        image.draft(
            None, (image.width * side // longest, image.height * side // longest)
        )
        smaller = _whole(image)
        smaller.thumbnail((side, side), Image.Resampling.LANCZOS, reducing_gap=None)
        picture = _in_srgb(smaller, image.info.get("icc_profile"))
    picture.info.clear()
    picture.info["exif"] = orientation.tobytes()
    upright = ImageOps.exif_transpose(picture)
    upright.info.clear()
    return upright


def _whole(image: Image.Image) -> Image.Image:
    """The picture in a mode that scales well, keeping transparency."""
    if image.mode in {"RGB", "RGBA", "L", "CMYK"} and "transparency" not in image.info:
        return image
    see_through = image.mode in {"LA", "PA"} or "transparency" in image.info
    return image.convert("RGBA" if see_through else "RGB")


def _in_srgb(picture: Image.Image, profile: bytes | None) -> Image.Image:
    """The picture in the colours every screen shows."""
    mode = "RGBA" if picture.mode == "RGBA" else "RGB"
    if profile and picture.mode != "L":
        with contextlib.suppress(ImageCms.PyCMSError, OSError, ValueError):
            theirs = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            ours = ImageCms.createProfile("sRGB")
            picture = (
                ImageCms.profileToProfile(picture, theirs, ours, outputMode=mode)
                or picture
            )
    return picture.convert(mode)


def _write(picture: Image.Image, media_type: str, side: int, target: Path) -> None:
    picture.thumbnail((side, side), Image.Resampling.LANCZOS)
    kind = "JPEG" if media_type == "image/heic" else FORMATS[media_type]
    if kind == "JPEG":
        picture = _on_white(picture)
        options: dict[str, Any] = {"quality": QUALITY, "progressive": True}
    elif kind == "WEBP":
        options = {"quality": QUALITY}
    else:
        options = {"compress_level": 6}
    picture.save(target, kind, **options)


def _on_white(picture: Image.Image) -> Image.Image:
    """The picture without transparency, which a JPEG does not have."""
    if picture.mode != "RGBA":
        return picture
    white = Image.new("RGB", picture.size, "white")
    white.paste(picture, mask=picture.getchannel("A"))
    return white


def check_pdf(source: Path) -> dict[str, int]:
    """Count the pages and look at every object for what could run or hide."""
    try:
        reader = PdfReader(source, strict=False)
        if reader.is_encrypted and not reader.decrypt(""):
            raise Refused("pdf.locked")
        pages = len(reader.pages)
        if pages > PDF_PAGES:
            raise Refused("pdf.too_many_pages")
        for thing in _objects(reader):
            _inspect(thing)
    except (Refused, MemoryError):
        raise
    except FileNotDecryptedError as locked:
        raise Refused("pdf.locked") from locked
    except Exception as broken:  # pypdf raises a dozen kinds on bad input
        raise Refused("pdf.broken") from broken
    if pages == 0:
        raise Refused("pdf.broken")
    return {"pages": pages}


def _objects(reader: PdfReader) -> Iterator[Any]:
    """The trailer and every object of the file, reachable from a page or not."""
    yield reader.trailer
    numbers = {
        (number, generation)
        for generation, table in reader.xref.items()
        for number in table
    } | {(number, 0) for number in reader.xref_objStm}
    if len(numbers) > PDF_OBJECTS:
        raise Refused("file.too_heavy")
    for number, generation in sorted(numbers):
        yield reader.get_object(IndirectObject(number, generation, reader))


def _inspect(thing: Any) -> None:
    waiting = [thing]
    while waiting:
        found = waiting.pop()
        if isinstance(found, DictionaryObject):
            _judge(found)
            waiting += [value for value in found.values() if _holds_more(value)]
        elif isinstance(found, ArrayObject):
            waiting += [value for value in found if _holds_more(value)]


def _holds_more(value: Any) -> bool:
    return isinstance(value, DictionaryObject | ArrayObject)


def _judge(found: DictionaryObject) -> None:
    """Opening at a page is harmless; running, starting, sending and hiding are not."""
    if found.keys() & ACTIVE_KEYS or found.get("/S") in ACTIONS:
        raise Refused("pdf.active_content")
    if found.keys() & ATTACHMENT_KEYS or found.get("/Type") == "/EmbeddedFile":
        raise Refused("pdf.attachment")


def limit_this_process() -> None:
    """No more time, memory, disk or open files than one honest file needs."""
    for kind, most in (
        (resource.RLIMIT_CPU, CPU_SECONDS),
        (resource.RLIMIT_AS, MEMORY_BYTES),
        (resource.RLIMIT_FSIZE, WRITTEN_BYTES),
        (resource.RLIMIT_NOFILE, 64),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(kind, (most, most))


def main(media_type: str, source: str, side: str, clean: str, small: str) -> None:
    """Print the verdict on one file: {"code": …} or what was counted."""
    limit_this_process()
    logging.disable()
    verdict: dict[str, Any]
    try:
        if media_type == "application/pdf":
            verdict = dict(check_pdf(Path(source)))
        elif media_type in {WORD, EXCEL}:
            verdict = dict(check_office(Path(source), media_type))
        else:
            verdict = dict(
                check_image(
                    Path(source), media_type, int(side), Path(clean), Path(small)
                )
            )
    except Refused as refused:
        verdict = {"code": str(refused)}
    except (MemoryError, RecursionError):
        verdict = {"code": "file.too_heavy"}
    print(json.dumps(verdict))


if __name__ == "__main__":
    main(*sys.argv[1:])
