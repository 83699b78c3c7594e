"""The dossier, locked, while its producer may write in it."""

from saolang.dossiers import policies, transitions
from saolang.dossiers.models import Dossier, Status
from saolang.dossiers.queries import draft as queries
from saolang.kernel.errors import RuleViolation
from saolang.people import access
from saolang.people.models import User


def open_draft(actor: User, dossier: Dossier) -> Dossier:
    """The dossier, locked, while its producer may write in it."""
    dossier = transitions.locked(dossier)
    access.require(policies.may_write_of(actor, dossier.product))
    if dossier.status not in queries.OPEN_TO_PRODUCER:
        raise RuleViolation(
            "dossier.locked",
            "Hồ sơ đang ở bước “%(step)s” nên không sửa được.",
            step=Status(dossier.status).label,
        )
    return dossier
