"""A producer's papers: kept once, linked to many dossiers."""

from django.conf import settings
from django.db import models

from saolang.evidence.rules import catalogue
from saolang.files.models import StoredFile
from saolang.people.models import Producer
from saolang.products.models import ProductionSite


class Evidence(models.Model):
    """One paper of a producer: what it is, who issued it, until when it holds.

    A newer paper replaces an older one; the older row stays for the dossiers that were
    handed in with it.
    """

    producer = models.ForeignKey(Producer, models.PROTECT, related_name="+")
    site = models.ForeignKey(
        ProductionSite, models.PROTECT, null=True, blank=True, related_name="+"
    )
    replaces = models.OneToOneField(
        "self", models.PROTECT, null=True, related_name="replaced_by"
    )
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

    @property
    def is_sensitive(self) -> bool:
        """Whether it tells of persons, so that few may open it."""
        return catalogue.is_sensitive(self.kind)
