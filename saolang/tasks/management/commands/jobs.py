"""`manage.py jobs`: what waits, what is dead, and another chance for it."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from saolang.tasks import queries, queue


class Command(BaseCommand):
    """List the queue's numbers and its dead letters, or retry one of them."""

    help = "Lists dead jobs with their errors; --retry ID runs one again."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--retry", type=int, metavar="ID")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["retry"] is not None:
            self._retry(options["retry"])
            return
        for state, count in queries.counts_by_state():
            self.stdout.write(f"{state:8} {count:6}")
        for job in queries.dead():
            at = timezone.localtime(job.finished_at)
            self.stdout.write(f"\n{job}, {job.attempts} attempts, {at:%d/%m/%Y %H:%M}")
            self.stdout.write(job.last_error.strip().rpartition("\n")[2])

    def _retry(self, job_id: int) -> None:
        job = queries.dead().filter(pk=job_id).first()
        if job is None:
            raise CommandError(f"No dead job has the number {job_id}.")
        queue.retry(job)
        self.stdout.write(f"{job} waits for a worker again.")
