"""What happens to files: received, checked, accepted or refused."""

import hashlib
import io
import tempfile
from datetime import datetime, timedelta
from pathlib import Path

import pikepdf
from django.contrib.auth.base_user import AbstractBaseUser
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from saolang.files import checking, inspector, limits, pages, receiving, storage
from saolang.files.models import StoredFile
from saolang.files.refusals import refused
from saolang.files.rules import names, signatures
from saolang.tasks import queue
from saolang.tasks.models import Job

State = StoredFile.State


@transaction.atomic
def receive(
    *,
    actor: AbstractBaseUser,
    upload: "UploadedFile[bytes]",
    at: datetime,
    public: bool = False,
) -> StoredFile:
    """Take what somebody sends and have it checked; `public` takes photos only.

    A small file is checked as soon as the transaction commits, so that its sender
    sees the verdict on the next page; the queue does whatever is left.
    """
    name = upload.name or ""
    receiving.require_room(actor, name, at)
    if (upload.size or 0) > limits.FILE_BYTES:
        raise refused("file.too_big", name)
    file = receiving.kept_bytes(
        upload, name=name, owner_id=actor.pk, at=at, public=public
    )
    keep(file)
    return file


def keep(file: StoredFile) -> None:
    """Save the row of a file; a small one is checked as soon as that is done."""
    is_small = file.size <= limits.CHECK_NOW_BYTES
    file.save()
    if is_small:
        transaction.on_commit(lambda: check_now(file), robust=True)
    queue.enqueue(
        check_waiting,
        after=timedelta(seconds=30 if is_small else 0),
        file_id=file.pk,
    )


@transaction.atomic
def store(
    *,
    actor: AbstractBaseUser | None,
    name: str,
    content: bytes,
    media_type: str,
    at: datetime,
    public: bool = False,
) -> StoredFile:
    """Keep a file we made ourselves: accepted as it is, images in both sizes, a PDF
    with its pages counted."""
    file = StoredFile(
        name=names.display_name(name, media_type),
        media_type=media_type,
        size=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
        state=State.ACCEPTED,
        is_public=public,
        uploaded_by_id=actor.pk if actor else None,
        created_at=at,
        checked_at=at,
    )
    storage.write(storage.path_of(file), content)
    if file.is_image:
        _draw_anew(file, content)
    if media_type == signatures.PDF:
        with pikepdf.open(io.BytesIO(content)) as pdf:
            file.pages = len(pdf.pages)
    file.save()
    return file


@queue.job(title=_("Kiểm tra tệp"))
def check_waiting(job: Job, file_id: int) -> None:
    """Check one file from the queue, unless that is already done."""
    file = StoredFile.objects.filter(pk=file_id).first()
    if file is not None and file.is_being_checked:
        check(file)


def check_now(file: StoredFile) -> None:
    """Check a file while its sender waits, but not long, and no more than one such."""
    theirs = StoredFile.objects.filter(uploaded_by=file.uploaded_by_id)
    if not theirs.filter(state=State.CHECKING).exists():
        check(file, patience=limits.CHECK_NOW_SECONDS)


def check(file: StoredFile, *, patience: float | None = None) -> None:
    """Look at a received file in its own process and write down the verdict.

    With `patience` a slow file is left as being checked, for the queue to finish.
    """
    waiting = StoredFile.objects.filter(
        pk=file.pk, state__in=[State.RECEIVED, State.CHECKING]
    )
    if not waiting.update(state=State.CHECKING):
        return
    try:
        verdict = checking.inspect(file, patience=patience or limits.CHECK_SECONDS)
    except checking.OutOfPatience:
        if patience:
            return
        verdict = {"code": "file.too_heavy"}
    code = verdict.get("code", "")
    waiting.update(
        state=State.REFUSED if code else State.ACCEPTED,
        refusal_code=code,
        pages=verdict.get("pages"),
        width=verdict.get("width"),
        height=verdict.get("height"),
        checked_at=timezone.now(),
    )
    file.refresh_from_db()
    if file.is_servable and not file.is_public:
        pages.order(file)


def mark_told(*, file: StoredFile, at: datetime) -> None:
    """Note that the sender of a refused file has been told."""
    StoredFile.objects.filter(pk=file.pk, told_at=None).update(told_at=at)


def _draw_anew(file: StoredFile, content: bytes) -> None:
    with tempfile.TemporaryDirectory(prefix="saolang-store-") as folder:
        source, clean, small = (Path(folder) / n for n in ("source", "clean", "small"))
        source.write_bytes(content)
        size = inspector.check_image(
            source, file.media_type, checking.side_of(file), clean, small
        )
        file.width, file.height = size["width"], size["height"]
        storage.write(storage.served_path(file), clean.read_bytes())
        storage.write(storage.served_path(file, small=True), small.read_bytes())
