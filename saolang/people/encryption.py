"""Fields whose text is encrypted before it reaches the database."""

import base64
import hashlib
from functools import lru_cache
from typing import Any

from cryptography.fernet import Fernet
from django.conf import settings
from django.db import models


@lru_cache
def _cipher(key: bytes) -> Fernet:
    return Fernet(base64.urlsafe_b64encode(hashlib.sha256(key).digest()))


class EncryptedTextField(models.TextField):  # type: ignore[type-arg]
    """Text kept as ciphertext; cannot be searched or sorted, on purpose."""

    def get_prep_value(self, value: Any) -> Any:
        if value in (None, ""):
            return ""
        return _cipher(settings.FIELD_KEY).encrypt(str(value).encode()).decode()

    def from_db_value(self, value: Any, *_context: Any) -> str:
        if not value:
            return ""
        return _cipher(settings.FIELD_KEY).decrypt(value.encode()).decode()
