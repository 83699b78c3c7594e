"""The queue: work that waits in the database until it is done.

A job is enqueued inside the business transaction and disappears with it. It is done
at least once: a function must expect that an earlier attempt got half way, so its
second run finds what is done and does the rest. Whoever runs a job holds a lease and
renews it; when a worker is killed the lease ends and another takes the job up.
"""

import logging
import random
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser
from django.core.exceptions import ImproperlyConfigured
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.module_loading import import_string

from saolang.tasks.models import Job

LEASE = timedelta(seconds=60)
FIRST_DELAY_SECONDS = 10
LONGEST_DELAY_SECONDS = 3600
ERROR_LENGTH = 4000
log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Work:
    """A function the queue can run, found again by its dotted name."""

    run: Callable[..., None]
    max_attempts: int
    title: Any
    period: timedelta | None = None

    @property
    def name(self) -> str:
        return f"{self.run.__module__}.{self.run.__qualname__}"

    def __call__(self, job: Job, **arguments: Any) -> None:
        self.run(job, **arguments)


SCHEDULE: dict[str, Work] = {}


def job(
    *, max_attempts: int = 5, title: Any = ""
) -> Callable[[Callable[..., None]], Work]:
    """Mark `f(job, **arguments)`, arguments as JSON holds them, as work to enqueue."""

    def mark(function: Callable[..., None]) -> Work:
        return Work(function, max_attempts, title)

    return mark


def every(
    *, minutes: int, max_attempts: int = 5
) -> Callable[[Callable[..., None]], Work]:
    """Mark `f(job)` in a `services.py` or `jobs.py` as work done once per period."""

    def mark(function: Callable[..., None]) -> Work:
        work = Work(function, max_attempts, "", timedelta(minutes=minutes))
        SCHEDULE[work.name] = work
        return work

    return mark


def enqueue(
    work: Work,
    *,
    owner: AbstractBaseUser | None = None,
    after: timedelta = timedelta(0),
    **arguments: Any,
) -> Job:
    """Have `work` done once the surrounding transaction commits, `after` a while."""
    return Job.objects.create(
        name=work.name,
        arguments=arguments,
        max_attempts=work.max_attempts,
        run_at=timezone.now() + after,
        owner_id=owner.pk if owner else None,
    )


def enqueued_since(work: Work, moment: datetime, **arguments: Any) -> bool:
    """Whether the very same work was asked for after a moment, done or not."""
    return Job.objects.filter(
        name=work.name, arguments=arguments, created_at__gt=moment
    ).exists()


def report(job: Job, percent: int, note: str, *, url: str = "") -> None:
    """Tell whoever waits how far `job` is, and where its result will be found."""
    job.progress = min(max(percent, 0), 100)
    job.progress_note = note[:200]
    job.result_url = url or job.result_url
    _mine(job).update(
        progress=job.progress,
        progress_note=job.progress_note,
        result_url=job.result_url,
    )


def work_of(job: Job) -> Work:
    """The function a job names."""
    work = import_string(job.name)
    if not isinstance(work, Work):
        raise ImproperlyConfigured(f"{job.name} is not marked with @queue.job")
    return work


def claim(now: datetime) -> Job | None:
    """Take the job that has waited longest, or one whose worker fell silent."""
    ready = Q(state=Job.State.WAITING, run_at__lte=now)
    abandoned = Q(state=Job.State.RUNNING, lease_until__lt=now)
    jobs = Job.objects.filter(ready | abandoned).order_by("run_at", "pk")
    if not jobs.exists():  # looking costs no lock; most looks find nothing
        return None
    with transaction.atomic():
        taken = jobs.select_for_update(skip_locked=True).first()
        if taken is None:
            return None
        taken.state = Job.State.RUNNING
        taken.attempts += 1
        taken.lease_until = now + LEASE
        taken.save(update_fields=["state", "attempts", "lease_until"])
    return taken


def renew(job: Job, now: datetime) -> None:
    """Say that `job` is still being worked on."""
    _mine(job).update(lease_until=now + LEASE)


def run(job: Job) -> None:
    """Run one claimed job and write down how it went."""
    if job.attempts > job.max_attempts:
        _fail(job, "The worker was killed in the middle of every attempt.")
        return
    try:
        work_of(job)(job, **job.arguments)
    except Exception:
        _fail(job, traceback.format_exc()[-ERROR_LENGTH:])
    else:
        _mine(job).update(
            state=Job.State.DONE,
            progress=100,
            lease_until=None,
            finished_at=timezone.now(),
            last_error="",
        )


def run_waiting() -> int:
    """Run everything that is due, in this process; how many attempts it took."""
    count = 0
    while taken := claim(timezone.now()):
        run(taken)
        count += 1
    return count


def retry(job: Job) -> None:
    """Give a dead job a new set of attempts."""
    Job.objects.filter(pk=job.pk, state=Job.State.DEAD).update(
        state=Job.State.WAITING, attempts=0, run_at=timezone.now(), finished_at=None
    )


def delay(attempts: int) -> timedelta:
    """How long to wait after a failed attempt: three times longer each, jittered."""
    longest = min(LONGEST_DELAY_SECONDS, FIRST_DELAY_SECONDS * 3 ** (attempts - 1))
    return timedelta(seconds=random.uniform(longest / 2, longest))  # noqa: S311


def _fail(job: Job, error: str) -> None:
    now = timezone.now()
    if job.attempts >= job.max_attempts:
        log.error("Job %s (%s) is dead", job.pk, job.name)
        outcome = {"state": Job.State.DEAD, "finished_at": now}
    else:
        outcome = {"state": Job.State.WAITING, "run_at": now + delay(job.attempts)}
    _mine(job).update(**outcome, last_error=error, lease_until=None)


def _mine(job: Job) -> QuerySet[Job]:
    """The row, as long as this attempt still holds it."""
    return Job.objects.filter(pk=job.pk, state=Job.State.RUNNING, attempts=job.attempts)
