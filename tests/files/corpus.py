"""Files people and attackers send, made here, each with the verdict it must get.

`python -m tests.files.corpus FOLDER` writes them out for a look.
"""

import hashlib
import io
import struct
import sys
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from PIL import Image
from PIL.PngImagePlugin import PngInfo
from pypdf import PdfWriter
from pypdf.generic import (
    ArrayObject,
    DictionaryObject,
    NameObject,
    StreamObject,
    TextStringObject,
)

from tests.files import office_corpus

TAKEN = ""
HEIC = Path(__file__).parent / "photos"


@dataclass(frozen=True)
class Case:
    """One file and what must become of it: TAKEN, or the code of the refusal."""

    name: str
    content: bytes
    verdict: str
    media_type: str = ""


def picture(kind: str, size: tuple[int, int] = (40, 30), **options) -> bytes:
    mode = options.pop("mode", "RGB")
    out = io.BytesIO()
    Image.linear_gradient("L").resize(size).convert(mode).save(out, kind, **options)
    return out.getvalue()


def located_photo() -> bytes:
    """A phone's photo: taken sideways, at a farmer's home."""
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x010F] = "Dien thoai"
    exif.get_ifd(0x8825).update(
        {1: "N", 2: (20.0, 56.0, 0.0), 3: "E", 4: (106.0, 19.0, 0.0)}
    )
    return picture("JPEG", exif=exif)


def pdf(change: Callable[[PdfWriter], object] = lambda writer: None, pages=1) -> bytes:
    writer = PdfWriter()
    for _page in range(pages):
        writer.add_blank_page(200, 200)
    change(writer)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def scan(length: int, seed: bytes) -> bytes:
    """A PDF as heavy as a scan, different for each seed."""
    stream = StreamObject()
    stream.set_data(hashlib.shake_128(seed).digest(length))
    return pdf(lambda writer: writer._add_object(stream))


def entries(**values) -> DictionaryObject:
    return DictionaryObject(
        {NameObject(f"/{name}"): value for name, value in values.items()}
    )


def action(kind: str, **values) -> DictionaryObject:
    return entries(S=NameObject(f"/{kind}"), **values)


def in_catalogue(name: str, value) -> Callable[[PdfWriter], object]:
    return lambda writer: writer._root_object.update({NameObject(name): value})


def on_page(name: str, value) -> Callable[[PdfWriter], object]:
    return lambda writer: writer.pages[0].update({NameObject(name): value})


def link_with(value: DictionaryObject) -> Callable[[PdfWriter], object]:
    note = entries(Type=NameObject("/Annot"), Subtype=NameObject("/Link"), A=value)
    return on_page("/Annots", ArrayObject([note]))


def raw_pdf(*objects: bytes, root: int = 1) -> bytes:
    """A PDF written by hand, for what a library would not write."""
    out, places = b"%PDF-1.7\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return out + (
        b"xref\n0 %d\n0000000000 65535 f \n%strailer<</Size %d/Root %d 0 R>>\n"
        b"startxref\n%d\n%%%%EOF\n"
        % (len(objects) + 1, table, len(objects) + 1, root, len(out))
    )


def zipped(name: str = "a.txt", content: bytes = b"a" * 100) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return out.getvalue()


