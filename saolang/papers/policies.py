"""Who may reach produced papers and set their templates."""

from saolang.geography.models import AdminUnit
from saolang.people.access import FORM, OFFICES, READ, WRITE, Policy, standing
from saolang.people.models import Role, User

# minutes name every member's points: advisers and members read what is read to them
READERS = OFFICES - {Role.ADMIN, Role.ADVISORY_MEMBER, Role.COUNCIL_MEMBER}
SETTERS = frozenset({Role.PROVINCE_OFFICER, Role.MINISTRY_OFFICER})
_SCOPE = "templates of one's own province, or of the country"

POLICIES: tuple[Policy, ...] = (
    Policy("papers:paper", READERS, scope="papers of one's own agency"),
    *(
        Policy(f"papers:{name}", SETTERS, methods, scope=_SCOPE)
        for name, methods in (
            ("templates", READ),
            ("template", FORM),
            ("template_fields", READ),
            ("template_default", READ),
            ("template_sample", READ),
            ("use_template", WRITE),
            ("use_default", WRITE),
        )
    ),
)


def may_set_templates(user: User, office: AdminUnit | None) -> bool:
    """Whether `user` sets the templates of a province; without one, the country's."""
    held = standing(user)
    if office is None:
        return held.has(Role.MINISTRY_OFFICER)
    return office.pk in held.units(Role.PROVINCE_OFFICER)
