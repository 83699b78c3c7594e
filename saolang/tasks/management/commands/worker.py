"""`manage.py worker`: do what waits in the queue."""

import signal
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from saolang.tasks import queue
from saolang.tasks.worker import Worker


class Command(BaseCommand):
    """Run a worker until SIGTERM or Ctrl-C, or once over what is due."""

    help = "Does what waits in the queue. Run as many as the machine has room for."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--once", action="store_true", help="do what is due now, then leave"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["once"]:
            self.stdout.write(f"{queue.run_waiting()} attempts")
            return
        worker = Worker()
        signal.signal(signal.SIGTERM, worker.stop)
        signal.signal(signal.SIGINT, worker.stop)
        worker.run()
