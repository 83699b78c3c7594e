"""A conversation as one side reads it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from saolang.dossiers import progress
from saolang.dossiers.models import Dossier, Note
from saolang.dossiers.offices import COMMUNE, PROVINCE
from saolang.dossiers.queries import notes as queries
from saolang.dossiers.queries.notes import Talk
from saolang.people import access
from saolang.people.models import User

Side = Note.Side


@dataclass(frozen=True, slots=True)
class Said:
    """One note: who, for whom, when; a producer reads offices, not officers."""

    who: str
    text: str
    at: datetime
    is_mine: bool
    is_settled: bool


@dataclass(frozen=True, slots=True)
class Thread:
    """A conversation in the list beside."""

    title: str
    talk: Talk
    is_current: bool


def context(dossier: Dossier, criterion: str, reader: User) -> dict[str, Any]:
    """Everything the page of one conversation shows."""
    mine = _is_of_producer(dossier, reader)
    notes = [n for n in queries.notes_of(dossier) if n.criterion == criterion]
    titles = _titles(dossier)
    talks = {"": Talk(0, 0, 0, queries.url_of(dossier, ""))}
    talks |= queries.by_criterion(dossier, reader)
    return {
        "dossier": dossier,
        "criterion": criterion,
        "title": titles[criterion] if criterion else "",
        "notes": [_said(dossier, note, mine) for note in notes],
        "last": notes[-1].pk if notes else 0,
        "is_open": any(note.settled_at is None for note in notes),
        "threads": [
            Thread(titles.get(code, ""), talk, code == criterion)
            for code, talk in sorted(talks.items())
        ],
        "is_producer": mine,
    }


def _is_of_producer(dossier: Dossier, reader: User) -> bool:
    return dossier.product.producer_id in access.standing(reader).producer_ids


def _titles(dossier: Dossier) -> dict[str, str]:
    criteria = progress.card_of(dossier).criteria
    return {code: f"{code} {each.title}" for code, each in criteria.items()}


def _said(dossier: Dossier, note: Note, for_producer: bool) -> Said:
    is_theirs = (note.side == Side.PRODUCER) is for_producer
    return Said(
        who=_who(dossier, note, for_producer),
        text=note.text,
        at=note.written_at,
        is_mine=is_theirs,
        is_settled=note.settled_at is not None,
    )


def _who(dossier: Dossier, note: Note, for_producer: bool) -> str:
    if note.side == Side.PRODUCER:
        name = dossier.product.producer.name
        return f"{note.author.full_name}, {name}"
    office = COMMUNE if note.side == Side.COMMUNE else PROVINCE
    unit = office.unit_of(dossier).full_name
    return unit if for_producer else f"{note.author.full_name}, {unit}"
