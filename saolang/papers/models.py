"""Produced papers: template version, snapshot, hash, number, sign state."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from saolang.audit import ledger
from saolang.files.models import StoredFile
from saolang.geography.models import AdminUnit
from saolang.papers.layouts import LAYOUTS
from saolang.tasks.models import Job


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


class OfficeTemplate(models.Model):
    """A Word template an office put in the place of ours, one row per version.

    `unit` is the province whose papers follow it; without one, the whole country's.
    """

    class State(models.TextChoices):
        TRIED = "tried", _("đã thử, chưa dùng")
        IN_FORCE = "in_force", _("đang dùng")
        WITHDRAWN = "withdrawn", _("đã thôi dùng")

    unit = models.ForeignKey(AdminUnit, models.PROTECT, null=True, related_name="+")
    kind = models.CharField(max_length=40)
    number = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=9, choices=State.choices, default=State.TRIED)
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")
    sample = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")
    sample_pdf = models.ForeignKey(
        StoredFile, models.PROTECT, null=True, related_name="+"
    )
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+"
    )
    uploaded_at = models.DateTimeField()
    in_force_since = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "kind", "number"],
                name="one_template_per_unit_kind_number",
            ),
            models.UniqueConstraint(
                fields=["kind", "number"],
                condition=models.Q(unit=None),
                name="one_national_template_per_kind_number",
            ),
            models.UniqueConstraint(
                fields=["unit", "kind"],
                condition=models.Q(state="in_force"),
                name="one_template_in_force_per_unit_kind",
            ),
            models.UniqueConstraint(
                fields=["kind"],
                condition=models.Q(unit=None, state="in_force"),
                name="one_national_template_in_force_per_kind",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title} ({self.number})"

    @property
    def name(self) -> str:
        """What a paper notes of it: `form03/31-2`, or `form03/VN-2` of the country."""
        return f"{self.kind}/{self.unit.code if self.unit else 'VN'}-{self.number}"

    @property
    def title(self) -> str:
        return str(LAYOUTS[self.kind].title)


class Paper(models.Model):
    """One administrative paper as it was produced; never regenerated once signed.

    `pdf` is in our layout; `own_pdf` is made of the DOCX where an office has its own
    template, once the job `conversion` is done.
    """

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
    page = models.CharField(max_length=200, blank=True)
    number = models.PositiveIntegerField(null=True)
    symbol = models.CharField(max_length=60, blank=True)
    year = models.PositiveSmallIntegerField(null=True)
    dated_on = models.DateField(null=True)
    snapshot = models.JSONField(default=dict)
    snapshot_sha256 = models.CharField(max_length=64)
    docx = models.ForeignKey(StoredFile, models.PROTECT, null=True, related_name="+")
    pdf = models.ForeignKey(StoredFile, models.PROTECT, null=True, related_name="+")
    own_pdf = models.ForeignKey(StoredFile, models.PROTECT, null=True, related_name="+")
    conversion = models.ForeignKey(Job, models.SET_NULL, null=True, related_name="+")
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
    def kind_title(self) -> str:
        """What kind of paper it is, in words."""
        return str(LAYOUTS[self.kind].title)

    @property
    def template_number(self) -> str:
        """The number of the version: the last part of `template_version`."""
        return self.template_version.rpartition("/")[2].rpartition("-")[2]

    @property
    def follows_own_template(self) -> bool:
        """Whether its DOCX was made by an office's own template."""
        return "-" in self.template_version

    @property
    def sealed_digest(self) -> str:
        """What the ledger keeps of the paper: salted with a key that stays here."""
        salt = self.pdf.key.hex if self.pdf else ""
        return ledger.salted_digest(self.snapshot_sha256, salt)
