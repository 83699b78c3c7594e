"""The page on which files are sent and put away: what arrived, and what it may be."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.http import QueryDict

from saolang.dossiers import progress
from saolang.dossiers.forms.papers import ArrivedForm
from saolang.dossiers.models import Dossier
from saolang.evidence import queries as evidence
from saolang.evidence.models import Evidence
from saolang.evidence.rules import catalogue, guessing
from saolang.files import queries as files
from saolang.files.models import Upload
from saolang.people.models import Producer, User

PAGE = 20


@dataclass(frozen=True, slots=True)
class Row:
    """One file that arrived: its form, what its name says, the paper it equals."""

    upload: Upload
    form: ArrivedForm
    guess: str
    twin: Evidence | None


@dataclass(frozen=True, slots=True)
class Target:
    """The dossier the page was opened from, and what it asked for."""

    dossier: Dossier
    kind: str
    criteria: tuple[str, ...]
    query: str

    @property
    def kind_name(self) -> str:
        return str(catalogue.name_of(self.kind)) if self.kind else ""


def target(dossier: Dossier | None, query: QueryDict) -> Target | None:
    """What a dossier asked for when it opened the page; unknown names are dropped."""
    if dossier is None:
        return None
    card = progress.card_of(dossier)
    kind = query.get("giay", "")
    asked = [code for code in query.getlist("tieu-chi") if code in card.criteria]
    kept = QueryDict(mutable=True)
    kept["ho-so"] = str(dossier.pk)
    if kind in catalogue.by_code():
        kept["giay"] = kind
    kept.setlist("tieu-chi", asked)
    return Target(dossier, kept.get("giay", ""), tuple(asked), kept.urlencode())


def arrived(user: User, producer: Producer, number: str | None) -> Page[Upload]:
    """One page of the files that wait, oldest first."""
    waiting = files.arrived(user, evidence.folder_of(producer))
    return Paginator(waiting, PAGE).get_page(number)


def rows(
    uploads: Sequence[Upload],
    producer: Producer,
    target: Target | None,
    data: Mapping[str, Any] | None = None,
) -> list[Row]:
    """The files of a page, each with its form; with `data` as it was filled in."""
    twins = _twins(uploads, producer)
    found = []
    for upload in uploads:
        guess = guessing.kind_of(upload.name) or (target.kind if target else "")
        form = ArrivedForm(data, upload=upload, producer=producer, guess=guess)
        twin = twins.get(upload.file.sha256 if upload.file else "")
        found.append(
            Row(upload, form, str(catalogue.name_of(guess)) if guess else "", twin)
        )
    return found


def _twins(uploads: Iterable[Upload], producer: Producer) -> dict[str, Evidence]:
    """The producer's papers with the same bytes as one of these, by their digest."""
    digests = {upload.file.sha256 for upload in uploads if upload.file}
    same = evidence.with_any_bytes(producer, digests)
    return {paper.file.sha256: paper for paper in same}


def context(
    user: User,
    producer: Producer,
    target: Target | None,
    page: Page[Upload],
    shown: Sequence[Row],
) -> dict[str, Any]:
    """Everything the page shows besides what went wrong."""
    folder = evidence.folder_of(producer)
    return {
        "producer": producer,
        "folder": folder,
        "target": target,
        "page": page,
        "rows": shown,
        "on_their_way": list(files.on_their_way(user, folder)[:PAGE]),
        "turned_away": list(files.turned_away(user, folder)[:PAGE]),
    }
