"""The ledger's entries: written with the business change, sealed later."""

from django.db import models
from django.utils.translation import gettext_lazy as _


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
        verbose_name = _("dòng sổ cái")
        verbose_name_plural = _("sổ cái các việc đã làm")
        indexes = [models.Index(fields=["subject_kind", "subject_id"])]

    def __str__(self) -> str:
        return f"{self.verb} {self.subject_kind} {self.subject_id}"
