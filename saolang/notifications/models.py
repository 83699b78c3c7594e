"""The outbox: who is to be told what, and whether they were."""

from django.conf import settings
from django.db import models

from saolang.notifications.messages import MESSAGES


class Notice(models.Model):
    """One message to one person, shown in the list and sent by mail.

    Only kind and values are kept; the words are found in the language of the reader.
    """

    recipient = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+"
    )
    kind = models.CharField(max_length=60)
    values = models.JSONField(default=dict)
    url = models.CharField(max_length=300, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    read_at = models.DateTimeField(null=True)
    mailed_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["recipient", "read_at"])]

    def __str__(self) -> str:
        return self.subject

    @property
    def subject(self) -> str:
        return MESSAGES[self.kind].written(self.values)[0]

    @property
    def body(self) -> str:
        return MESSAGES[self.kind].written(self.values)[1]
