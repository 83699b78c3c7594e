"""The page on which files are sent and put away: what arrived, and what it may be."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone

from saolang.dossiers import progress
from saolang.dossiers.forms.papers import ArrivedForm
from saolang.dossiers.models import Dossier
from saolang.evidence import queries as evidence
from saolang.evidence.models import Evidence
from saolang.evidence.rules import catalogue, guessing
from saolang.files import page_links
from saolang.files import queries as files
from saolang.files.models import Upload
from saolang.kernel.errors import RuleViolation
from saolang.people.models import Producer, User
from saolang.products import queries as products

PAGE = 20


@dataclass(frozen=True, slots=True)
class Row:
    """One file that arrived: its form, what its name says, the paper it equals, and the
    small picture of its first page."""

    upload: Upload
    form: ArrivedForm
    guess: str
    twin: Evidence | None
    picture: str

    def refuse(self, refusal: RuleViolation | None) -> None:
        """Say at the field it is about why the file was not put away."""
        if refusal:
            known = refusal.field if refusal.field in self.form.fields else None
            self.form.add_error(known, refusal.message)


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
    user: User,
    uploads: Sequence[Upload],
    producer: Producer,
    target: Target | None,
    data: Mapping[str, Any] | None = None,
) -> list[Row]:
    """The files of a page, each with its form; with `data` as it was filled in."""
    twins = _twins(uploads, producer)
    sites = list(products.sites_of(producer))
    found = []
    for upload in uploads:
        guess = guessing.kind_of(upload.name) or (target.kind if target else "")
        found.append(
            Row(
                upload,
                ArrivedForm(data, upload=upload, sites=sites, guess=guess),
                guess,
                twins.get(upload.file.sha256 if upload.file else ""),
                picture(user, producer, upload),
            )
        )
    return found


def picture(user: User, producer: Producer, upload: Upload) -> str:
    """The address of a small picture of a file's first page, once it is accepted."""
    file = upload.file
    if file is None or not file.is_servable:
        return ""
    back = reverse("dossiers:arrived_file", args=[producer.pk, upload.pk])
    token = page_links.token_for(file, reader=user, back=back, at=timezone.now())
    return page_links.url(token, 1, "small")


def address(producer: Producer, target: Target | None) -> str:
    """The page itself, as it was opened: from a dossier or from the library."""
    here = reverse("dossiers:inbox", args=[producer.pk])
    return f"{here}?{target.query}" if target else here


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
        "here": address(producer, target),
        "producer": producer,
        "folder": folder,
        "target": target,
        "page": page,
        "rows": shown,
        "turned_away": list(files.turned_away(user, folder)[:PAGE]),
    }
