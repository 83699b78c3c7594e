"""The `saolang` command: `score` needs no database; all else is Django's."""

import os
import sys

from django.core.management import execute_from_command_line

from saolang.criteria import command


def main() -> None:
    if sys.argv[1:2] == ["score"]:
        sys.exit(command.score(sys.argv[2:]))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "saolang.config.settings")
    execute_from_command_line(sys.argv)
