"""Messages of the demo's past: dated when they were due, and posted long ago."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

from django.db.models import F, Max

from saolang.demo.days import Days
from saolang.notifications.models import Delivery, Notice
from saolang.notifications.sending import deliver
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
    read = old.filter(created_at__lt=days.now - READ_BEFORE)
    read.update(read_at=F("created_at") + timedelta(hours=3))
    posted = Delivery.objects.filter(notice__in=old, state=Delivery.State.WAITING)
    gone = set(posted.values_list("pk", flat=True))
    waiting = Job.objects.filter(name=deliver.name, state=Job.State.WAITING)
    done = [job.pk for job in waiting if job.arguments["delivery_id"] in gone]
    Job.objects.filter(pk__in=done).delete()
    for delivery in posted.select_related("notice"):
        delivery.state = Delivery.State.SENT
        delivery.settled_at = delivery.notice.created_at
        delivery.save(update_fields=["state", "settled_at"])
