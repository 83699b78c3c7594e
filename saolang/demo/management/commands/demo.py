"""`saolang demo`: a believable province, served on this machine."""

import os
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management import BaseCommand, CommandError, call_command

from saolang.demo import description, reset, server
from saolang.demo.loading import load


class Command(BaseCommand):
    """Load law, places and people once; then serve."""

    help = "Make a believable demo where there is none, and serve it."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--port", type=int, default=settings.PORT)
        parser.add_argument("--reset", action="store_true", help="start it over")
        parser.add_argument("--no-serve", action="store_true", help="only build it")

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError(
                "The demo is made in demo mode only, and SAOLANG_DEMO says no."
            )
        port, serves = options["port"], not options["no_serve"]
        if options["reset"]:
            reset.forget_everything()
        if serves:
            server.require_free(port)
        call_command("migrate", verbosity=0)
        described = load(port, self._say)
        if not serves:
            self.stdout.write(description.as_text(described, is_running=False))
            return
        os.environ["PORT"] = str(port)  # what the processes we start are told
        server.serve(
            port,
            when_ready=lambda: self.stdout.write(description.as_text(described)),
        )

    def _say(self, what: str) -> None:
        self.stdout.write(f"  {what} …")
        self.stdout.flush()
