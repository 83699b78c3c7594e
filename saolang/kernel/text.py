"""Vietnamese text: one spelling inside, folding for search and addresses."""

import re
import unicodedata

_TONE_STYLES = str.maketrans({"đ": "d", "Đ": "D", "ð": "d", "Ð": "D"})
_BIDI = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_LONGEST_NUMBER = 18  # a database counts a little further than this


def clean(text: str) -> str:
    """Normalise to NFC and plain line ends; drop control characters; trim the ends."""
    text = unicodedata.normalize("NFC", text).replace("\r\n", "\n")
    return _CONTROL.sub("", _BIDI.sub("", text)).strip()


def fold(text: str) -> str:
    """Fold for matching: no tone marks, đ = d, lower case, single spaces.

    >>> fold("Kinh  Môn, Đồng Nai")
    'kinh mon, dong nai'
    """
    decomposed = unicodedata.normalize("NFD", text.translate(_TONE_STYLES))
    bare = "".join(c for c in decomposed if not unicodedata.combining(c))
    return " ".join(bare.casefold().split())


def read_number(typed: object) -> int:
    """A whole number as a browser sends it; 0, which no row has, when it is none.

    >>> read_number("12"), read_number("²"), read_number("9" * 5000)
    (12, 0, 0)
    """
    text = str(typed)
    return int(text) if text.isdecimal() and len(text) <= _LONGEST_NUMBER else 0


def slug(text: str) -> str:
    """An unaccented address part: `Rươi kho niêu` -> `ruoi-kho-nieu`."""
    return re.sub(r"[^a-z0-9]+", "-", fold(text)).strip("-")
