"""The process that does what waits in the queue."""

import logging
import signal
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from types import FrameType

from django.db import (
    InterfaceError,
    OperationalError,
    close_old_connections,
    connection,
    transaction,
)
from django.utils import timezone
from django.utils.module_loading import autodiscover_modules

from saolang.tasks import queue
from saolang.tasks.models import Job, ScheduledRun

IDLE_SECONDS = 0.5
HEARTBEAT_SECONDS = queue.LEASE.total_seconds() / 4
DATABASE_GONE_SECONDS = 2
NEVER = datetime(2000, 1, 1, tzinfo=UTC)
log = logging.getLogger(__name__)


class Worker:
    """Takes jobs one at a time until it is asked to stop."""

    def __init__(self) -> None:
        self._stopping = False
        autodiscover_modules("services", "jobs")  # where scheduled work is marked

    def stop(self, signum: int = 0, frame: FrameType | None = None) -> None:
        """Finish the job in hand and leave; asked twice, leave at once."""
        if self._stopping:
            signal.signal(signum, signal.SIG_DFL)
            signal.raise_signal(signum)
        self._stopping = True

    def run(self) -> None:
        """Work until stopped, through restarts of the database."""
        while not self._stopping:
            close_old_connections()
            try:
                start_scheduled(timezone.now())
                worked = work_once()
            except (OperationalError, InterfaceError):
                log.exception("The database does not answer; trying again")
                connection.close()
                time.sleep(DATABASE_GONE_SECONDS)
            else:
                if not worked and not self._stopping:
                    time.sleep(IDLE_SECONDS)
        connection.close()


def work_once() -> bool:
    """Do one job if one is due, renewing its lease all the while."""
    taken = queue.claim(timezone.now())
    if taken is None:
        return False
    with _heartbeat(taken):
        queue.run(taken)
    return True


def start_scheduled(now: datetime) -> None:
    """Enqueue each scheduled job whose period is over, whichever worker looks first."""
    last = dict(ScheduledRun.objects.values_list("name", "last_started_at"))
    for name, work in queue.SCHEDULE.items():
        assert work.period is not None  # noqa: S101 put there by every()
        if last.get(name, NEVER) + work.period <= now:
            _start(work, now)


@transaction.atomic
def _start(work: queue.Work, now: datetime) -> None:
    assert work.period is not None  # noqa: S101 put there by every()
    ScheduledRun.objects.get_or_create(
        name=work.name, defaults={"last_started_at": NEVER}
    )
    ours = ScheduledRun.objects.filter(
        name=work.name, last_started_at__lte=now - work.period
    ).update(last_started_at=now)
    unfinished = Job.objects.filter(
        name=work.name, state__in=[Job.State.WAITING, Job.State.RUNNING]
    )
    if ours and not unfinished.exists():
        queue.enqueue(work)


@contextmanager
def _heartbeat(job: Job) -> Iterator[None]:
    finished = threading.Event()

    def beat() -> None:
        while not finished.wait(HEARTBEAT_SECONDS):
            try:
                queue.renew(job, timezone.now())
            except (OperationalError, InterfaceError):
                log.warning("Could not renew the lease of job %s", job.pk)
            connection.close()

    thread = threading.Thread(target=beat, daemon=True)
    thread.start()
    try:
        yield
    finally:
        finished.set()
        thread.join()
