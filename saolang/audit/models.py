"""The ledger's entries: written with the business change, sealed later."""

from django.db import models


class Entry(models.Model):
    """One act: when, what, who (a pseudonym), on what, and a salted digest."""

    at = models.DateTimeField(auto_now_add=True)
    verb = models.CharField(max_length=60)
    actor = models.UUIDField(null=True)
    subject_kind = models.CharField(max_length=60)
    subject_id = models.CharField(max_length=40)
    digest = models.CharField(max_length=64, blank=True)
    sequence = models.BigIntegerField(null=True, unique=True)

    class Meta:
        indexes = [models.Index(fields=["subject_kind", "subject_id"])]
