"""Reads about files that other files share."""

import uuid
from datetime import datetime

from django.contrib.auth.base_user import AbstractBaseUser
from django.db.models import Count, QuerySet, Sum

from saolang.files.models import StoredFile


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
    """How many files and bytes an account has sent since a moment."""
    sums = StoredFile.objects.filter(
        uploaded_by_id=user.pk, created_at__gt=at
    ).aggregate(count=Count("pk"), total=Sum("size"))
    return sums["count"], sums["total"] or 0
