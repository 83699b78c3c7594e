"""Papers in a draft: attach new ones, use old ones again, replace, take one out."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from saolang.audit import ledger
from saolang.dossiers import carried, progress, stops
from saolang.dossiers.models import Dossier, EvidenceLink
from saolang.dossiers.queries import library
from saolang.dossiers.rules import fitting
from saolang.dossiers.services.opening import open_draft
from saolang.evidence import services as evidence
from saolang.evidence.models import Evidence
from saolang.evidence.rules import catalogue, pages
from saolang.evidence.services import AlreadyKept, Particulars, Source
from saolang.files import refusals
from saolang.kernel.calendar import local_date
from saolang.kernel.errors import RuleViolation
from saolang.kernel.text import clean
from saolang.people import access
from saolang.people.models import User

LONGEST = 300


@dataclass(frozen=True, slots=True)
class Use:
    """For which criterion a paper is used, on which pages, and what it proves there."""

    criterion: str
    pages: str = ""
    proves: str = ""


@dataclass(frozen=True, slots=True)
class Attached:
    """The papers taken in, those that were there already and are used again, and the
    files that were not taken, each with its reason."""

    papers: tuple[Evidence, ...]
    refused: tuple[tuple[str, str], ...]
    known: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Replaced:
    """The newer paper, the drafts that use it now, and whether its pages differ so
    that the page ranges noted for the old one were taken out."""

    paper: Evidence
    dossiers: tuple[Dossier, ...]
    pages_cleared: tuple[Dossier, ...]


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
    """Take in the files of one kind of paper; a bad file does not stop the others.

    A file the producer already has is used as the paper it is, not kept twice.
    """
    dossier = open_draft(actor, dossier)
    chosen = _criteria(dossier, particulars.kind, criteria)
    papers: list[Evidence] = []
    known: list[Evidence] = []
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
            papers.append(paper)
        except AlreadyKept as twin:
            paper = twin.paper
            known.append(paper)
        except RuleViolation as refusal:
            if refusal.field not in {"", "file"}:
                raise
            refused.append((upload.name or "", refusals.without_name(refusal)))
            continue
        _link(actor, dossier, paper, [Use(code) for code in chosen], at)
    return Attached(tuple(papers), tuple(refused), tuple(known))


@transaction.atomic
def place(
    *,
    actor: User,
    dossier: Dossier,
    paper: Evidence,
    uses: Iterable[Use] = (),
    at: datetime,
) -> None:
    """Use a paper of the producer for exactly these criteria of the dossier.

    With none named it is used for those its kind proves.
    """
    dossier = open_draft(actor, dossier)
    paper = Evidence.objects.select_for_update(of=("self",)).get(pk=paper.pk)
    access.require(paper.producer_id == dossier.product.producer_id)
    evidence.refuse_replaced(paper)
    named = {use.criterion: use for use in uses}
    codes = _criteria(dossier, paper.kind, named)
    chosen = [_tidy(named.get(code, Use(code)), paper) for code in codes]
    dossier.links.filter(evidence=paper).exclude(criterion__in=codes).delete()
    _link(actor, dossier, paper, chosen, at)
    _record(actor, "evidence.placed", dossier, [paper])


@transaction.atomic
def take_out(*, actor: User, dossier: Dossier, paper: Evidence) -> None:
    """Take a paper out of the dossier; the producer keeps it for other dossiers."""
    dossier = open_draft(actor, dossier)
    removed, _rows = dossier.links.filter(evidence=paper).delete()
    if removed:
        _record(actor, "evidence.taken_out", dossier, [paper])


@transaction.atomic
def replace(
    *,
    actor: User,
    paper: Evidence,
    upload: Source,
    particulars: Particulars,
    at: datetime,
) -> Replaced:
    """Keep a newer paper; open drafts use it from now on, handed-in dossiers do not.

    Page ranges stay where the newer file has as many pages, else they are taken out.
    """
    drafts = library.open_drafts_of(paper.producer_id).select_for_update(of=("self",))
    held = {dossier.pk: dossier for dossier in drafts}
    newer = evidence.replace(
        actor=actor, paper=paper, upload=upload, particulars=particulars, at=at
    )
    links = list(EvidenceLink.objects.filter(evidence=paper, dossier__in=held))
    is_same_length = newer.file.pages and newer.file.pages == paper.file.pages
    cleared = set()
    for link in links:
        link.evidence = newer
        if link.pages and not is_same_length:
            link.pages = ""
            cleared.add(link.dossier_id)
    EvidenceLink.objects.bulk_update(links, ["evidence", "pages"])
    used = {link.dossier_id for link in links}
    for dossier in held.values():
        if dossier.pk not in used and _put_back(actor, dossier, newer, at):
            used.add(dossier.pk)
    moved = sorted(used)
    for dossier_id in moved:
        _record(actor, "evidence.renewed", held[dossier_id], [newer])
    return Replaced(
        newer,
        tuple(held[each] for each in moved),
        tuple(held[each] for each in moved if each in cleared),
    )


@transaction.atomic
def link_what_fits(*, actor: User, dossier: Dossier, at: datetime) -> int:
    """Link every paper the producer already has that speaks for this dossier.

    Those of the whole producer, and those used for this product before, as far as they
    hold on the day of the round; how many were linked.
    """
    dossier = open_draft(actor, dossier)
    on = stops.judging_day(dossier, local_date(at))
    card = progress.card_of(dossier)
    sheet = fitting.Sheet(card.group, {leaf.topic for leaf in card.leaves})
    papers = [
        paper
        for paper, kept in library.not_yet_in(dossier, on)
        if fitting.fits(kept, sheet, on)
    ]
    EvidenceLink.objects.bulk_create(
        EvidenceLink(
            dossier=dossier,
            evidence=paper,
            criterion=code,
            added_by=actor,
            added_at=at,
        )
        for paper in papers
        for code in _criteria(dossier, paper.kind, ())
    )
    if papers:
        _record(actor, "evidence.linked", dossier, papers)
    return len(papers)


def _put_back(actor: User, dossier: Dossier, newer: Evidence, at: datetime) -> bool:
    """Use a renewed paper where the last recognised dossier used the one before it."""
    found = carried.sheet(dossier)
    if found is None or dossier.previous is None:
        return False
    on = stops.judging_day(dossier, local_date(at))
    links = [
        link
        for paper in carried.papers(dossier.previous, on)
        if paper.latest == newer and paper.is_carried
        for link in carried.uses(paper, found, dossier, actor, at)
    ]
    EvidenceLink.objects.bulk_create(links)
    return bool(links)


def _criteria(dossier: Dossier, kind: str, chosen: Iterable[str]) -> list[str]:
    """The criteria chosen, else those this kind proves, else the dossier itself."""
    card = progress.card_of(dossier)
    wanted = [code for code in dict.fromkeys(chosen) if code]
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


def _tidy(use: Use, paper: Evidence) -> Use:
    """A use as it is kept; refuses pages the paper does not have."""
    proves = clean(use.proves)
    try:
        ranges = pages.tidy(use.pages, paper.file.pages)
        if len(proves) > LONGEST:
            raise RuleViolation(
                "use.too_long",
                "Ghi tối đa %(count)s chữ cho điều giấy này chứng minh.",
                field="proves",
                count=LONGEST,
            )
    except RuleViolation as refused:
        refused.field = f"{refused.field}-{use.criterion}"
        raise
    return Use(use.criterion, ranges, proves)


def _link(
    actor: User, dossier: Dossier, paper: Evidence, uses: Sequence[Use], at: datetime
) -> None:
    for use in uses:
        EvidenceLink.objects.update_or_create(
            dossier=dossier,
            evidence=paper,
            criterion=use.criterion,
            defaults={"pages": use.pages, "proves": use.proves},
            create_defaults={
                "pages": use.pages,
                "proves": use.proves,
                "added_by": actor,
                "added_at": at,
            },
        )


def _record(
    actor: User, verb: str, dossier: Dossier, papers: Sequence[Evidence]
) -> None:
    """One entry for one act; several papers stand in it as one digest of theirs."""
    digests = [paper.file.sealed_digest for paper in papers]
    digest = digests[0] if len(digests) == 1 else ledger.salted_digest(digests, verb)
    ledger.record(actor=actor.pseudonym, verb=verb, subject=dossier, digest=digest)
