"""The bound copy of a hand-over: asked for by a reader, made by the queue."""

import logging
import tempfile
from datetime import datetime
from pathlib import Path

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from saolang.documents import binding
from saolang.documents.binding import BindingFailed
from saolang.dossiers import policies
from saolang.dossiers.models import BoundCopy, Snapshot
from saolang.dossiers.pages import bound_copy
from saolang.dossiers.queries import visible_to
from saolang.files import making
from saolang.files.artist import CannotDraw
from saolang.files.rules import signatures
from saolang.kernel.text import slug
from saolang.people import access
from saolang.people.models import User
from saolang.tasks import queue
from saolang.tasks.models import Job

log = logging.getLogger(__name__)


@transaction.atomic
def bind(*, actor: User, snapshot: Snapshot) -> BoundCopy:
    """Have a hand-over bound into one PDF, unless that is being done already."""
    access.require(visible_to(actor).filter(pk=snapshot.dossier_id).exists())
    is_full = policies.may_open_all(actor, snapshot.dossier)
    return order(owner=actor, snapshot=snapshot, is_full=is_full)


@transaction.atomic
def order(*, owner: User, snapshot: Snapshot, is_full: bool) -> BoundCopy:
    """Queue the work for somebody who may read the hand-over; the caller has asked."""
    Snapshot.objects.select_for_update().get(pk=snapshot.pk)
    copy, _new = BoundCopy.objects.select_related("job").get_or_create(
        snapshot=snapshot, is_full=is_full
    )
    if copy.job is None or copy.job.is_finished:
        copy.job = queue.enqueue(bind_waiting, owner=owner, copy_id=copy.pk)
        copy.save(update_fields=["job"])
    return copy


@queue.job(title=gettext_lazy("Gộp hồ sơ thành một PDF"), max_attempts=3)
def bind_waiting(job: Job, copy_id: int) -> None:
    """Bind a copy; when a paper breaks, say which one and keep the last good copy."""
    copy = BoundCopy.objects.select_related("snapshot__dossier__product", "file").get(
        pk=copy_id
    )
    with tempfile.TemporaryDirectory(prefix="saolang-bind-") as folder:
        try:
            _bind(job, copy, Path(folder))
        except BindingFailed as failed:
            log.warning("Copy %s cannot be bound: %s", copy.pk, failed)
            queue.report(job, 100, _why(failed.part))


def _bind(job: Job, copy: BoundCopy, folder: Path) -> None:
    queue.report(job, 2, _("Đang lấy giấy tờ"))
    try:
        volume = bound_copy.volume(copy.snapshot, folder, is_full=copy.is_full)
    except CannotDraw as broken:
        raise BindingFailed("", str(broken)) from broken
    total = len(volume.parts)

    def tell(done: int) -> None:
        told = _("Đã xếp %(done)s / %(total)s giấy")
        note = told % {"done": done, "total": total}
        queue.report(job, 5 + 75 * done // total, note)

    target = folder / "bound.pdf"
    bound = binding.bind(volume, target, on_part=tell)
    queue.report(job, 95, _("Đang cất bản gộp"))
    _keep(copy, target, bound.pages, timezone.now())
    queue.report(job, 100, _("Đã gộp xong"))


@transaction.atomic
def _keep(copy: BoundCopy, source: Path, pages: int, at: datetime) -> None:
    """Put the new copy in the place of the last one."""
    former = copy.file
    product = slug(str(copy.snapshot.dossier.product))[:80]
    copy.file = making.keep(
        name=f"ho-so-{product}-lan-{copy.snapshot.number}.pdf",
        source=source,
        media_type=signatures.PDF,
        pages=pages,
        at=at,
    )
    copy.pages, copy.bound_at = pages, at
    copy.save(update_fields=["file", "pages", "bound_at"])
    if former is not None:
        making.discard(former)


def _why(part: str) -> str:
    if not part:
        return _("Hồ sơ quá nặng nên chưa gộp được. Hãy thử lại khi máy bớt việc.")
    told = _("Không đọc được “%(paper)s” nên chưa gộp được. Hãy mở giấy này kiểm tra.")
    return (told % {"paper": part[:100]})[:200]
