"""Messages of the demo's past: dated when they were due, and posted long ago."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

from django.db.models import F, Max

from saolang.demo.days import Days
from saolang.notifications.models import Notice
from saolang.notifications.services import send_mail
from saolang.tasks.models import Job

POSTED_BEFORE = timedelta(hours=12)
READ_BEFORE = timedelta(days=9)


@contextmanager
def dated(at: datetime) -> Iterator[None]:
    """Messages written inside carry the moment of the story, not of the build."""
    last = Notice.objects.aggregate(last=Max("pk"))["last"] or 0
    yield
    Notice.objects.filter(pk__gt=last).update(created_at=at)


def post_old_ones(days: Days) -> None:
    """What is older than half a day was mailed at the time; very old ones were read."""
    old = Notice.objects.filter(created_at__lt=days.now - POSTED_BEFORE)
    posted = set(old.values_list("pk", flat=True))
    old.update(mailed_at=F("created_at"))
    read = old.filter(created_at__lt=days.now - READ_BEFORE)
    read.update(read_at=F("created_at") + timedelta(hours=3))
    waiting = Job.objects.filter(name=send_mail.name, state=Job.State.WAITING)
    done = [job.pk for job in waiting if job.arguments["notice_id"] in posted]
    Job.objects.filter(pk__in=done).delete()
