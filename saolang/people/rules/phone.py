"""Vietnamese phone numbers: many ways to type one, one way to keep it."""

import re

_MOBILE = re.compile(r"\+84[35789]\d{8}")


def normalise(typed: str) -> str | None:
    """`0912 345 678` or `+84 912.345.678` -> `+84912345678`; None when it is none."""
    digits = re.sub(r"[\s.\-()]", "", typed)
    if digits.startswith("0084"):
        digits = "+84" + digits[4:]
    elif digits.startswith("84") and len(digits) == 11:
        digits = "+" + digits
    elif digits.startswith("0"):
        digits = "+84" + digits[1:]
    return digits if _MOBILE.fullmatch(digits) else None
