"""What the queue does for the calendar."""

from django.utils import timezone

from saolang.geography import services
from saolang.geography.models import DayOff
from saolang.tasks import queue
from saolang.tasks.models import Job

YEARS_AHEAD = 2


@queue.every(minutes=24 * 60)
def know_coming_holidays(job: Job) -> None:
    """Every clock needs this year's days off and the next ones'; a year that has rows
    is left to the office that edits them."""
    this = timezone.localdate().year
    for year in range(this - 1, this + YEARS_AHEAD + 1):
        if not DayOff.objects.filter(on__year=year).exists():
            services.import_holidays(year, year)
