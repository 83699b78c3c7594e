"""Several photos of one paper become one PDF, in the order of its pages."""

import tempfile
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from django.contrib.auth.base_user import AbstractBaseUser

from saolang.documents import photos
from saolang.files import limits, services, storage
from saolang.files.models import StoredFile
from saolang.files.refusals import refused
from saolang.files.rules import signatures
from saolang.kernel.errors import RuleViolation

MOST_PHOTOS = 60


def join(
    *, actor: AbstractBaseUser, files: Sequence[StoredFile], name: str, at: datetime
) -> StoredFile:
    """Make one PDF of accepted photos, page by page as given; the photos stay.

    The caller has decided that `actor` may use these files. Call it before a
    transaction begins: the pictures are worked on first, and written down after.
    """
    _require_photos(files)
    content = _bound(files)
    if len(content) > limits.FILE_BYTES:
        raise refused("file.too_big", name)
    return services.store(
        actor=actor, name=name, content=content, media_type=signatures.PDF, at=at
    )


def _require_photos(chosen: Sequence[StoredFile]) -> None:
    if len(chosen) < 2:
        raise RuleViolation(
            "join.too_few", "Hãy chọn ít nhất hai ảnh để ghép.", field="files"
        )
    if len(chosen) > MOST_PHOTOS:
        raise RuleViolation(
            "join.too_many",
            "Mỗi lần ghép nhiều nhất %(most)s ảnh. Hãy ghép thành nhiều giấy.",
            field="files",
            most=MOST_PHOTOS,
        )
    for file in chosen:
        if not file.is_image:
            raise RuleViolation(
                "join.not_a_photo",
                "“%(name)s” không phải ảnh nên không ghép được. Hãy bỏ tệp này ra.",
                field="files",
                name=file.name,
            )
        if not file.is_servable:
            raise RuleViolation(
                "join.not_accepted",
                "Ảnh “%(name)s” chưa kiểm tra xong hoặc không nhận được. "
                "Hãy chờ hoặc bỏ ảnh này ra.",
                field="files",
                name=file.name,
            )


def _bound(chosen: Sequence[StoredFile]) -> bytes:
    with tempfile.TemporaryDirectory(prefix="saolang-join-") as folder:
        paths = []
        for number, file in enumerate(chosen):
            path = Path(folder) / str(number)
            storage.copy_served(file, path)
            paths.append(path)
        return photos.bind(paths)