def png_header(width: int, height: int) -> bytes:
    """A PNG that promises many pixels and holds next to none."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        check = zlib.crc32(kind + content)
        return (
            struct.pack(">I", len(content)) + kind + content + struct.pack(">I", check)
        )

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", zlib.compress(b"\0" * 1000))
        + chunk(b"IEND", b"")
    )


def jpeg_promising(width: int, height: int) -> bytes:
    honest = picture("JPEG")
    at = honest.index(b"\xff\xc0") + 5
    return honest[:at] + struct.pack(">HH", height, width) + honest[at + 4 :]


def webp_promising(side: int) -> bytes:
    exif = Image.Exif()
    exif[0x010F] = "Dien thoai"
    honest = bytearray(picture("WEBP", mode="RGBA", lossless=True, exif=exif))
    at = honest.index(b"VP8X") + 12
    honest[at : at + 6] = struct.pack("<I", side - 1)[:3] * 2
    return bytes(honest)


def heic_promising(honest: bytes, side: int) -> bytes:
    at = honest.index(b"ispe") + 8
    return honest[:at] + struct.pack(">II", side, side) + honest[at + 8 :]


def noted_png(text: str) -> bytes:
    info = PngInfo()
    info.add_text("Comment", text)
    return picture("PNG", pnginfo=info)


def many_frames() -> bytes:
    frames = [Image.new("RGB", (20, 20), (n * 9, 0, 0)) for n in range(20)]
    out = io.BytesIO()
    frames[0].save(out, "WEBP", save_all=True, append_images=frames[1:])
    return out.getvalue()


JPEG, PNG, WEBP = picture("JPEG"), picture("PNG"), picture("WEBP")
PDF = pdf()
SCRIPT = b"<script>fetch('/admin/')</script>"
TYPES = {"jpg": "image/jpeg", "png": "image/png", "webp": "image/webp"}


def cases() -> Iterator[Case]:
    """Every case, honest ones first."""
    yield from honest()
    yield from kinds_we_do_not_take()
    yield from two_files_in_one()
    yield from hostile_pdfs()
    yield from broken_and_huge()
    yield from (Case(*each) for each in office_corpus.cases())


def honest() -> Iterator[Case]:
    pdf_type = "application/pdf"
    yield Case("giay.pdf", PDF, TAKEN, pdf_type)
    yield Case("nhieu-trang.pdf", pdf(pages=300), TAKEN, pdf_type)
    yield Case(
        "mo-o-trang-1.pdf",
        pdf(
            lambda w: w._root_object.update(
                {
                    NameObject("/OpenAction"): ArrayObject(
                        [w.pages[0].indirect_reference, NameObject("/Fit")]
                    )
                }
            )
        ),
        TAKEN,
        pdf_type,
    )
    web = action("URI", URI=TextStringObject("https://example.vn/"))
    yield Case("co-lien-ket.pdf", pdf(link_with(web)), TAKEN, pdf_type)
    yield Case(
        "cho-doc-khong-cho-sua.pdf",
        pdf(lambda w: w.encrypt("", "chu", algorithm="AES-256")),
        TAKEN,
        pdf_type,
    )
    for ending, media_type in TYPES.items():
        kind = {"jpg": "JPEG"}.get(ending, ending.upper())
        yield Case(f"anh.{ending}", picture(kind), TAKEN, media_type)
        yield Case(f"anh-xam.{ending}", picture(kind, mode="L"), TAKEN, media_type)
    yield Case("co-gps.jpg", located_photo(), TAKEN, "image/jpeg")
    yield Case("in-an.jpg", picture("JPEG", mode="CMYK"), TAKEN, "image/jpeg")
    yield Case("bang-mau.png", picture("PNG", mode="P"), TAKEN, "image/png")
    yield Case("trong-suot.png", picture("PNG", mode="RGBA"), TAKEN, "image/png")
    yield Case("co-chu-thich.png", noted_png("Chụp ở Tứ Kỳ"), TAKEN, "image/png")
    yield Case("anh-dong.webp", many_frames(), TAKEN, "image/webp")
    for photo in sorted(HEIC.glob("*.heic")):
        yield Case(photo.name, photo.read_bytes(), TAKEN, "image/heic")
    big = picture("JPEG", (8000, 6000))
    yield Case("may-anh-48-trieu-diem.jpg", big, TAKEN, "image/jpeg")
    motion = JPEG + b"\0\0\0\x18ftypmp42" + b"\0" * 4000
    yield Case("anh-chuyen-dong-cua-dien-thoai.jpg", motion, TAKEN, "image/jpeg")
    yield Case("ten-sai.txt", JPEG, TAKEN, "image/jpeg")
    yield Case("that-ra-la-anh.html", PNG, TAKEN, "image/png")


def kinds_we_do_not_take() -> Iterator[Case]:
    office = "file.office_document"
    yield Case("rong.pdf", b"", "file.empty")
    yield Case("mot-byte.pdf", b"%", "file.unknown_kind")
    video = b"\0\0\0\x18ftypmp42\0\0\0\0mp42isom" + b"\0" * 99
    yield Case("phim.jpg", video, "file.video")
    yield Case("bai.pptx", zipped("ppt/presentation.xml"), office)
    avif = b"\0\0\0\x1cftypavif\0\0\0\0mif1avifmiaf" + b"\0" * 99
    yield Case("anh.avif", avif, "file.other_image")
    yield Case("anh-avif.heic", avif[:8] + b"mif1" + avif[12:], "file.other_image")
    yield Case("cu.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 99, office)
    yield Case("van-ban.rtf", b"{\\rtf1 Xin chao}", office)
    yield Case("anh.zip", zipped(), "file.archive")
    yield Case("anh.rar", b"Rar!\x1a\x07\x01\0" + b"\0" * 99, "file.archive")
    yield Case("anh.7z", b"7z\xbc\xaf\x27\x1c" + b"\0" * 99, "file.archive")
    yield Case("anh.gz", b"\x1f\x8b\x08\0" + b"\0" * 99, "file.archive")
    bomb = zipped("bomb", b"\0" * 20_000_000)
    yield Case("bom-zip.jpg", bomb, "file.archive")
    yield Case("bom-long-nhau.pdf", zipped("in.zip", bomb), "file.archive")
    yield Case("dong.gif", picture("GIF"), "file.other_image")
    yield Case("tho.bmp", picture("BMP"), "file.other_image")
    yield Case("quet.tiff", picture("TIFF"), "file.other_image")
    yield Case("doi-ten-gif.png", picture("GIF"), "file.other_image")
    yield Case("may.exe", b"MZ\x90\0" + b"\0" * 99, "file.program")
    yield Case("may.pdf", b"\x7fELF\x02\x01" + b"\0" * 99, "file.program")
    yield Case("lenh.jpg", b"#!/bin/sh\nrm -rf /\n", "file.program")
    yield Case("ghi-chu.txt", "Rươi Tứ Kỳ".encode(), "file.unknown_kind")
    yield Case("tieng-on.jpg", bytes(range(256)) * 40, "file.unknown_kind")
    for name, content in {
        "trang.html": b"<!DOCTYPE html><html><body>" + SCRIPT,
        "trang.jpg": b"<html>" + SCRIPT,
        "trang.pdf": b"\n\n  <script>alert(1)</script>",
        "hinh.svg": b'<svg xmlns="http://www.w3.org/2000/svg" onload="x()"/>',
        "hinh-ngoai.svg": b'<?xml version="1.0"?><!DOCTYPE svg SYSTEM "file:///etc/x">',
        "hinh-long.svg": b"<svg><foreignObject><body/></foreignObject></svg>",
        "bom.xml": b'<?xml version="1.0"?><!DOCTYPE b [<!ENTITY a "aaaa">]>',
        "lenh.png": b"<?php system($_GET[1]); ?>",
    }.items():
        yield Case(name, content, "file.web_page")


def two_files_in_one() -> Iterator[Case]:
    both = "file.two_in_one"
    gif_script = b"GIF89a/*" + b"\0" * 20 + b"*/=1;alert(1)"
    yield Case("gif-js.gif", gif_script, "file.other_image")
    yield Case("gif-js.jpg", gif_script, "file.other_image")
    yield Case("cuoi-co-html.jpg", JPEG + b"<html>" + SCRIPT, both)
    comment = JPEG[:2] + b"\xff\xfe\x00\x2b" + SCRIPT.ljust(41, b" ") + JPEG[2:]
    yield Case("chu-thich-html.jpg", comment, both)
    yield Case("png-php.png", noted_png("<?php system('id'); ?>"), both)
    yield Case("png-php-cuoi.png", PNG + b"<?= `id` ?>", both)
    yield Case("webp-html.webp", WEBP + b"<body onload=x()>", both)
    yield Case("png-svg.png", PNG + b"<svg onload=x()>", both)
    yield Case("pdf-zip.pdf", PDF + zipped(), both)
    yield Case("jpg-zip.jpg", JPEG + zipped(), both)
    yield Case("png-jar.png", PNG + zipped("META-INF/MANIFEST.MF"), both)
    yield Case("pdf-html.pdf", b"%PDF-1.7\n%<html>" + SCRIPT + PDF[9:], both)
    yield Case("zip-truoc-pdf.pdf", zipped() + PDF, "file.archive")
    yield Case("rac-truoc-pdf.pdf", b"rac" * 20 + PDF, "file.unknown_kind")
    yield Case("html-truoc-jpg.jpg", b"<html><!--" + JPEG, "file.web_page")


def hostile_pdfs() -> Iterator[Case]:
    active, attached, broken = "pdf.active_content", "pdf.attachment", "pdf.broken"
    script = action("JavaScript", JS=TextStringObject("app.alert(1)"))
    launch = action("Launch", F=TextStringObject("cmd.exe"))
    scripts = entries(Names=ArrayObject([TextStringObject("a"), script]))
    named = in_catalogue("/Names", entries(JavaScript=scripts))
    yield Case("js.pdf", pdf(named), active)
    yield Case("js-mo.pdf", pdf(in_catalogue("/OpenAction", script)), active)
    yield Case("js-lien-ket.pdf", pdf(link_with(script)), active)
    yield Case("js-trang.pdf", pdf(on_page("/AA", entries(O=script))), active)
    yield Case("chay.pdf", pdf(in_catalogue("/OpenAction", launch)), active)
    yield Case("chay-lien-ket.pdf", pdf(link_with(launch)), active)
    chained = action("URI", Next=launch)
    yield Case("chay-noi-tiep.pdf", pdf(link_with(chained)), active)
    for kind in ("SubmitForm", "ImportData", "Rendition", "GoToE"):
        yield Case(f"{kind}.pdf", pdf(link_with(action(kind))), active)
    form = entries(XFA=TextStringObject("<xdp/>"))
    yield Case("xfa.pdf", pdf(in_catalogue("/AcroForm", form)), active)
    hidden = pdf(lambda w: w._add_object(script))
    yield Case("js-khong-trang-nao-dung.pdf", hidden, active)
    spelled = pdf(in_catalogue("/OpenAction", script)).replace(
        b"/JavaScript", b"/J#61vaScript"
    )
    yield Case("js-viet-lai-ten.pdf", spelled, active)
    yield Case(
        "dinh-kem.pdf", pdf(lambda w: w.add_attachment("a.exe", b"MZ")), attached
    )
    names = entries(EmbeddedFiles=entries(Names=ArrayObject()))
    yield Case("ngan-dinh-kem.pdf", pdf(in_catalogue("/Names", names)), attached)
    yield Case("mat-khau.pdf", pdf(lambda w: w.encrypt("bi mat")), "pdf.locked")
    yield Case("2001-trang.pdf", pdf(pages=2001), "pdf.too_many_pages")
    yield Case("cut.pdf", PDF[: len(PDF) // 3], broken)
    yield Case("chi-co-dau.pdf", b"%PDF-1.7\n", broken)
    yield Case("rac.pdf", b"%PDF-1.7\n" + b"\xfe\xed" * 5000, broken)
    catalogue = b"<</Type/Catalog/Pages 2 0 R>>"
    yield Case(
        "cay-trang-vong.pdf",
        raw_pdf(catalogue, b"<</Type/Pages/Count 1/Kids[2 0 R]>>"),
        broken,
    )
    yield Case(
        "khong-trang.pdf", raw_pdf(catalogue, b"<</Type/Pages/Count 0/Kids[]>>"), broken
    )
    yield Case("khong-muc-luc.pdf", raw_pdf(b"<<>>", root=9), broken)
    deep = b"[" * 50_000 + b"]" * 50_000
    yield Case(
        "long-sau.pdf",
        raw_pdf(catalogue, b"<</Type/Pages/Count 0/Kids[]>>", deep),
        "file.too_heavy|pdf.broken",
    )


def broken_and_huge() -> Iterator[Case]:
    broken, pixels = "image.broken", "image.too_many_pixels"
    yield Case("cut.jpg", JPEG[: len(JPEG) // 2], broken)
    yield Case("cut.png", PNG[: len(PNG) // 2], broken)
    yield Case("cut.webp", WEBP[: len(WEBP) // 2], broken)
    yield Case("chi-co-dau.jpg", JPEG[:20], "image.broken|file.unknown_kind")
    yield Case("hong-giua.png", PNG[:60] + b"\0" * 20 + PNG[80:], broken)
    yield Case("lut-diem.png", png_header(50_000, 50_000), pixels)
    yield Case("vua-vua.png", png_header(4000, 3900), broken)
    yield Case("lut-diem.jpg", jpeg_promising(50_000, 50_000), pixels)
    yield Case("lut-diem.webp", webp_promising(16_000), f"{pixels}|{broken}")
    heic = (HEIC / "iphone.heic").read_bytes()
    yield Case("cut.heic", heic[: len(heic) // 2], broken)
    for brand in (b"heic", b"mif1", b"heix"):
        empty = b"\0\0\0\x18ftyp" + brand + b"\0\0\0\0mif1heic" + b"\0" * 99
        yield Case(f"IMG_{brand.decode()}.HEIC", empty, broken)
    yield Case(
        "lut-diem.heic",
        heic_promising(heic, 50_000),
        f"{pixels}|{broken}|file.too_heavy",
    )
    yield Case("dai-ngoang.png", png_header(2_000_000_000, 1), pixels)
    yield Case("den-het.png", picture("PNG", (6000, 6000), mode="L"), pixels)


def write(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for case in cases():
        (folder / case.name).write_bytes(case.content)


if __name__ == "__main__":
    write(Path(sys.argv[1]))
