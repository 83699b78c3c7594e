"""Large files we made ourselves, kept without passing through memory."""

import hashlib
from datetime import datetime
from pathlib import Path

from django.core.files.base import File
from django.db import transaction

from saolang.files import storage
from saolang.files.models import StoredFile
from saolang.files.rules import names


@transaction.atomic
def keep(
    *, name: str, source: Path, media_type: str, pages: int, at: datetime
) -> StoredFile:
    """Keep a finished file of this machine: accepted as it is, nobody's upload."""
    with source.open("rb") as stream:
        digest = hashlib.file_digest(stream, "sha256").hexdigest()
        file = StoredFile(
            name=names.display_name(name, media_type),
            media_type=media_type,
            size=source.stat().st_size,
            sha256=digest,
            pages=pages,
            state=StoredFile.State.ACCEPTED,
            created_at=at,
            checked_at=at,
        )
        stream.seek(0)
        storage.write(storage.path_of(file), File(stream))
    file.save()
    return file


@transaction.atomic
def discard(file: StoredFile) -> None:
    """Give up a file of ours that nothing refers to; the sweep removes its bytes."""
    file.page_rows.all().delete()
    file.delete()
