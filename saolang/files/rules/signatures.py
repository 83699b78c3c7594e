"""What a file is, judged by its first and last bytes; name and declared type lie.

`head` and `tail` are the first and last `EDGE` bytes (the whole file when shorter).
"""

import re

import puremagic

PDF, JPEG, PNG, WEBP = "application/pdf", "image/jpeg", "image/png", "image/webp"
HEIC = "image/heic"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ENDINGS = {
    PDF: ".pdf",
    JPEG: ".jpg",
    PNG: ".png",
    WEBP: ".webp",
    HEIC: ".heic",
    WORD: ".docx",
    EXCEL: ".xlsx",
}
ALSO_CALLED = {JPEG: {".jpeg", ".jfif", ".jpe"}, HEIC: {".heif", ".hif"}}
IMAGES = frozenset({JPEG, PNG, WEBP, HEIC})
OFFICE = frozenset({WORD, EXCEL})
EDGE = 64 * 1024

_MARKUP = re.compile(
    rb"<(?:script|html|body|svg|iframe|!doctype)[\s>/]|<\?(?:php|=)", re.IGNORECASE
)
_ZIP_END = b"PK\x05\x06"
_ZIPPED = b"PK\x03\x04"
_HEIC_BRANDS = {b"heic", b"heix", b"hevc", b"hevx", b"heim", b"heis", b"mif1", b"msf1"}
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_OTHERS = (
    (b"{\\rtf", "file.office_document"),
    (b"GIF8", "file.other_image"),
    (b"BM", "file.other_image"),
    (b"II*\x00", "file.other_image"),
    (b"MM\x00*", "file.other_image"),
    (b"Rar!", "file.archive"),
    (b"7z\xbc\xaf", "file.archive"),
    (b"\x1f\x8b", "file.archive"),
    (b"MZ", "file.program"),
    (b"\x7fELF", "file.program"),
    (b"#!", "file.program"),
)


def media_type(head: bytes, tail: bytes = b"") -> str:
    """One of the types we take, or "" when the bytes are something else.

    A Word or Excel file may name its parts at its end only.
    """
    if head.startswith(b"%PDF-"):
        return _agreed(PDF, head)
    if head.startswith(b"\xff\xd8\xff"):
        return _agreed(JPEG, head)
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return _agreed(PNG, head)
    if head.startswith(b"RIFF") and head[8:12] == b"WEBP":
        return _agreed(WEBP, head)
    if head.startswith(_ZIPPED):
        return _office(head + tail)
    # the box of brands comes first; AVIF shares some of them and is not taken
    if head[4:12] in {b"ftyp" + brand for brand in _HEIC_BRANDS}:
        return "" if b"avif" in head[8:64] else HEIC
    return ""


def refusal(head: bytes, tail: bytes) -> str:
    """Why a file is not taken: a code, or "" when it is what it seems."""
    if not head:
        return "file.empty"
    found = media_type(head, tail)
    if not found:
        return _other_kind(head, tail)
    if found in OFFICE:  # the inspector looks at every byte of those
        return ""
    if _ZIP_END in tail[-66_000:]:
        return "file.two_in_one"
    if found == PDF:
        return "file.two_in_one" if _MARKUP.search(head[:1024]) else ""
    return "file.two_in_one" if _MARKUP.search(head) or _MARKUP.search(tail) else ""


def _agreed(ours: str, head: bytes) -> str:
    """Our finding, when an independent list of signatures finds it as well."""
    found = {match.mime_type for match in puremagic.magic_string(head)}
    return ours if ours in found else ""


def _office(edges: bytes) -> str:
    """Word or Excel, by the name of the main part; never both."""
    is_word, is_excel = b"word/document" in edges, b"xl/workbook" in edges
    if is_word == is_excel:
        return ""
    return WORD if is_word else EXCEL


def _other_kind(head: bytes, tail: bytes) -> str:
    if head.startswith(_ZIPPED):
        office = (b"word/", b"xl/", b"ppt/", b"[Content_Types].xml", b"opendocument")
        return (
            "file.office_document"
            if any(mark in head for mark in office)
            else "file.archive"
        )
    if head[4:8] == b"ftyp":
        return "file.other_image" if b"avif" in head[8:64] else "file.video"
    if head.startswith(_OLE):
        is_locked = _ENCRYPTED in head or _ENCRYPTED in tail
        return "office.locked" if is_locked else "file.office_document"
    for start, code in _OTHERS:
        if head.startswith(start):
            return code
    if _MARKUP.search(head) or head.lstrip().startswith(b"<?xml"):
        return "file.web_page"
    return "file.unknown_kind"
