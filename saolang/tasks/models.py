"""What the queue remembers: jobs, schedules, and answers already given."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Job(models.Model):
    """One piece of work that must be done, however many attempts it takes."""

    class State(models.TextChoices):
        WAITING = "waiting", _("đang chờ")
        RUNNING = "running", _("đang làm")
        DONE = "done", _("xong")
        DEAD = "dead", _("hỏng, cần người xem")

    name = models.CharField(max_length=120)
    arguments = models.JSONField(default=dict)
    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING)
    run_at = models.DateTimeField()
    lease_until = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    max_attempts = models.PositiveSmallIntegerField(default=5)
    progress = models.PositiveSmallIntegerField(default=0)
    progress_note = models.CharField(max_length=200, blank=True)
    result_url = models.CharField(max_length=300, blank=True)
    last_error = models.TextField(blank=True)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    created_at = models.DateTimeField(auto_now_add=True)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("việc chạy nền")
        verbose_name_plural = _("việc chạy nền bị hỏng")
        indexes = [
            models.Index(
                fields=["run_at", "id"],
                condition=models.Q(state__in=["waiting", "running"]),
                name="unfinished_jobs",
            )
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(progress__lte=100), name="progress_is_a_percentage"
            ),
            models.CheckConstraint(
                condition=~models.Q(state="running")
                | models.Q(lease_until__isnull=False),
                name="running_job_has_a_lease",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} #{self.pk}"

    @property
    def is_finished(self) -> bool:
        return self.state in {self.State.DONE, self.State.DEAD}


class ScheduledRun(models.Model):
    """The last time a scheduled job was started, so that it starts once per period."""

    name = models.CharField(max_length=120, unique=True)
    last_started_at = models.DateTimeField()


class IdempotencyKey(models.Model):
    """An unsafe request already answered: the same key gives the same answer.

    `key` is a digest; `account` is an account's pseudonym, or a digest of what tells
    one anonymous browser from another.
    """

    key = models.CharField(max_length=64)
    account = models.CharField(max_length=64)
    route = models.CharField(max_length=200)
    body_digest = models.CharField(max_length=64)
    status = models.PositiveSmallIntegerField(null=True)
    headers = models.JSONField(default=dict)
    messages = models.JSONField(default=list)
    body = models.BinaryField(default=bytes)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["key", "account", "route"], name="one_answer_per_key"
            )
        ]
        indexes = [models.Index(fields=["created_at"])]
