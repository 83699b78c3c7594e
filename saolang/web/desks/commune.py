"""The desk of a commune's officers and leaders."""

from datetime import datetime

from saolang.dossiers.offices import COMMUNE
from saolang.people.models import User
from saolang.web.desks import offices
from saolang.web.desks.frame import Desk


def desk(user: User, now: datetime) -> Desk:
    """Dossiers with their 15 working days, the nearest deadline first."""
    return offices.desk(user, COMMUNE, now)
