"""Reads about messages that other files share."""

from collections.abc import Iterable
from datetime import date, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.utils.translation import get_language

from saolang.notifications.models import MessageText, Notice, Preference
from saolang.notifications.wishes import DIGESTED
from saolang.people.models import Assignment, User

MORNING = "digest.morning"  # says again what the list has already


def worded(notices: QuerySet[Notice]) -> QuerySet[Notice]:
    """Notices with an administrator's own words, in the language that is active."""
    own = MessageText.objects.filter(kind=OuterRef("kind"), language=get_language())
    return notices.annotate(
        own_subject=Subquery(own.values("subject")[:1]),
        own_body=Subquery(own.values("body")[:1]),
    )


def notices_of(user: User) -> QuerySet[Notice]:
    """Everything somebody was told, newest first."""
    listed = Notice.objects.filter(recipient=user).exclude(kind=MORNING)
    return worded(listed).order_by("-created_at", "-pk")


def unread_of(user: User) -> QuerySet[Notice]:
    """What somebody has not read yet, newest first."""
    return notices_of(user).filter(read_at=None)


def unread_count(user: User) -> int:
    """The number on the bell."""
    return unread_of(user).count()


def told(abouts: Iterable[str]) -> set[str]:
    """Of which of these matters somebody was told already."""
    found = Notice.objects.filter(about__in=list(abouts))
    return set(found.values_list("about", flat=True))


def texts() -> dict[tuple[str, str], MessageText]:
    """The texts an administrator wrote, by kind and language."""
    found = MessageText.objects.select_related("saved_by")
    return {(text.kind, text.language): text for text in found}


def waiting_for_digest(on: date) -> QuerySet[User]:
    """Who has not had the letter of a working day yet, or the one of its week."""
    held = Assignment.objects.current(on).filter(user=OuterRef("pk"), role__in=DIGESTED)
    chosen = Preference.objects.filter(person=OuterRef("pk"))
    monday = on - timedelta(days=on.weekday())
    had = chosen.filter(
        Q(digest=Preference.Rhythm.OFF)
        | Q(digest=Preference.Rhythm.DAILY, digested_on__gte=on)
        | Q(digest=Preference.Rhythm.WEEKLY, digested_on__gte=monday)
    )
    return User.objects.filter(Exists(held), ~Exists(had), is_active=True).order_by(
        "pk"
    )
