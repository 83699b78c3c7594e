"""Printed codes: 20 Base32 characters that mean nothing and cannot be guessed.

Layout, fixed by test vectors before the first print (trust design, section 6):
one character for version and kind, 18 for a 40-bit keyed permutation of a running
number and a 50-bit keyed tag, one check character that names a typing slip.
"""

import hashlib
import hmac
import re
from dataclasses import dataclass
from enum import StrEnum

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford: no I, L, O, U
CODE_LENGTH = 20
_VALUE = {char: index for index, char in enumerate(ALPHABET)}
_SLIPS = str.maketrans({"O": "0", "I": "1", "L": "1"})
_NUMBER_BITS, _TAG_BITS, _HALF = 40, 50, 20


class CodeKind(StrEnum):
    """What a printed code stands for: its first character, version 1 of the layout."""

    CERTIFICATE = "C"
    PRODUCT = "P"
    LOT = "M"
    STAMP = "T"


@dataclass(frozen=True, slots=True)
class ReadCode:
    """A code that is well formed and carries a genuine tag."""

    kind: CodeKind
    number: int


def make(kind: CodeKind, number: int, key: bytes) -> str:
    """The printed code of running number `number` (0 ≤ number < 2**40)."""
    if not 0 <= number < 1 << _NUMBER_BITS:
        raise ValueError("a printed code holds a number of 40 bits")
    hidden = _permute(number, kind, key)
    payload = (hidden << _TAG_BITS) | _tag(kind, hidden, key)
    body = kind.value + _base32(payload, 18)
    return body + _check(body)


def normalise(typed: str) -> str:
    """What a person typed or a scanner read, without spaces, dashes and look-alikes."""
    return re.sub(r"[\s\-]", "", typed).upper().translate(_SLIPS)


def has_slip(code: str) -> bool:
    """Whether a normalised code was mistyped: wrong length, character or check."""
    if len(code) != CODE_LENGTH or any(char not in _VALUE for char in code):
        return True
    return code[-1] != _check(code[:-1])


def read(code: str, key: bytes) -> ReadCode | None:
    """The number behind a normalised code, or None when it was never printed by us."""
    if has_slip(code) or code[0] not in {kind.value for kind in CodeKind}:
        return None
    kind = CodeKind(code[0])
    payload = 0
    for char in code[1:-1]:
        payload = payload << 5 | _VALUE[char]
    hidden, tag = divmod(payload, 1 << _TAG_BITS)
    if not hmac.compare_digest(
        tag.to_bytes(7, "big"), _tag(kind, hidden, key).to_bytes(7, "big")
    ):
        return None
    return ReadCode(kind, _unpermute(hidden, kind, key))


def grouped(code: str) -> str:
    """The code as people read it aloud: five groups of four."""
    return " ".join(code[i : i + 4] for i in range(0, len(code), 4))


def _base32(value: int, width: int) -> str:
    return "".join(ALPHABET[value >> 5 * (width - 1 - i) & 31] for i in range(width))


def _check(body: str) -> str:
    """Sum over GF(32) with falling powers: any single slip and any swap shows."""
    total = 0
    for char in body:
        total = (total ^ _VALUE[char]) << 1
        if total & 32:
            total ^= 0b100101
    return ALPHABET[total]


def _round(half: int, turn: int, kind: CodeKind, key: bytes) -> int:
    message = b"saolang/code/permute/v1" + kind.value.encode() + bytes([turn])
    digest = hmac.digest(key, message + half.to_bytes(3, "big"), hashlib.sha256)
    return int.from_bytes(digest[:3], "big") & ((1 << _HALF) - 1)


def _permute(number: int, kind: CodeKind, key: bytes) -> int:
    left, right = divmod(number, 1 << _HALF)
    for turn in range(6):
        left, right = right, left ^ _round(right, turn, kind, key)
    return left << _HALF | right


def _unpermute(hidden: int, kind: CodeKind, key: bytes) -> int:
    left, right = divmod(hidden, 1 << _HALF)
    for turn in reversed(range(6)):
        left, right = right ^ _round(left, turn, kind, key), left
    return left << _HALF | right


def _tag(kind: CodeKind, hidden: int, key: bytes) -> int:
    message = b"saolang/code/tag/v1" + kind.value.encode() + hidden.to_bytes(5, "big")
    digest = hmac.digest(key, message, hashlib.sha256)
    return int.from_bytes(digest[:7], "big") >> 6
