"""One product's attempt to be rated, from draft to the council's door."""

from collections.abc import Mapping

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from saolang.evidence.models import Evidence
from saolang.files.models import StoredFile
from saolang.geography.models import AdminUnit
from saolang.products.models import Product
from saolang.tasks.models import Job


class DossierKind(models.TextChoices):
    """First time, upgrade, or again after 36 months (Decision 26/2026, article 6.1)."""

    FIRST = "first", _("Lần đầu")
    UPGRADE = "upgrade", _("Nâng hạng")
    RENEWAL = "renewal", _("Đánh giá lại")


class Status(models.TextChoices):
    """Where a dossier stands (process table of regime 26-2026)."""

    DRAFT = "draft", _("Đang lập")
    SUBMITTED_COMMUNE = "submitted_commune", _("Đã nộp xã")
    COMMUNE_REVIEW = "commune_review", _("Xã đang kiểm tra")
    COMMUNE_RETURNED = "commune_returned", _("Xã trả, chờ bổ sung")
    COMMUNE_REPORTED = "commune_reported", _("Xã đã ký báo cáo")
    SUBMITTED_PROVINCE = "submitted_province", _("Đã gửi tỉnh")
    PROVINCE_CHECK = "province_check", _("Tỉnh đang kiểm tra")
    PROVINCE_RETURNED = "province_returned", _("Tỉnh trả, chờ bổ sung")
    ADVISORY_REVIEW = "advisory_review", _("Tổ tư vấn thẩm định")
    ADVISORY_REPORTED = "advisory_reported", _("Đã thẩm định, chờ phiên")
    COUNCIL_SCHEDULED = "council_scheduled", _("Đã xếp phiên")
    COUNCIL_SCORING = "council_scoring", _("Hội đồng đang chấm")
    COUNCIL_CONCLUDED = "council_concluded", _("Hội đồng đã kết luận")
    DECISION_PENDING = "decision_pending", _("Chờ quyết định")
    RECOGNISED = "recognised", _("Đã công nhận")
    RESULT_APPROVED_5 = "result_approved_5", _("Tiềm năng 5 sao, gửi Bộ")
    NOT_RECOGNISED = "not_recognised", _("Không công nhận")
    DISQUALIFIED = "disqualified", _("Bị loại")
    WITHDRAWN = "withdrawn", _("Đã rút")


S = Status
TRANSITIONS: Mapping[Status, frozenset[Status]] = {
    S.DRAFT: frozenset({S.SUBMITTED_COMMUNE, S.WITHDRAWN}),
    S.SUBMITTED_COMMUNE: frozenset({S.COMMUNE_REVIEW, S.WITHDRAWN}),
    S.COMMUNE_REVIEW: frozenset({S.COMMUNE_RETURNED, S.COMMUNE_REPORTED, S.WITHDRAWN}),
    S.COMMUNE_RETURNED: frozenset({S.SUBMITTED_COMMUNE, S.WITHDRAWN}),
    S.COMMUNE_REPORTED: frozenset({S.SUBMITTED_PROVINCE, S.WITHDRAWN}),
    S.SUBMITTED_PROVINCE: frozenset({S.PROVINCE_CHECK, S.WITHDRAWN}),
    S.PROVINCE_CHECK: frozenset({S.PROVINCE_RETURNED, S.ADVISORY_REVIEW, S.WITHDRAWN}),
    S.PROVINCE_RETURNED: frozenset({S.SUBMITTED_PROVINCE, S.WITHDRAWN}),
    S.ADVISORY_REVIEW: frozenset(
        {S.ADVISORY_REPORTED, S.DISQUALIFIED, S.PROVINCE_RETURNED, S.WITHDRAWN}
    ),
    S.ADVISORY_REPORTED: frozenset({S.COUNCIL_SCHEDULED, S.WITHDRAWN}),
    S.COUNCIL_SCHEDULED: frozenset(
        {S.COUNCIL_SCORING, S.ADVISORY_REPORTED, S.WITHDRAWN}
    ),
    S.COUNCIL_SCORING: frozenset({S.COUNCIL_CONCLUDED}),
    S.COUNCIL_CONCLUDED: frozenset(
        {S.DECISION_PENDING, S.NOT_RECOGNISED, S.DISQUALIFIED, S.COUNCIL_SCORING}
    ),
    S.DECISION_PENDING: frozenset(
        {S.RECOGNISED, S.RESULT_APPROVED_5, S.COUNCIL_SCORING}
    ),
    S.RECOGNISED: frozenset(),
    S.RESULT_APPROVED_5: frozenset(),
    S.NOT_RECOGNISED: frozenset(),
    S.DISQUALIFIED: frozenset(),
    S.WITHDRAWN: frozenset(),
}


