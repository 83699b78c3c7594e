"""Scheduled work of this context: reminders of deadlines."""

from datetime import datetime
from datetime import time as clock_time

from django.db import transaction
from django.utils import timezone

from saolang.dossiers import reminders
from saolang.dossiers.models import Dossier
from saolang.dossiers.reminders import Reminder
from saolang.kernel.calendar import VIETNAM, local_date
from saolang.notifications import queries as notices
from saolang.notifications import services as notifications
from saolang.tasks import queue
from saolang.tasks.models import Job

MORNING = clock_time(7)


@queue.every(minutes=60)
def remind(job: Job) -> None:
    """Tell of the deadlines that are due today, from seven in the morning."""
    now = timezone.now()
    if now.astimezone(VIETNAM).time() >= MORNING:
        remind_at(now)


def remind_at(now: datetime) -> None:
    """Tell each matter of the day to whoever has not been told of it."""
    found = list(reminders.on(local_date(now)))
    told = notices.told(reminder.about for reminder in found)
    for reminder in found:
        if reminder.about not in told:
            _tell(reminder)


@transaction.atomic
def _tell(reminder: Reminder) -> None:
    """Tell, unless the dossier moved on while the list was made."""
    dossier = Dossier.objects.select_for_update().get(pk=reminder.dossier.pk)
    if dossier.status == reminder.dossier.status:
        notifications.tell(
            recipients=reminder.recipients,
            kind=reminder.kind,
            values=reminder.values,
            url=reminder.url,
            about=reminder.about,
        )
