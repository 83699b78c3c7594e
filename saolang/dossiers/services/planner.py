"""The star a producer works for."""

from django.db import transaction

from saolang.audit import ledger
from saolang.dossiers.models import Dossier
from saolang.dossiers.services.opening import open_draft
from saolang.kernel.errors import RuleViolation
from saolang.people.models import User

AIMS = (3, 4, 5)


@transaction.atomic
def aim(*, actor: User, dossier: Dossier, star: int) -> Dossier:
    """Note the star a draft is made for; nothing is ticked by it."""
    dossier = open_draft(actor, dossier)
    if star not in AIMS:
        raise RuleViolation("dossier.no_such_aim", "Hãy chọn 3, 4 hoặc 5 sao.")
    if dossier.aim != star:
        dossier.aim = star
        dossier.save(update_fields=["aim"])
        ledger.record(actor=actor.pseudonym, verb="dossier.aimed", subject=dossier)
    return dossier
