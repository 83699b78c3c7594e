"""Produced papers: template version, snapshot, hash, number, sign state."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from saolang.audit import ledger
from saolang.files.models import StoredFile
from saolang.geography.models import AdminUnit


class NumberRegister(models.Model):
    """The running numbers one agency gives one type of paper in one year."""

    unit = models.ForeignKey(AdminUnit, models.PROTECT, null=True, related_name="+")
    series = models.CharField(max_length=40)
    year = models.PositiveSmallIntegerField()
    last_number = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "series", "year"],
                name="one_register_per_agency_series_year",
            ),
            models.UniqueConstraint(
                fields=["series", "year"],
                condition=models.Q(unit=None),
                name="one_national_register_per_series_year",
            ),
        ]


class Paper(models.Model):
    """One administrative paper as it was produced; never regenerated once signed."""

    class State(models.TextChoices):
        DRAFT = "draft", _("dự thảo")
        SUBMITTED = "submitted_for_signature", _("trình ký")
        SIGNED = "signed", _("đã ký")
        ISSUED = "issued", _("đã ban hành")
        REPLACED = "replaced", _("đã thay")
        CANCELLED = "cancelled", _("đã hủy")

    kind = models.CharField(max_length=40)
    template_version = models.CharField(max_length=40)
    unit = models.ForeignKey(AdminUnit, models.PROTECT, null=True, related_name="+")
    subject_kind = models.CharField(max_length=60)
    subject_id = models.CharField(max_length=40)
    title = models.CharField(max_length=300)
    number = models.PositiveIntegerField(null=True)
    symbol = models.CharField(max_length=60, blank=True)
    year = models.PositiveSmallIntegerField(null=True)
    dated_on = models.DateField(null=True)
    snapshot = models.JSONField(default=dict)
    snapshot_sha256 = models.CharField(max_length=64)
    docx = models.ForeignKey(StoredFile, models.PROTECT, null=True, related_name="+")
    pdf = models.ForeignKey(StoredFile, models.PROTECT, null=True, related_name="+")
    state = models.CharField(max_length=24, choices=State.choices, default=State.DRAFT)
    produced_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "kind", "year", "number"],
                name="one_paper_per_agency_kind_year_number",
            )
        ]
        indexes = [models.Index(fields=["subject_kind", "subject_id"])]

    def __str__(self) -> str:
        return self.title

    @property
    def sealed_digest(self) -> str:
        """What the ledger keeps of the paper: salted with a key that stays here."""
        salt = self.pdf.key.hex if self.pdf else ""
        return ledger.salted_digest(self.snapshot_sha256, salt)
