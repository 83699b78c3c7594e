"""What the queue does for files every day."""

import uuid
from collections.abc import Iterator
from datetime import timedelta

from django.core.files.storage import default_storage
from django.utils import timezone

from saolang.files import arrivals, partials
from saolang.files.models import StoredFile, Upload
from saolang.tasks import queue
from saolang.tasks.models import Job

YOUNG = timedelta(days=1)
STILL_BUSY = timedelta(minutes=10)


@queue.every(minutes=24 * 60)
def sweep(job: Job) -> None:
    """Remove bytes whose row was rolled back; young ones may still get theirs."""
    limit = timezone.now() - YOUNG
    for folder in _folders():
        names = default_storage.listdir(folder)[1]
        keys = {name: key for name in names if (key := _key(name))}
        rows = StoredFile.objects.filter(key__in=keys.values())
        known = set(rows.values_list("key", flat=True))
        for path in (f"{folder}/{n}" for n, key in keys.items() if key not in known):
            if default_storage.get_modified_time(path) < limit:
                default_storage.delete(path)


@queue.every(minutes=60)
def sweep_uploads(job: Job) -> None:
    """Judge what came whole and was not, drop what did not come in time."""
    now = timezone.now()
    waiting = Upload.objects.filter(file=None, refusal_code="").order_by("pk")
    for upload in waiting.filter(created_at__lt=now - STILL_BUSY).iterator():
        if partials.size(upload) == upload.length:
            arrivals.judge(upload=upload, at=now)
        elif upload.expires_at < now:
            upload.delete()
    known = set(Upload.objects.values_list("key", flat=True))
    for key, path in partials.strays():
        if key not in known and path.stat().st_mtime < (now - YOUNG).timestamp():
            path.unlink(missing_ok=True)


def _folders() -> Iterator[str]:
    for first in default_storage.listdir("")[0]:
        for second in default_storage.listdir(first)[0]:
            yield f"{first}/{second}"


def _key(name: str) -> uuid.UUID | None:
    """The key bytes lie under; None for something that is not ours."""
    try:
        return uuid.UUID(name.partition("-")[0])
    except ValueError:
        return None
