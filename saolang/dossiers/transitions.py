"""Move a dossier along the one table of states, and leave the trail."""

from datetime import datetime

from saolang.audit import ledger
from saolang.dossiers.models import TRANSITIONS, Dossier, Status
from saolang.kernel.errors import RuleViolation
from saolang.people.models import User


def locked(dossier: Dossier) -> Dossier:
    """The dossier's row, locked until the transaction ends."""
    return Dossier.objects.select_for_update().get(pk=dossier.pk)


def require_status(dossier: Dossier, status: Status) -> None:
    """Refuse an act that belongs to one step while the dossier stands at another."""
    if dossier.status != status:
        raise RuleViolation(
            "dossier.wrong_state",
            "Hồ sơ đang ở bước “%(now)s”; việc này chỉ làm ở bước “%(step)s”.",
            now=Status(dossier.status).label,
            step=status.label,
        )


def move(
    *, actor: User | None, dossier: Dossier, to: Status, at: datetime, digest: str = ""
) -> None:
    """Put a locked dossier into state `to`; refuses what the table does not allow."""
    if to not in TRANSITIONS[Status(dossier.status)]:
        raise RuleViolation(
            "dossier.wrong_state",
            "Hồ sơ đang ở bước “%(now)s”, không chuyển sang “%(wanted)s” được.",
            now=Status(dossier.status).label,
            wanted=to.label,
        )
    dossier.status = to
    dossier.status_since = at
    dossier.version += 1
    dossier.save(update_fields=["status", "status_since", "version"])
    ledger.record(
        actor=actor.pseudonym if actor else None,
        verb=f"dossier.{to}",
        subject=dossier,
        digest=digest,
    )
