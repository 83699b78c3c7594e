"""What the queue does for files every day."""

import uuid
from collections.abc import Iterator
from datetime import timedelta

from django.core.files.storage import default_storage
from django.utils import timezone

from saolang.files.models import StoredFile
from saolang.tasks import queue
from saolang.tasks.models import Job

YOUNG = timedelta(days=1)


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
