"""What the queue remembers beside django-tasks: attempts, progress, keys."""

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
    attempts = models.PositiveSmallIntegerField(default=0)
    max_attempts = models.PositiveSmallIntegerField(default=5)
    progress = models.PositiveSmallIntegerField(default=0)
    progress_note = models.CharField(max_length=200, blank=True)
    last_error = models.TextField(blank=True)
    owner_id = models.BigIntegerField(null=True)
    created_at = models.DateTimeField(auto_now_add=True)
    finished_at = models.DateTimeField(null=True)


class ScheduledRun(models.Model):
    """The last time a scheduled job was started, so that it starts once per period."""

    name = models.CharField(max_length=120, unique=True)
    last_started_at = models.DateTimeField()


class IdempotencyKey(models.Model):
    """An unsafe request already answered: the same key gives the same answer."""

    key = models.CharField(max_length=64)
    account = models.CharField(max_length=64)
    route = models.CharField(max_length=200)
    body_digest = models.CharField(max_length=64)
    status = models.PositiveSmallIntegerField(null=True)
    headers = models.JSONField(default=dict)
    body = models.BinaryField(default=bytes)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["key", "account", "route"], name="one_answer_per_key"
            )
        ]
