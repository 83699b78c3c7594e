"""The `saolang` command: `score` and `next-star` need no database; all else is
Django's."""

import os
import sys

from django.core.exceptions import ImproperlyConfigured
from django.core.management import execute_from_command_line

from saolang.criteria import command, next_star


def main() -> None:
    """Run a command; its name may be written with hyphens, as in `import-units`."""
    name, rest = (sys.argv[1:2] or ["help"])[0], sys.argv[2:]
    if name == "score":
        sys.exit(command.score(rest))
    if name == next_star.NAME:
        sys.exit(next_star.next_star(rest))
    if name == "demo":
        os.environ.setdefault("SAOLANG_DEMO", "yes")
    if not name.startswith("-"):
        name = name.replace("-", "_")
    sys.argv[1:2] = [name]
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "saolang.config.settings")
    try:
        execute_from_command_line([sys.argv[0], name, *rest])
    except ImproperlyConfigured as wrong:
        sys.exit(f"saolang: {wrong}")
