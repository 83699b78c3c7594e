"""What happens to files: received, checked, accepted or refused."""

import hashlib
import shutil
import tempfile
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from saolang.files import checking, inspector, limits, queries, storage
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
    _require_room(actor, at)
    if (upload.size or 0) > limits.FILE_BYTES:
        raise refused("file.too_big")
    head, tail, size, digest = _read_through(upload)
    if code := signatures.refusal(head, tail):
        raise refused(code)
    media_type = signatures.media_type(head)
    if public and media_type not in signatures.IMAGES:
        raise refused("file.photo_only")
    file = StoredFile.objects.create(
        name=names.display_name(upload.name or "", media_type),
        media_type=media_type,
        size=size,
        sha256=digest,
        is_public=public,
        uploaded_by_id=actor.pk,
        created_at=at,
    )
    storage.write(storage.path_of(file), upload)
    if size <= limits.CHECK_NOW_BYTES:
        transaction.on_commit(lambda: check_now(file), robust=True)
    queue.enqueue(
        check_waiting,
        after=timedelta(seconds=30 if size <= limits.CHECK_NOW_BYTES else 0),
        file_id=file.pk,
    )
    return file


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
    """Keep a file we made ourselves: accepted as it is, images in both sizes."""
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


def mark_told(*, file: StoredFile, at: datetime) -> None:
    """Note that the sender of a refused file has been told."""
    StoredFile.objects.filter(pk=file.pk, told_at=None).update(told_at=at)


def _require_room(actor: AbstractBaseUser, at: datetime) -> None:
    count, total = queries.sent_since(actor, at - timedelta(days=1))
    if count >= limits.DAY_FILES or total >= limits.DAY_BYTES:
        raise refused("file.too_many_today")
    folder = Path(settings.MEDIA_ROOT)
    folder.mkdir(parents=True, exist_ok=True)
    if shutil.disk_usage(folder).free < limits.FREE_BYTES:
        raise refused("file.no_space")


def _read_through(upload: "UploadedFile[bytes]") -> tuple[bytes, bytes, int, str]:
    """First bytes, last bytes, length and SHA-256, in one pass; then back to start."""
    head, tail, size, digest = b"", b"", 0, hashlib.sha256()
    for chunk in upload.chunks():
        size += len(chunk)
        if size > limits.FILE_BYTES:
            raise refused("file.too_big")
        digest.update(chunk)
        if len(head) < signatures.EDGE:
            head = (head + chunk)[: signatures.EDGE]
        tail = (tail + chunk)[-signatures.EDGE :]
    upload.seek(0)
    return head, tail, size, digest.hexdigest()


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
