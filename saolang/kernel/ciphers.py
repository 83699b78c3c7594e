"""Encrypt what a database, a backup or an operator must not be able to read."""

import base64
import hashlib
from functools import lru_cache

from cryptography.fernet import Fernet


@lru_cache
def cipher(key: bytes) -> Fernet:
    """The cipher of one key of any length.

    >>> cipher(b"k").decrypt(cipher(b"k").encrypt(b"Tay"))
    b'Tay'
    """
    return Fernet(base64.urlsafe_b64encode(hashlib.sha256(key).digest()))
