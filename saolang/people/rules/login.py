"""What a person types to be recognised: an e-mail address or a phone number."""

from saolang.kernel.text import clean
from saolang.people.rules import phone


def key(typed: str) -> str:
    """One spelling per account: `AN@x.vn` -> `an@x.vn`, `0912 345 678` -> `+84…`."""
    typed = clean(typed)
    if "@" in typed:
        return typed.lower()
    return phone.normalise(typed) or typed


def spoken(login: str) -> str:
    """The login as people write it: +84912345678 -> 0912 345 678."""
    if login.startswith("+84") and len(login) == 12:
        local = "0" + login[3:]
        return f"{local[:4]} {local[4:7]} {local[7:]}"
    return login


def masked(value: str) -> str:
    """A confidential number with only its last digits to be seen."""
    return "•" * 8 + value[-3:] if len(value) > 6 else "•" * 8
