"""`saolang import-units [FOLDER]`: bring in the place tables, or newer ones."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from saolang.geography import services
from saolang.geography.rules.tables import TableError


class Command(BaseCommand):
    help = "Import administrative units, their changes and successors."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", nargs="?", type=Path, default=services.DATA)

    def handle(self, *args: Any, folder: Path, **options: Any) -> None:
        try:
            done = services.import_units(folder)
        except TableError as error:
            raise CommandError(f"Nothing was written. {error}") from error
        self.stdout.write(
            f"{done.units} units, {done.successions} successions, "
            f"{done.aliases} aliases; {done.in_force} units in force."
        )
