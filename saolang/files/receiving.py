"""What every way in has in common: room for a file, and the first look at it."""

import hashlib
import shutil
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.core.files.base import File

from saolang.files import limits, queries, storage
from saolang.files.models import StoredFile
from saolang.files.refusals import refused
from saolang.files.rules import names, signatures


def require_room(actor: AbstractBaseUser, name: str, at: datetime) -> None:
    """Refuse a file when its sender sent too much today or the disk is nearly full."""
    count, total = queries.sent_since(actor, at - timedelta(days=1))
    if count >= limits.DAY_FILES or total >= limits.DAY_BYTES:
        raise refused("file.too_many_today", name)
    require_space(name)


def require_space(name: str) -> None:
    """Refuse bytes while the disk is nearly full, also those announced before."""
    folder = Path(settings.MEDIA_ROOT)
    folder.mkdir(parents=True, exist_ok=True)
    if shutil.disk_usage(folder).free < limits.FREE_BYTES:
        raise refused("file.no_space", name)


def kept_bytes(
    content: "File[bytes]",
    *,
    name: str,
    owner_id: int,
    at: datetime,
    public: bool = False,
) -> StoredFile:
    """Look at a file by its bytes and put them in store; its row is not saved yet."""
    head, tail, size, digest = _read_through(content, name)
    if code := signatures.refusal(head, tail):
        raise refused(code, name)
    media_type = signatures.media_type(head, tail)
    if public and media_type not in signatures.IMAGES:
        raise refused("file.photo_only", name)
    file = StoredFile(
        name=names.display_name(name, media_type),
        media_type=media_type,
        size=size,
        sha256=digest,
        is_public=public,
        uploaded_by_id=owner_id,
        created_at=at,
    )
    storage.write(storage.path_of(file), content)
    return file


def _read_through(content: "File[bytes]", name: str) -> tuple[bytes, bytes, int, str]:
    """First bytes, last bytes, length and SHA-256, in one pass; then back to start."""
    head, tail, size, digest = b"", b"", 0, hashlib.sha256()
    for chunk in content.chunks():
        size += len(chunk)
        if size > limits.FILE_BYTES:
            raise refused("file.too_big", name)
        digest.update(chunk)
        if len(head) < signatures.EDGE:
            head = (head + chunk)[: signatures.EDGE]
        tail = (tail + chunk)[-signatures.EDGE :]
    content.seek(0)
    return head, tail, size, digest.hexdigest()
