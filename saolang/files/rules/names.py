"""What a file is called on screen and when it is saved; never where it is stored."""

import re

from saolang.files.rules import signatures
from saolang.kernel.text import clean

LONGEST = 200
_FORBIDDEN = re.compile(r'[<>:"|?*%\x00-\x1f\x7f-\x9f\u2028\u2029\u200b\ufeff]')
_RESERVED = re.compile(r"(con|prn|aux|nul|conin\$|conout\$|com\d|lpt\d)(?=\.|$)", re.I)


def display_name(sent: str, media_type: str) -> str:
    """The sender's name for a file, made harmless, with the ending of what it is.

    >>> display_name("..\\\\..\\\\GCN <VSATTP>.PDF", "application/pdf")
    'GCN VSATTP.PDF'
    """
    name = clean(re.split(r"[/\\]", sent.replace("\0", ""))[-1])
    name = re.sub(r"\s+", " ", _FORBIDDEN.sub("", name)).strip(" .")
    stem, ending = _parted(name, media_type)
    stem = stem.strip(" .") or "tep"
    if _RESERVED.match(stem):
        stem = f"_{stem}"
    return stem[: LONGEST - len(ending)].rstrip(" .") + ending


def _parted(name: str, media_type: str) -> tuple[str, str]:
    right = signatures.ENDINGS.get(media_type, "")
    allowed = {right} | signatures.ALSO_CALLED.get(media_type, set())
    stem, dot, ending = name.rpartition(".")
    if dot and f".{ending.lower()}" in allowed:
        return stem, f".{ending}"
    if not right and dot and len(ending) <= 10:
        return stem, f".{ending}"
    return name, right
