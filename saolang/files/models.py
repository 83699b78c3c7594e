"""Files as they were received and what the check said of them."""

import uuid
from pathlib import PurePath

from django.conf import settings
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from saolang.audit import ledger
from saolang.files import refusals
from saolang.files.rules import names, signatures


class StoredFile(models.Model):
    """Bytes under a random key; nothing is handed out before it is accepted.

    `size` and `sha256` are of the bytes received. An image is handed out re-encoded,
    without the place and camera data it came with; what came stays sealed.
    """

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
    width = models.PositiveIntegerField(null=True)
    height = models.PositiveIntegerField(null=True)
    state = models.CharField(
        max_length=8, choices=State.choices, default=State.RECEIVED
    )
    refusal_code = models.CharField(max_length=40, blank=True)
    is_public = models.BooleanField(default=False)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    created_at = models.DateTimeField()
    checked_at = models.DateTimeField(null=True)
    told_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["uploaded_by", "created_at"]),
            models.Index(
                fields=["checked_at"],
                condition=models.Q(state="refused", told_at=None),
                name="refused_files_to_tell",
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state="refused") ^ models.Q(refusal_code=""),
                name="refused_file_has_a_reason",
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_image(self) -> bool:
        return self.media_type in signatures.IMAGES

    @property
    def served_type(self) -> str:
        """What the bytes are that people get to see."""
        is_heic = self.media_type == signatures.HEIC
        return signatures.JPEG if is_heic else self.media_type

    @property
    def served_name(self) -> str:
        """What the file is called when it is saved: a HEIC is handed out as a JPEG."""
        if self.served_type == self.media_type:
            return self.name
        return names.display_name(PurePath(self.name).stem, self.served_type)

    @property
    def sealed_digest(self) -> str:
        """What the ledger keeps of the bytes: salted with the key that stays here."""
        return ledger.salted_digest(self.sha256, self.key.hex)

    @property
    def is_servable(self) -> bool:
        return self.state == self.State.ACCEPTED

    @property
    def is_being_checked(self) -> bool:
        return self.state in {self.State.RECEIVED, self.State.CHECKING}

    @property
    def refusal(self) -> str:
        """Why it was refused and what to do, in the reader's language."""
        told = refusals.TEXTS.get(self.refusal_code)
        return gettext(told) if told else ""


class Upload(models.Model):
    """A file on its way in pieces (tus 1.0), and its verdict once it is whole.

    How much of it has come is the length of what lies on disk; no row says it again.
    """

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+"
    )
    folder = models.CharField(max_length=60)
    name = models.CharField(max_length=255)
    length = models.PositiveBigIntegerField()
    file = models.OneToOneField(StoredFile, models.PROTECT, null=True, related_name="+")
    refusal_code = models.CharField(max_length=40, blank=True)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    taken_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["owner", "folder", "created_at"])]

    def __str__(self) -> str:
        return self.name

    @property
    def is_judged(self) -> bool:
        """Whether it is whole and was looked at: kept as a file, or refused."""
        return bool(self.file_id or self.refusal_code)

    @property
    def final_refusal(self) -> str:
        """The code it was refused with, by its first bytes or by the check after."""
        return self.refusal_code or (self.file.refusal_code if self.file else "")

    @property
    def refusal(self) -> str:
        """Why it was refused and what to do, in the reader's language."""
        told = refusals.TEXTS.get(self.final_refusal)
        return gettext(told) if told else ""


class FilePage(models.Model):
    """One page of an accepted file: its size as a picture, and its text."""

    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="page_rows")
    number = models.PositiveSmallIntegerField()
    width = models.PositiveSmallIntegerField()
    height = models.PositiveSmallIntegerField()
    text = models.TextField(blank=True)
    folded = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["file", "number"], name="one_row_per_page_of_a_file"
            )
        ]
