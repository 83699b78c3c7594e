"""Papers in a draft: attach new ones, use old ones again, take one out."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from saolang.audit import ledger
from saolang.dossiers import progress
from saolang.dossiers.models import Dossier, EvidenceLink
from saolang.dossiers.services.opening import open_draft
from saolang.evidence import services as evidence
from saolang.evidence.models import Evidence
from saolang.evidence.rules import catalogue
from saolang.evidence.services import Particulars
from saolang.kernel.errors import RuleViolation
from saolang.people import access
from saolang.people.models import User


@dataclass(frozen=True, slots=True)
class Attached:
    """The papers taken in, and the files that were not, each with its reason."""

    papers: tuple[Evidence, ...]
    refused: tuple[tuple[str, str], ...]


@transaction.atomic
def attach(
    *,
    actor: User,
    dossier: Dossier,
    uploads: "Iterable[UploadedFile[bytes]]",
    particulars: Particulars,
    criteria: Iterable[str] = (),
    at: datetime,
) -> Attached:
    """Take in the files of one kind of paper; a bad file does not stop the others."""
    dossier = open_draft(actor, dossier)
    chosen = _criteria(dossier, particulars.kind, criteria)
    papers: list[Evidence] = []
    refused: list[tuple[str, str]] = []
    for upload in uploads:
        try:
            with transaction.atomic():
                paper = evidence.add(
                    actor=actor,
                    producer=dossier.product.producer,
                    upload=upload,
                    particulars=particulars,
                    at=at,
                )
                _link(dossier, paper, chosen)
        except RuleViolation as refusal:
            if refusal.field not in {"", "file"}:
                raise
            refused.append((upload.name or "", refusal.message))
        else:
            papers.append(paper)
    return Attached(tuple(papers), tuple(refused))


@transaction.atomic
def place(
    *, actor: User, dossier: Dossier, paper: Evidence, criteria: Iterable[str] = ()
) -> None:
    """Use a paper of the producer for exactly these criteria of the dossier."""
    dossier = open_draft(actor, dossier)
    access.require(paper.producer_id == dossier.product.producer_id)
    chosen = _criteria(dossier, paper.kind, criteria)
    dossier.links.filter(evidence=paper).exclude(criterion__in=chosen).delete()
    _link(dossier, paper, chosen)
    ledger.record(
        actor=actor.pseudonym,
        verb="evidence.placed",
        subject=dossier,
        digest=paper.file.sealed_digest,
    )


@transaction.atomic
def take_out(*, actor: User, dossier: Dossier, paper: Evidence) -> None:
    """Take a paper out of the dossier; the producer keeps it for other dossiers."""
    dossier = open_draft(actor, dossier)
    removed, _rows = dossier.links.filter(evidence=paper).delete()
    if removed:
        ledger.record(
            actor=actor.pseudonym,
            verb="evidence.taken_out",
            subject=dossier,
            digest=paper.file.sealed_digest,
        )


def _criteria(dossier: Dossier, kind: str, chosen: Iterable[str]) -> list[str]:
    """The criteria chosen, else those this kind proves, else the dossier itself."""
    card = progress.card_of(dossier)
    wanted = list(dict.fromkeys(chosen))
    for code in wanted:
        if code not in card.criteria:
            raise RuleViolation(
                "criterion.unknown",
                "Bộ tiêu chí không có “%(criterion)s”.",
                field="criteria",
                criterion=code,
            )
    if not wanted and kind in catalogue.by_code():
        topics = catalogue.by_code()[kind].topics
        wanted = [c.code for c in card.leaves if c.topic in topics]
    return wanted or [""]


def _link(dossier: Dossier, paper: Evidence, criteria: Iterable[str]) -> None:
    for code in criteria:
        EvidenceLink.objects.get_or_create(
            dossier=dossier, evidence=paper, criterion=code
        )
