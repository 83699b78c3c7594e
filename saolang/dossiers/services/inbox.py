"""Files that arrived in pieces become papers: put away, joined, or set aside."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from saolang.dossiers.models import Dossier
from saolang.dossiers.services import evidence as papers
from saolang.dossiers.services.evidence import Use
from saolang.dossiers.services.opening import open_draft
from saolang.evidence import policies, queries
from saolang.evidence import services as evidence
from saolang.evidence.models import Evidence
from saolang.evidence.services import Particulars
from saolang.files import arrivals, joining, refusals
from saolang.files.models import Upload
from saolang.kernel.errors import RuleViolation
from saolang.people import access
from saolang.people.models import Producer, User


@dataclass(frozen=True, slots=True)
class Described:
    """A file that arrived, and what its sender says it is."""

    upload: Upload
    particulars: Particulars


@dataclass(frozen=True, slots=True)
class PutAway:
    """The papers kept, and why the other files were not, by upload."""

    papers: tuple[Evidence, ...]
    refused: Mapping[int, RuleViolation]


@dataclass(frozen=True, slots=True)
class Sent:
    """How many files were taken in, and which were not, each with its reason."""

    count: int
    refused: tuple[tuple[str, str], ...]


@transaction.atomic
def put_away(
    *,
    actor: User,
    producer: Producer,
    described: Iterable[Described],
    dossier: Dossier | None = None,
    criteria: Sequence[str] = (),
    at: datetime,
) -> PutAway:
    """Keep files that arrived as papers, each by itself: one refused stops no other.

    Opened from a dossier, every paper is used there at once.
    """
    kept: list[Evidence] = []
    refused: dict[int, RuleViolation] = {}
    if dossier:
        dossier = open_draft(actor, dossier)
        access.require(dossier.product.producer_id == producer.pk)
    for each in described:
        try:
            with transaction.atomic():
                paper = evidence.add(
                    actor=actor,
                    producer=producer,
                    upload=each.upload,
                    particulars=each.particulars,
                    at=at,
                )
                _use(actor, dossier, paper, criteria, at)
        except RuleViolation as refusal:
            refused[each.upload.pk] = refusal
        else:
            kept.append(paper)
    return PutAway(tuple(kept), refused)


@transaction.atomic
def use_twin(
    *,
    actor: User,
    producer: Producer,
    upload: Upload,
    dossier: Dossier | None = None,
    criteria: Sequence[str] = (),
    at: datetime,
) -> Evidence | None:
    """Set a file aside that is in the library already; its paper is used instead."""
    if dossier:
        dossier = open_draft(actor, dossier)
        access.require(dossier.product.producer_id == producer.pk)
    twin = evidence.set_aside(actor=actor, producer=producer, upload=upload)
    if twin:
        _use(actor, dossier, queries.newest_of(twin), criteria, at)
    return twin


def send(
    *,
    actor: User,
    producer: Producer,
    contents: "Iterable[UploadedFile[bytes]]",
    at: datetime,
) -> Sent:
    """Take in files of a form, for a browser that cannot send them in pieces."""
    access.require(policies.may_keep(actor, producer))
    folder, count = queries.folder_of(producer), 0
    refused: list[tuple[str, str]] = []
    for content in contents:
        try:
            arrivals.send(actor=actor, folder=folder, content=content, at=at)
        except RuleViolation as refusal:
            refused.append((content.name or "", refusals.without_name(refusal)))
        else:
            count += 1
    return Sent(count, tuple(refused))


def join(
    *,
    actor: User,
    producer: Producer,
    uploads: Sequence[Upload],
    name: str,
    at: datetime,
) -> Upload:
    """Make one paper of several photos, its pages in the order given.

    The pictures are worked on first: nothing is locked meanwhile. A photo that somebody
    put away in between stops it all.
    """
    access.require(policies.may_keep(actor, producer))
    photos = [upload.file for upload in uploads if upload.file]
    file = joining.join(actor=actor, files=photos, name=name, at=at)
    with transaction.atomic():
        for upload in uploads:
            access.require(upload.folder == queries.folder_of(producer))
            arrivals.take(actor=actor, upload=upload, at=at)
        folder = queries.folder_of(producer)
        return arrivals.lay(actor=actor, folder=folder, file=file, at=at)


def _use(
    actor: User,
    dossier: Dossier | None,
    paper: Evidence,
    criteria: Sequence[str],
    at: datetime,
) -> None:
    if dossier:
        uses = [Use(code) for code in criteria]
        papers.place(actor=actor, dossier=dossier, paper=paper, uses=uses, at=at)