class Dossier(models.Model):
    """The registration file of one product in one round, under one regime."""

    product = models.ForeignKey(Product, models.PROTECT, related_name="+")
    previous = models.ForeignKey("self", models.PROTECT, null=True, related_name="+")
    aim = models.PositiveSmallIntegerField(null=True)
    kind = models.CharField(max_length=8, choices=DossierKind.choices)
    regime = models.CharField(max_length=12)
    pack_id = models.CharField(max_length=20)
    set_slug = models.CharField(max_length=60)
    status = models.CharField(
        max_length=20, choices=Status.choices, default=Status.DRAFT
    )
    version = models.PositiveIntegerField(default=1)
    form01 = models.JSONField(default=dict)
    form02 = models.JSONField(default=dict)
    ticks = models.JSONField(default=dict)
    facts = models.JSONField(default=list)
    unmet_gates = models.JSONField(default=list)
    commune = models.ForeignKey(AdminUnit, models.PROTECT, related_name="+")
    product_code = models.CharField(max_length=40, blank=True)
    judged_on = models.DateField(null=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+"
    )
    created_at = models.DateTimeField(auto_now_add=True)
    filed_at = models.DateTimeField(null=True)
    status_since = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["product"],
                condition=~models.Q(
                    status__in=[
                        "recognised",
                        "result_approved_5",
                        "not_recognised",
                        "disqualified",
                        "withdrawn",
                    ]
                ),
                name="one_open_dossier_per_product",
            ),
            models.UniqueConstraint(
                fields=["product_code"],
                condition=~models.Q(product_code=""),
                name="one_dossier_per_product_code",
            ),
        ]
        indexes = [models.Index(fields=["status", "commune"])]

    def __str__(self) -> str:
        return f"{self.product}"

    def get_absolute_url(self) -> str:
        return reverse("dossiers:dossier", args=[self.pk])


class DraftStep(models.Model):
    """Who saved a step of a draft last, and the version the next one must know."""

    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="steps")
    step = models.CharField(max_length=20)
    version = models.PositiveIntegerField(default=0)
    saved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    saved_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["dossier", "step"], name="one_row_per_draft_step"
            )
        ]


class EvidenceLink(models.Model):
    """A paper used in a dossier, for one criterion or for the dossier itself."""

    class Check(models.TextChoices):
        UNSEEN = "unseen", _("chưa xem")
        OK = "ok", _("đạt")
        MISSING = "missing", _("thiếu")
        UNCLEAR = "unclear", _("chưa rõ")
        EXPIRED = "expired", _("hết hạn")

    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="links")
    evidence = models.ForeignKey(Evidence, models.PROTECT, related_name="+")
    criterion = models.CharField(max_length=20, blank=True)
    pages = models.CharField(max_length=40, blank=True)
    proves = models.CharField(max_length=300, blank=True)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    added_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["dossier", "evidence", "criterion"],
                name="one_link_per_paper_and_criterion",
            )
        ]


class Snapshot(models.Model):
    """What was handed over, frozen: forms with salted digests, files with SHA-256."""

    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="snapshots")
    number = models.PositiveSmallIntegerField()
    taken_at = models.DateTimeField()
    taken_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+"
    )
    content = models.JSONField()
    salt = models.CharField(max_length=64)
    digests = models.JSONField()
    files = models.JSONField()
    sha256 = models.CharField(max_length=64)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["dossier", "number"], name="one_snapshot_per_number"
            )
        ]


