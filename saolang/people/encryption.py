"""Fields whose text is encrypted before it reaches the database."""

from typing import Any

from django.conf import settings
from django.db import models

from saolang.kernel.ciphers import cipher


class EncryptedTextField(models.TextField):  # type: ignore[type-arg]
    """Text kept as ciphertext; cannot be searched or sorted, on purpose."""

    def get_prep_value(self, value: Any) -> Any:
        if value in (None, ""):
            return ""
        return cipher(settings.FIELD_KEY).encrypt(str(value).encode()).decode()

    def from_db_value(self, value: Any, *_context: Any) -> str:
        if not value:
            return ""
        return cipher(settings.FIELD_KEY).decrypt(value.encode()).decode()
