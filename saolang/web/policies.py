"""Who may reach home, search, desks."""

from saolang.people.access import WRITE, Policy

POLICIES: tuple[Policy, ...] = (
    Policy("web:home", public=True),
    Policy("web:desk", any_account=True, scope="one's own work"),
    Policy("web:language", methods=WRITE, public=True, scope="this browser"),
    Policy("web:alive", public=True),
    Policy("web:ready", public=True),
)
