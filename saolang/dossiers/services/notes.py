"""Words between a producer and the offices about a dossier or one criterion of it."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from saolang.audit import ledger
from saolang.dossiers import progress, transitions
from saolang.dossiers.models import Dossier, Note
from saolang.dossiers.offices import COMMUNE, PROVINCE, Office
from saolang.dossiers.queries import notes as queries
from saolang.dossiers.queries.offices import report_of, seen_by
from saolang.kernel.errors import RuleViolation
from saolang.kernel.text import clean
from saolang.notifications import services as notifications
from saolang.people import access
from saolang.people.models import User
from saolang.people.queries import helpers_of, members_of, officers_of

LIMIT = 1000
Side = Note.Side


@transaction.atomic
def write(
    *, actor: User, dossier: Dossier, criterion: str, text: str, at: datetime
) -> Note:
    """Say something about a criterion, or the whole dossier; the other side is told."""
    dossier = transitions.locked(dossier)
    side = _side_of(actor, dossier)
    text = clean(text)
    if criterion and criterion not in progress.card_of(dossier).criteria:
        raise RuleViolation(
            "criterion.unknown",
            "Bộ tiêu chí không có “%(criterion)s”.",
            criterion=criterion,
        )
    if not text:
        raise RuleViolation("note.empty", "Hãy viết điều bạn muốn nói.", field="text")
    if len(text) > LIMIT:
        raise RuleViolation(
            "note.too_long",
            "Lời nhắn dài %(length)s chữ, tối đa %(limit)s. Hãy rút gọn.",
            field="text",
            length=len(text),
            limit=LIMIT,
        )
    note = Note.objects.create(
        dossier=dossier,
        criterion=criterion,
        side=side,
        text=text,
        author=actor,
        written_at=at,
    )
    ledger.record(actor=actor.pseudonym, verb="note.written", subject=note)
    _tell(note, actor)
    return note


@transaction.atomic
def settle(
    *, actor: User, dossier: Dossier, criterion: str, last: int, at: datetime
) -> None:
    """Close a conversation as it was read, up to the note `last`."""
    dossier = transitions.locked(dossier)
    _side_of(actor, dossier)
    waiting = dossier.notes.filter(criterion=criterion, settled_at=None)
    if waiting.filter(pk__gt=last).exists():
        raise RuleViolation(
            "note.newer", "Có lời mới vừa viết. Hãy đọc rồi đánh dấu đã xong."
        )
    if waiting.update(settled_by=actor, settled_at=at):
        ledger.record(actor=actor.pseudonym, verb="note.settled", subject=dossier)


@transaction.atomic
def reopen(*, actor: User, dossier: Dossier, criterion: str) -> None:
    """Take the mark of a closed conversation away."""
    dossier = transitions.locked(dossier)
    _side_of(actor, dossier)
    newest = dossier.notes.filter(criterion=criterion).order_by("-pk").first()
    if newest and newest.settled_at:
        newest.settled_by = newest.settled_at = None
        newest.save(update_fields=["settled_by", "settled_at"])
        ledger.record(actor=actor.pseudonym, verb="note.reopened", subject=dossier)


def mark_read(*, actor: User, dossier: Dossier, criterion: str, at: datetime) -> None:
    """Note that a person opened a conversation."""
    url = queries.url_of(dossier, criterion)
    notifications.mark_page_read(actor=actor, url=url, at=at)


def _side_of(user: User, dossier: Dossier) -> Side:
    """For whom a person speaks; a helper of the producer speaks for the producer."""
    sides = []
    if dossier.product.producer_id in access.standing(user).producer_ids:
        sides.append(Side.PRODUCER)
    for office, side in ((COMMUNE, Side.COMMUNE), (PROVINCE, Side.PROVINCE)):
        if seen_by(user, office).filter(pk=dossier.pk).exists():
            sides.append(side)
    access.require(bool(sides) and dossier.filed_at is not None)
    return sides[0]


def _tell(note: Note, actor: User) -> None:
    """Tell the other side once: the producer, or the office that has the dossier."""
    dossier = note.dossier
    values = {"product": dossier.product.name, "text": note.text, "from": _name(note)}
    people = [p for p in _other_side(note) if p.pk != actor.pk]
    notifications.tell(
        recipients=people,
        kind=queries.KIND,
        values=values,
        url=queries.url_of(dossier, note.criterion),
        about=f"note:{note.pk}",
    )


def _other_side(note: Note) -> Iterable[User]:
    dossier = note.dossier
    if note.side != Side.PRODUCER:
        producer = dossier.product.producer
        return [*members_of(producer), *helpers_of(producer)]
    office = _holding(dossier)
    return officers_of(office.unit_of(dossier), *office.officers)


def _holding(dossier: Dossier) -> Office:
    """The office a producer talks to: the province once the commune sent it on."""
    report = report_of(dossier)
    return PROVINCE if report and report.forwarded_at else COMMUNE


def _name(note: Note) -> str:
    """Who speaks, as the other side knows them."""
    if note.side == Side.PRODUCER:
        return note.dossier.product.producer.name
    office = COMMUNE if note.side == Side.COMMUNE else PROVINCE
    return office.unit_of(note.dossier).full_name
