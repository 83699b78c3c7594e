"""A producer's papers: kept once, linked to many dossiers."""

from django.conf import settings
from django.db import models

from saolang.files.models import StoredFile
from saolang.people.models import Producer


class Evidence(models.Model):
    """One paper of a producer: what it is, who issued it, until when it holds."""

    producer = models.ForeignKey(Producer, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=40)
    title = models.CharField(max_length=200)
    number = models.CharField(max_length=80, blank=True)
    issuer = models.CharField(max_length=160, blank=True)
    issued_on = models.DateField(null=True, blank=True)
    valid_until = models.DateField(null=True, blank=True)
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+"
    )
    created_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return self.title
