"""Who may reach home, search, desks."""

from saolang.dossiers.offices import COMMUNE, PROVINCE
from saolang.people.access import WRITE, Policy
from saolang.people.models import Role

POLICIES: tuple[Policy, ...] = (
    Policy("web:home", public=True),
    Policy("web:desk", any_account=True, scope="one's own work"),
    Policy("web:language", methods=WRITE, public=True, scope="this browser"),
    Policy(
        "web:story_alike",
        frozenset({Role.PRODUCER}) | COMMUNE.staff | PROVINCE.staff,
        scope="stories of one's own, or handed in to one's office",
    ),
    Policy("web:alive", public=True),
    Policy("web:ready", public=True),
)