class Receipt(models.Model):
    """An office took the dossier in: its number, the moment, the clock it starts."""

    class Level(models.TextChoices):
        COMMUNE = "commune", _("Xã")
        PROVINCE = "province", _("Tỉnh")

    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="receipts")
    level = models.CharField(max_length=8, choices=Level.choices)
    unit = models.ForeignKey(AdminUnit, models.PROTECT, related_name="+")
    number = models.CharField(max_length=60)
    snapshot = models.ForeignKey(Snapshot, models.PROTECT, related_name="+")
    received_at = models.DateTimeField()
    received_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    due_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "level", "number"], name="one_receipt_per_number"
            )
        ]


class SupplementRequest(models.Model):
    """One complete list of what an office finds missing, sent back with the dossier."""

    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="supplements")
    level = models.CharField(max_length=8, choices=Receipt.Level.choices)
    items = models.JSONField()
    note = models.TextField(blank=True)
    answer_by = models.DateField(null=True)
    requested_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+"
    )
    requested_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)
    # number of a point -> when an officer found it done
    settled = models.JSONField(default=dict)


class PaperCheck(models.Model):
    """An officer's finding on one line of the check list of papers."""

    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="paper_checks")
    level = models.CharField(max_length=8, choices=Receipt.Level.choices)
    line = models.CharField(max_length=60)
    state = models.CharField(max_length=8, choices=EvidenceLink.Check.choices)
    note = models.CharField(max_length=300, blank=True)
    checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+"
    )
    checked_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["dossier", "level", "line"], name="one_check_per_line"
            )
        ]


class CommuneReport(models.Model):
    """Form 03: what the commune found on the four headings (article 7.2)."""

    dossier = models.OneToOneField(
        Dossier, models.PROTECT, related_name="commune_report"
    )
    findings = models.JSONField(default=dict)
    conclusion = models.TextField(blank=True)
    drafted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+"
    )
    drafted_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)
    samples = models.PositiveSmallIntegerField(default=0)
    proposed_at = models.DateTimeField(null=True)
    sent_back_note = models.TextField(blank=True)
    signed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    signed_at = models.DateTimeField(null=True)
    forwarded_at = models.DateTimeField(null=True)


class Note(models.Model):
    """A word between office and producer about one criterion, or about the dossier."""

    class Side(models.TextChoices):
        PRODUCER = "producer", _("Chủ thể")
        COMMUNE = "commune", _("Xã")
        PROVINCE = "province", _("Tỉnh")

    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="notes")
    criterion = models.CharField(max_length=20, blank=True)
    side = models.CharField(max_length=8, choices=Side.choices)
    text = models.CharField(max_length=1000)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+"
    )
    written_at = models.DateTimeField()
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    settled_at = models.DateTimeField(null=True)


class SupplementAnswer(models.Model):
    """What the producer answered to one point of a supplement request."""

    request = models.ForeignKey(
        SupplementRequest, models.PROTECT, related_name="answers"
    )
    item = models.PositiveSmallIntegerField()
    text = models.CharField(max_length=1000)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+"
    )
    answered_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["request", "item"], name="one_answer_per_point"
            )
        ]


class BoundCopy(models.Model):
    """A hand-over bound into one PDF in the order of Form 02; a good one stays.

    A full one holds what tells of persons, too; the other is for whoever only scores.
    """

    snapshot = models.ForeignKey(Snapshot, models.PROTECT, related_name="bound_copies")
    is_full = models.BooleanField(default=True)
    job = models.ForeignKey(Job, models.SET_NULL, null=True, related_name="+")
    file = models.ForeignKey(StoredFile, models.PROTECT, null=True, related_name="+")
    pages = models.PositiveIntegerField(null=True)
    bound_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["snapshot", "is_full"], name="one_bound_copy_of_each_sort"
            )
        ]


class StepCost(models.Model):
    """What a step towards a star takes, as one province's office knows it.

    `subject` is `topic:<topic of a criterion>` or `paper:<kind of paper>`; effort and
    money of a topic are per point gained.
    """

    unit = models.ForeignKey(AdminUnit, models.PROTECT, related_name="+")
    subject = models.CharField(max_length=60)
    effort_days = models.DecimalField(max_digits=6, decimal_places=1)
    money = models.PositiveBigIntegerField()
    waiting_days = models.PositiveSmallIntegerField()
    saved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+"
    )
    saved_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "subject"], name="one_cost_per_unit_and_subject"
            )
        ]
