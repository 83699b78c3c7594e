"""Rounds, councils, sessions, score sheets and results."""

from decimal import Decimal

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from saolang.dossiers.models import Dossier
from saolang.geography.models import AdminUnit


class Round(models.Model):
    """A dated evaluation round of one province (article 5), with its working rules."""

    class MinimumRule(models.TextChoices):
        MEAN = "mean", _("điểm trung bình của tiêu chí đạt mức")
        MAJORITY = "majority", _("quá nửa số phiếu đạt mức")

    class ShowProposal(models.TextChoices):
        ALWAYS = "always", _("luôn hiện")
        AFTER_TICK = "after_tick", _("chỉ hiện sau khi đã chấm tiêu chí đó")
        NEVER = "never", _("không hiện")

    unit = models.ForeignKey(AdminUnit, models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    number = models.PositiveSmallIntegerField()
    cutoff_on = models.DateField()
    hold_by_on = models.DateField()
    plan_number = models.CharField(max_length=60, blank=True)
    quorum_share = models.DecimalField(
        max_digits=4, decimal_places=3, default=Decimal("0.75")
    )
    chair_required = models.BooleanField(default=True)
    spread_limit = models.DecimalField(
        max_digits=5, decimal_places=2, default=Decimal(10)
    )
    minimum_rule = models.CharField(
        max_length=8, choices=MinimumRule.choices, default=MinimumRule.MEAN
    )
    show_proposal = models.CharField(
        max_length=10, choices=ShowProposal.choices, default=ShowProposal.AFTER_TICK
    )
    rules_document = models.CharField(max_length=160, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "year", "number"], name="one_round_per_number"
            ),
            models.CheckConstraint(
                condition=models.Q(hold_by_on__gte=models.F("cutoff_on")),
                name="round_is_held_after_its_cutoff",
                violation_error_message=_("Hạn họp phải sau ngày chốt nhận hồ sơ."),
            ),
            models.CheckConstraint(
                condition=models.Q(quorum_share__gt=0, quorum_share__lte=1),
                name="quorum_is_a_share",
            ),
        ]

    def __str__(self) -> str:
        return _("Đợt %(number)s năm %(year)s") % {
            "number": self.number,
            "year": self.year,
        }

    def get_absolute_url(self) -> str:
        return reverse("evaluation:round", args=[self.pk])


class Position(models.TextChoices):
    """A seat at the council table."""

    CHAIR = "chair", _("Chủ tịch Hội đồng")
    MEMBER = "member", _("Ủy viên")
    SECRETARY = "secretary", _("Thư ký")


class Council(models.Model):
    """The scoring body founded by a decision of the province."""

    unit = models.ForeignKey(AdminUnit, models.PROTECT, related_name="+")
    name = models.CharField(max_length=200)
    decision_number = models.CharField(max_length=60)
    decided_on = models.DateField()
    dissolved_on = models.DateField(null=True, blank=True)

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("evaluation:council", args=[self.pk])


class CouncilSeat(models.Model):
    """One person's place in a council; a secretary does not score."""

    council = models.ForeignKey(Council, models.PROTECT, related_name="seats")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    position = models.CharField(max_length=9, choices=Position.choices)
    agency = models.CharField(max_length=160, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["council", "user"], name="one_seat_per_person"
            ),
            models.UniqueConstraint(
                fields=["council", "position"],
                condition=models.Q(position__in=["chair", "secretary"]),
                name="one_chair_and_one_secretary",
            ),
        ]


class Session(models.Model):
    """One sitting of a council over a list of dossiers."""

    class State(models.TextChoices):
        PLANNED = "planned", _("đang chuẩn bị")
        SCORING = "scoring", _("đang chấm")
        CLOSED = "closed", _("đã khép chấm")
        CONCLUDED = "concluded", _("đã kết luận")

    round = models.ForeignKey(Round, models.PROTECT, related_name="sessions")
    council = models.ForeignKey(Council, models.PROTECT, related_name="sessions")
    number = models.PositiveSmallIntegerField()
    held_at = models.DateTimeField()
    place = models.CharField(max_length=200)
    state = models.CharField(max_length=9, choices=State.choices, default=State.PLANNED)
    version = models.PositiveIntegerField(default=1)
    invited_at = models.DateTimeField(null=True)
    opened_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    concluded_at = models.DateTimeField(null=True)
    opinions = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["round", "number"], name="one_session_per_number"
            )
        ]

    def __str__(self) -> str:
        return _("Phiên %(number)s, %(round)s") % {
            "number": self.number,
            "round": str(self.round).lower(),
        }

    def get_absolute_url(self) -> str:
        return reverse("evaluation:session", args=[self.pk])

    def get_results_url(self) -> str:
        return reverse("evaluation:results", args=[self.pk])


