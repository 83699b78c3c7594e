"""Files as they were received and what the check said of them."""

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class StoredFile(models.Model):
    """Bytes under a random key; nothing is handed out before it is accepted."""

    class State(models.TextChoices):
        RECEIVED = "received", _("đã nhận")
        CHECKING = "checking", _("đang kiểm tra")
        ACCEPTED = "accepted", _("đã nhận, đã kiểm tra")
        REFUSED = "refused", _("không nhận")

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField(max_length=255)
    media_type = models.CharField(max_length=100)
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64, db_index=True)
    pages = models.PositiveIntegerField(null=True)
    state = models.CharField(
        max_length=8, choices=State.choices, default=State.RECEIVED
    )
    refusal_code = models.CharField(max_length=40, blank=True)
    refusal = models.CharField(max_length=300, blank=True)
    is_public = models.BooleanField(default=False)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    created_at = models.DateTimeField(auto_now_add=True)
    checked_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.name
