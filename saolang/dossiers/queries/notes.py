"""Words between a producer and the offices: what stands, and what one has not read."""

from dataclasses import dataclass
from urllib.parse import parse_qs, urlencode, urlsplit

from django.db.models import Q, QuerySet
from django.urls import reverse

from saolang.dossiers.models import Dossier, Note
from saolang.dossiers.offices import COMMUNE, PROVINCE
from saolang.dossiers.queries import draft
from saolang.dossiers.queries.offices import seen_by
from saolang.notifications import queries as notices
from saolang.people.models import User

KIND = "note.written"


@dataclass(frozen=True, slots=True)
class Talk:
    """One conversation at a glance: how much of it stands open, how much is new."""

    total: int
    open: int
    unread: int
    url: str


def talkable(user: User) -> QuerySet[Dossier]:
    """Dossiers a person may talk about: not before they were handed in, since until
    then no office opens them."""
    return shared_with(user).filter(filed_at__isnull=False)


def shared_with(user: User) -> QuerySet[Dossier]:
    """Dossiers of one's producers, or of one's office; never a council's."""
    reach = (
        Q(pk__in=draft.own(user).values("pk"))
        | Q(pk__in=seen_by(user, COMMUNE).values("pk"))
        | Q(pk__in=seen_by(user, PROVINCE).values("pk"))
    )
    found = Dossier.objects.filter(reach)
    return found.select_related("product__producer", "commune__parent")


def notes_of(dossier: Dossier) -> QuerySet[Note]:
    """Everything written about a dossier, oldest first."""
    found = dossier.notes.select_related("author", "settled_by")
    return found.order_by("written_at", "pk")


def url_of(dossier: Dossier, criterion: str) -> str:
    """The page of one conversation."""
    page = reverse("dossiers:notes", args=[dossier.pk])
    return f"{page}?{urlencode({'tieu-chi': criterion})}" if criterion else page


def unread(dossier: Dossier, user: User) -> dict[str, int]:
    """How many notes a person was told of and has not read, by criterion."""
    page = reverse("dossiers:notes", args=[dossier.pk])
    told = notices.unread_of(user).filter(kind=KIND, url__startswith=page)
    counts: dict[str, int] = {}
    for url in told.values_list("url", flat=True):
        code = parse_qs(urlsplit(url).query).get("tieu-chi", [""])[0]
        counts[code] = counts.get(code, 0) + 1
    return counts


def empty(dossier: Dossier, criterion: str) -> Talk:
    """A conversation nobody has begun."""
    return Talk(0, 0, 0, url_of(dossier, criterion))


def by_criterion(dossier: Dossier, user: User) -> dict[str, Talk]:
    """Every conversation of a dossier at a glance; "" is about the whole."""
    new = unread(dossier, user)
    rows = dossier.notes.order_by("pk").values_list("criterion", "settled_at")
    totals: dict[str, list[bool]] = {}
    for criterion, settled_at in rows:
        totals.setdefault(criterion, []).append(settled_at is None)
    return {
        code: Talk(len(opens), sum(opens), new.get(code, 0), url_of(dossier, code))
        for code, opens in totals.items()
    }
