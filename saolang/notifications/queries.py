"""Reads about messages that other files share."""

from django.db.models import QuerySet

from saolang.notifications.models import Notice
from saolang.people.models import User


def notices_of(user: User) -> QuerySet[Notice]:
    """Everything somebody was told, newest first."""
    return Notice.objects.filter(recipient=user).order_by("-created_at", "-pk")


def unread_of(user: User) -> QuerySet[Notice]:
    """What somebody has not read yet, newest first."""
    return notices_of(user).filter(read_at=None)


def unread_count(user: User) -> int:
    """The number on the bell."""
    return unread_of(user).count()
