"""Files on their way, and those that arrived and wait to be put away."""

from datetime import datetime, timedelta

from django.contrib.auth.base_user import AbstractBaseUser
from django.core.exceptions import PermissionDenied
from django.core.files.base import File
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone

from saolang.files import limits, partials, queries, receiving, services
from saolang.files.models import StoredFile, Upload
from saolang.files.refusals import refused
from saolang.files.rules import names
from saolang.kernel.errors import RuleViolation


@transaction.atomic
def expect(
    *, actor: AbstractBaseUser, name: str, folder: str, length: int, at: datetime
) -> Upload:
    """Make room for a file that will come in pieces; `folder` is its page's label."""
    name = names.display_name(name, "")
    if length == 0:
        raise refused("file.empty", name)
    if length > limits.FILE_BYTES:
        raise refused("file.too_big", name)
    receiving.require_room(actor, name, at)
    upload = Upload.objects.create(
        owner_id=actor.pk,
        folder=folder,
        name=name,
        length=length,
        created_at=at,
        expires_at=at + timedelta(days=limits.UPLOAD_DAYS),
    )
    partials.begin(upload)
    return upload


def judge(*, upload: Upload, at: datetime) -> Upload:
    """Keep or refuse a file that has come whole; once, however often it is asked.

    The bytes are read and copied before the transaction begins; of two who do so at
    the same moment one is too late, and its copy goes to the sweep.
    """
    file, code = None, ""
    try:
        with partials.open_whole(upload) as content:
            file = receiving.kept_bytes(
                File(content), name=upload.name, owner_id=upload.owner_id, at=at
            )
    except RuleViolation as refusal:
        code = refusal.code
    except FileNotFoundError:  # judged meanwhile
        return queries.uploads_of(upload.owner).get(pk=upload.pk)
    upload = _write_verdict(upload, file, code)
    if file and upload.final_refusal:  # the answer says so, no letter is needed
        services.mark_told(file=file, at=timezone.now())
    return upload


@transaction.atomic
def _write_verdict(upload: Upload, file: StoredFile | None, code: str) -> Upload:
    upload = Upload.objects.select_for_update().get(pk=upload.pk)
    if not upload.is_judged:
        if file:
            services.keep(file)
        upload.file, upload.refusal_code = file, code
        upload.save(update_fields=["file", "refusal_code"])
        transaction.on_commit(lambda: partials.drop(upload))
    return upload


@transaction.atomic
def take(*, actor: AbstractBaseUser, upload: Upload, at: datetime) -> StoredFile:
    """Put an arrived file away, once: its file, for whoever keeps it from now on."""
    upload = _own(actor, upload)
    if upload.final_refusal:
        raise refused(upload.final_refusal, upload.name)
    if upload.file is None:
        raise RuleViolation(
            "upload.not_whole",
            "“%(name)s” chưa gửi xong. Hãy chờ gửi hết, hoặc gửi lại tệp này.",
            field="file",
            name=upload.name,
        )
    upload.taken_at = at
    upload.save(update_fields=["taken_at"])
    return upload.file


@transaction.atomic
def discard(*, actor: AbstractBaseUser, upload: Upload) -> None:
    """Give up a file that is on its way, was refused, or that nobody has taken yet."""
    upload = _own(actor, upload)
    upload.delete()
    transaction.on_commit(lambda: partials.drop(upload))


@transaction.atomic
def send(
    *,
    actor: AbstractBaseUser,
    folder: str,
    content: "UploadedFile[bytes]",
    at: datetime,
) -> Upload:
    """Take in a file that came whole with a form, to be put away later."""
    file = services.receive(actor=actor, upload=content, at=at)
    return lay(actor=actor, folder=folder, file=file, at=at)


def lay(
    *, actor: AbstractBaseUser, folder: str, file: StoredFile, at: datetime
) -> Upload:
    """Lay a file of ours with those that wait to be put away."""
    return Upload.objects.create(
        owner_id=actor.pk,
        folder=folder,
        name=file.name,
        length=file.size,
        file=file,
        created_at=at,
        expires_at=at + timedelta(days=limits.UPLOAD_DAYS),
    )


def _own(actor: AbstractBaseUser, upload: Upload) -> Upload:
    """The row, locked: the actor's, and not put away yet."""
    if upload.owner_id != actor.pk:
        raise PermissionDenied
    rows = Upload.objects.select_for_update(of=("self",))
    found = rows.filter(pk=upload.pk).first()
    if found is None or found.taken_at:
        raise RuleViolation(
            "upload.taken",
            "Tệp “%(name)s” đã được xếp hoặc đã bỏ. Hãy tải lại trang.",
            name=upload.name,
        )
    return found
