"""`saolang demo`: a believable province, served on this machine."""

import os
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management import BaseCommand, CommandError, call_command
from django.utils import timezone

from saolang.demo import description, reset, server
from saolang.demo.build import build
from saolang.geography import services as geography
from saolang.geography.models import AdminUnit, DayOff
from saolang.people.models import User

HOLIDAY_YEARS = (2019, 2035)


class Command(BaseCommand):
    """Load law, places and people once; then serve."""

    help = "Make a believable demo where there is none, and serve it."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--port", type=int, default=settings.PORT)
        parser.add_argument("--reset", action="store_true", help="start it over")
        parser.add_argument("--no-serve", action="store_true", help="only build it")

    def handle(self, *args: Any, **options: Any) -> None:
        port = options["port"]
        if not settings.DEMO:
            raise CommandError(
                "Demo accounts exist in demo mode only; SAOLANG_DEMO says no."
            )
        if options["reset"]:
            reset.forget_everything()
        if not options["no_serve"]:
            server.require_free(port)
        call_command("migrate", verbosity=0)
        self._load()
        described = description.move_to(port)
        if options["no_serve"]:
            self.stdout.write(description.as_text(described))
            return
        os.environ["PORT"] = str(port)  # what the processes we start are told
        server.serve(
            port,
            when_ready=lambda: self.stdout.write(description.as_text(described)),
        )

    def _load(self) -> None:
        if not AdminUnit.objects.exists():
            self._say("34 provinces and 3,321 communes, old and new")
            geography.import_units()
        if not DayOff.objects.exists():
            geography.import_holidays(*HOLIDAY_YEARS)
        if not User.objects.exists():
            description.write(build(timezone.now(), self._say), settings.PORT)
        elif not description.path().exists():
            raise CommandError(
                f"The data in {settings.VAR_DIR} was not made by `saolang demo`. "
                "Choose another folder with SAOLANG_VAR_DIR."
            )

    def _say(self, what: str) -> None:
        self.stdout.write(f"  {what} …")
        self.stdout.flush()
