"""What a file is, judged by its first and last bytes; name and declared type lie.

`head` and `tail` are the first and last `EDGE` bytes (the whole file when shorter).
"""

import re

import puremagic

PDF, JPEG, PNG, WEBP = "application/pdf", "image/jpeg", "image/png", "image/webp"
ENDINGS = {PDF: ".pdf", JPEG: ".jpg", PNG: ".png", WEBP: ".webp"}
ALSO_CALLED = {JPEG: {".jpeg", ".jfif", ".jpe"}}
IMAGES = frozenset({JPEG, PNG, WEBP})
EDGE = 64 * 1024

_MARKUP = re.compile(
    rb"<(?:script|html|body|svg|iframe|!doctype)[\s>/]|<\?(?:php|=)", re.IGNORECASE
)
_ZIP_END = b"PK\x05\x06"
_ZIPPED = b"PK\x03\x04"
_HEIC_BRANDS = {b"heic", b"heix", b"hevc", b"heim", b"heis", b"mif1", b"msf1", b"avif"}
_OTHERS = (
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "file.office_document"),
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


def media_type(head: bytes) -> str:
    """One of the types we take, or "" when the bytes are something else."""
    if head.startswith(b"%PDF-"):
        return _agreed(PDF, head)
    if head.startswith(b"\xff\xd8\xff"):
        return _agreed(JPEG, head)
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return _agreed(PNG, head)
    if head.startswith(b"RIFF") and head[8:12] == b"WEBP":
        return _agreed(WEBP, head)
    return ""


def refusal(head: bytes, tail: bytes) -> str:
    """Why a file is not taken: a code, or "" when it is what it seems."""
    if not head:
        return "file.empty"
    found = media_type(head)
    if not found:
        return _other_kind(head)
    if _ZIP_END in tail[-66_000:]:
        return "file.two_in_one"
    if found == PDF:
        return "file.two_in_one" if _MARKUP.search(head[:1024]) else ""
    return "file.two_in_one" if _MARKUP.search(head) or _MARKUP.search(tail) else ""


def _agreed(ours: str, head: bytes) -> str:
    """Our finding, when an independent list of signatures finds it as well."""
    found = {match.mime_type for match in puremagic.magic_string(head)}
    return ours if ours in found else ""


def _other_kind(head: bytes) -> str:
    if head.startswith(_ZIPPED):
        office = (b"word/", b"xl/", b"ppt/", b"[Content_Types].xml", b"opendocument")
        return (
            "file.office_document"
            if any(mark in head for mark in office)
            else "file.archive"
        )
    if head[4:8] == b"ftyp":
        return "file.heic" if head[8:12] in _HEIC_BRANDS else "file.video"
    for start, code in _OTHERS:
        if head.startswith(start):
            return code
    if _MARKUP.search(head) or head.lstrip().startswith(b"<?xml"):
        return "file.web_page"
    return "file.unknown_kind"
