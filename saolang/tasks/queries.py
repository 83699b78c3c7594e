"""Reads about jobs that other files share."""

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.db.models import Count, QuerySet

from saolang.tasks.models import Job


def jobs_of(user: AbstractBaseUser | AnonymousUser) -> QuerySet[Job]:
    """The jobs somebody may watch: their own."""
    return Job.objects.filter(owner_id=user.pk) if user.pk else Job.objects.none()


def dead() -> QuerySet[Job]:
    """Jobs that failed at every attempt, newest first."""
    return Job.objects.filter(state=Job.State.DEAD).order_by("-finished_at", "-pk")


def counts_by_state() -> list[tuple[str, int]]:
    """How many jobs there are in each state."""
    rows = Job.objects.values_list("state").annotate(count=Count("pk"))
    return list(rows.order_by("state"))
