"""Bring law, places and the demo into a database, where they are not in it yet."""

from collections.abc import Callable

from django.conf import settings
from django.core.management import CommandError
from django.utils import timezone

from saolang.demo import description
from saolang.demo.build import build
from saolang.demo.description import Described
from saolang.geography import services as geography
from saolang.geography.models import AdminUnit, DayOff
from saolang.people.models import User

HOLIDAY_YEARS = (2019, 2035)


def load(port: int, say: Callable[[str], None]) -> Described:
    """What var/demo.json says, after making whatever was missing."""
    if not AdminUnit.objects.exists():
        say("34 provinces and 3,321 communes, old and new")
        geography.import_units()
    if not DayOff.objects.exists():
        geography.import_holidays(*HOLIDAY_YEARS)
    if not User.objects.exists():
        description.write(build(timezone.now(), say), port)
    elif not description.path().exists():
        raise CommandError(
            f"The data in {settings.VAR_DIR} was not made by `saolang demo`. "
            "Choose another folder with SAOLANG_VAR_DIR."
        )
    return description.move_to(port)
