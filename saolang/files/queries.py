"""Reads about files that other files share."""

import uuid
from datetime import datetime

from django.contrib.auth.base_user import AbstractBaseUser
from django.db.models import Count, Q, QuerySet, Sum

from saolang.files.models import StoredFile, Upload


def with_key(key: uuid.UUID) -> StoredFile | None:
    """An accepted file by its key."""
    return StoredFile.objects.filter(key=key, state=StoredFile.State.ACCEPTED).first()


def public_photo(key: uuid.UUID) -> StoredFile | None:
    """An accepted photo that everybody may see."""
    return StoredFile.objects.filter(
        key=key, state=StoredFile.State.ACCEPTED, is_public=True
    ).first()


def refused_untold() -> QuerySet[StoredFile]:
    """Refused files whose sender does not know yet, oldest first."""
    return (
        StoredFile.objects.filter(state=StoredFile.State.REFUSED, told_at=None)
        .exclude(uploaded_by=None)
        .select_related("uploaded_by")
        .order_by("checked_at", "pk")
    )


def sent_since(user: AbstractBaseUser, at: datetime) -> tuple[int, int]:
    """How many files and bytes an account has sent, or announced, since a moment."""
    sent = StoredFile.objects.filter(uploaded_by_id=user.pk, created_at__gt=at)
    coming = Upload.objects.filter(owner_id=user.pk, created_at__gt=at, file=None)
    kept = sent.aggregate(count=Count("pk"), total=Sum("size"))
    more = coming.aggregate(count=Count("pk"), total=Sum("length"))
    return kept["count"] + more["count"], (kept["total"] or 0) + (more["total"] or 0)


def uploads_of(user: AbstractBaseUser) -> QuerySet[Upload]:
    """Everything an account sends or has sent in pieces."""
    return Upload.objects.filter(owner_id=user.pk).select_related("file")


def arrived(user: AbstractBaseUser, folder: str) -> QuerySet[Upload]:
    """What has come whole, was not refused and was not taken yet, oldest first."""
    whole = uploads_of(user).filter(folder=folder, taken_at=None, file__isnull=False)
    return whole.exclude(file__state=StoredFile.State.REFUSED).order_by(
        "created_at", "pk"
    )


def turned_away(user: AbstractBaseUser, folder: str) -> QuerySet[Upload]:
    """What was refused and still waits for its sender to read why, oldest first."""
    refused = Q(file__state=StoredFile.State.REFUSED) | ~Q(refusal_code="")
    return (
        uploads_of(user)
        .filter(refused, folder=folder, taken_at=None)
        .order_by("created_at", "pk")
    )
