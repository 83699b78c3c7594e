"""The outbox: who is to be told what, by which channels, and whether they were."""

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from saolang.notifications.messages import MESSAGES, Message
from saolang.notifications.rules import filling

_FORGOTTEN = Message("", _("Thông báo"), "")  # a kind this version no longer knows


class Notice(models.Model):
    """One message to one person, shown in the list and carried by channels.

    Only kind and values are kept; the words are found in the language of the reader.
    `about` names the matter (`dossier:12:returned:3`): nobody is told of it twice.
    """

    recipient = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+"
    )
    kind = models.CharField(max_length=60)
    about = models.CharField(max_length=160, blank=True, default="")
    values = models.JSONField(default=dict)
    url = models.CharField(max_length=300, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    read_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["recipient", "read_at"])]
        constraints = [
            models.UniqueConstraint(
                fields=["recipient", "about"],
                condition=~models.Q(about=""),
                name="one_notice_per_person_and_matter",
            )
        ]

    def __str__(self) -> str:
        return self.subject

    @property
    def message(self) -> Message:
        return MESSAGES.get(self.kind, _FORGOTTEN)

    @property
    def subject(self) -> str:
        text = self._own("subject") or str(self.message.subject)
        return filling.fill_line(text, self.values)

    @property
    def body(self) -> str:
        text = self._own("body") or str(self.message.body)
        return filling.fill(text, self.values)

    def _own(self, part: str) -> str:
        """An administrator's words, where `queries.worded()` brought them along."""
        return getattr(self, f"own_{part}", None) or ""


class Delivery(models.Model):
    """One notice on its way through one channel; `key` is the same on every attempt."""

    class State(models.TextChoices):
        WAITING = "waiting", _("chờ gửi")
        SENDING = "sending", _("đang gửi")
        SENT = "sent", _("đã gửi")
        UNSURE = "unsure", _("có thể đã gửi")
        SKIPPED = "skipped", _("người nhận không chọn")
        FAILED = "failed", _("bị từ chối")

    notice = models.ForeignKey(Notice, models.CASCADE, related_name="deliveries")
    channel = models.CharField(max_length=20)
    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING)
    lease_until = models.DateTimeField(null=True)
    settled_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["notice", "channel"], name="one_delivery_per_channel"
            ),
            models.CheckConstraint(
                condition=~models.Q(state="sending")
                | models.Q(lease_until__isnull=False),
                name="delivery_in_hand_has_a_lease",
            ),
        ]


class MessageText(models.Model):
    """An administrator's own words for a kind of message, in one language."""

    kind = models.CharField(max_length=60)
    language = models.CharField(max_length=2)
    subject = models.CharField(max_length=filling.LONGEST_SUBJECT)
    body = models.TextField()
    saved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+"
    )
    saved_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "language"], name="one_text_per_kind_and_language"
            )
        ]


class Preference(models.Model):
    """How a person wants to be told: what through which channel, and how often.

    `wishes` holds what differs from the channel's own habit: `email:talk` -> false.
    """

    class Rhythm(models.TextChoices):
        DAILY = "daily", _("Mỗi sáng ngày làm việc một thư")
        WEEKLY = "weekly", _("Mỗi tuần một thư, sáng ngày làm việc đầu tuần")
        OFF = "off", _("Không gộp: mỗi việc một thư")

    person = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+"
    )
    wishes = models.JSONField(default=dict)
    digest = models.CharField(
        max_length=6, choices=Rhythm.choices, default=Rhythm.DAILY
    )
    digested_on = models.DateField(null=True)
