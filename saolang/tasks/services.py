"""What the queue does for itself."""

from datetime import timedelta

from django.utils import timezone

from saolang.tasks import queue
from saolang.tasks.models import IdempotencyKey, Job

KEYS_KEPT = timedelta(days=7)
DONE_JOBS_KEPT = timedelta(days=7)


@queue.every(minutes=60)
def forget_old(job: Job) -> None:
    """Forget answers nobody will ask for again, and jobs long done."""
    now = timezone.now()
    IdempotencyKey.objects.filter(created_at__lt=now - KEYS_KEPT).delete()
    Job.objects.filter(
        state=Job.State.DONE, finished_at__lt=now - DONE_JOBS_KEPT
    ).delete()
