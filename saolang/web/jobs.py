"""Scheduled work no single context owns: the morning's letter to officers."""

from datetime import datetime, time

from django.urls import reverse
from django.utils import timezone, translation

from saolang.geography import clocks
from saolang.kernel.calendar import VIETNAM, local_date
from saolang.notifications import queries, services
from saolang.tasks import queue
from saolang.tasks.models import Job
from saolang.web import digest

FROM, UNTIL = time(7), time(12)


@queue.every(minutes=10)
def send_digests(job: Job) -> None:
    """Send the letters of a working morning; what a morning missed is not made up."""
    now = timezone.now()
    if FROM <= now.astimezone(VIETNAM).time() < UNTIL:
        send_digests_at(now)


def send_digests_at(now: datetime) -> None:
    """Send each officer's letter of the day who has not had it."""
    today = local_date(now)
    if not clocks.is_working(today):
        return
    for person in queries.waiting_for_digest(today):
        with translation.override(person.language):
            found = digest.compose(person, now)
        services.send_digest(
            person=person,
            count=found.count,
            lines=found.lines,
            url=reverse("web:desk"),
            on=today,
        )