class Panelist(models.Model):
    """A seat as it was frozen when the session began to score."""

    session = models.ForeignKey(Session, models.PROTECT, related_name="panel")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    name = models.CharField(max_length=120)
    agency = models.CharField(max_length=160, blank=True)
    position = models.CharField(max_length=9, choices=Position.choices)
    is_present = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["session", "user"], name="one_panelist_per_person"
            )
        ]


class Recusal(models.Model):
    """A member who must not score one dossier, and why."""

    session = models.ForeignKey(Session, models.PROTECT, related_name="recusals")
    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="+")
    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+"
    )
    reason = models.CharField(max_length=300)
    declared_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["session", "dossier", "member"], name="one_recusal_per_member"
            )
        ]


class SessionItem(models.Model):
    """A dossier on a session's list, and, once closed, what came of it.

    While `result` is empty the product is being scored in pass `pass_number`; what an
    earlier pass came to moves to `earlier`.
    """

    class Outcome(models.TextChoices):
        DECISION = "decision", _("Trình công nhận")
        POTENTIAL_FIVE = "potential_five", _("Tiềm năng 5 sao")
        NOT_RECOGNISED = "not_recognised", _("Không công nhận")
        DISQUALIFIED = "disqualified", _("Bị loại")

    session = models.ForeignKey(Session, models.PROTECT, related_name="items")
    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="+")
    position = models.PositiveSmallIntegerField()
    pass_number = models.PositiveSmallIntegerField(default=1)
    result = models.JSONField(null=True)
    mean = models.DecimalField(max_digits=5, decimal_places=2, null=True)
    spread = models.DecimalField(max_digits=5, decimal_places=2, null=True)
    stars = models.PositiveSmallIntegerField(null=True)
    outcome = models.CharField(max_length=14, choices=Outcome.choices, blank=True)
    discussion = models.TextField(blank=True)
    salt = models.CharField(max_length=64, blank=True)
    earlier = models.JSONField(default=list)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["session", "dossier"], name="one_item_per_dossier"
            ),
        ]


class ScoreSheet(models.Model):
    """One member's ticks on one dossier in one pass. A correction is a new revision."""

    session = models.ForeignKey(Session, models.PROTECT, related_name="sheets")
    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="+")
    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+"
    )
    pass_number = models.PositiveSmallIntegerField(default=1)
    revision = models.PositiveSmallIntegerField(default=1)
    ticks = models.JSONField(default=dict)
    notes = models.JSONField(default=dict)
    facts = models.JSONField(default=list)
    unmet_gates = models.JSONField(default=list)
    opinion = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)
    points = models.DecimalField(max_digits=5, decimal_places=2, null=True)
    submitted_at = models.DateTimeField(null=True)
    receipt = models.CharField(max_length=40, blank=True)
    salt = models.CharField(max_length=64, blank=True)
    saved_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["session", "dossier", "member", "pass_number", "revision"],
                name="one_sheet_per_member_pass_and_revision",
            ),
            models.CheckConstraint(
                condition=models.Q(submitted_at=None) | models.Q(points__isnull=False),
                name="submitted_sheet_has_points",
            ),
        ]

    def get_absolute_url(self) -> str:
        return reverse("evaluation:sheet", args=[self.pk])


class Appraisal(models.Model):
    """An adviser's proposal per criterion, before the council sits."""

    class Recommendation(models.TextChoices):
        TO_COUNCIL = "to_council", _("Đưa ra Hội đồng")
        SUPPLEMENT = "supplement", _("Yêu cầu bổ sung")
        NOT_ELIGIBLE = "not_eligible", _("Không đủ điều kiện")

    dossier = models.OneToOneField(Dossier, models.PROTECT, related_name="+")
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+"
    )
    ticks = models.JSONField(default=dict)
    reasons = models.JSONField(default=dict)
    facts = models.JSONField(default=list)
    unmet_gates = models.JSONField(default=list)
    survey = models.TextField(blank=True)
    conclusion = models.TextField(blank=True)
    wanted = models.TextField(blank=True)
    recommendation = models.CharField(
        max_length=12, choices=Recommendation.choices, blank=True
    )
    version = models.PositiveIntegerField(default=1)
    saved_at = models.DateTimeField(null=True)
    submitted_at = models.DateTimeField(null=True)

    def get_absolute_url(self) -> str:
        return reverse("evaluation:appraisal", args=[self.dossier_id])
