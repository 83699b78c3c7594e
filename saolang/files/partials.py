"""The bytes of files on their way: one growing file each, outside of any request.

The length of that file is the offset, so nothing can disagree with it. Every block is
appended under a lock, only where it belongs: a connection that hangs holds nothing,
and when its client has come back by another, the old one finds the file grown and
stops. Nothing is kept in memory but the block at hand.
"""

import contextlib
import fcntl
import hashlib
import os
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Protocol

from django.conf import settings
from django.http import UnreadablePostError

from saolang.files.models import Upload
from saolang.files.rules.tus import Checksum

BLOCK = 64 * 1024


class Readable(Protocol):
    """Where a piece comes from: a request, or any stream."""

    def read(self, size: int, /) -> bytes: ...


class WrongOffset(Exception):
    """The piece does not begin where the file ends."""


class WrongChecksum(Exception):
    """The piece arrived, but not as it was sent; nothing of it is kept."""


def begin(upload: Upload) -> None:
    """Make the empty file that will grow."""
    folder = path_of(upload).parent
    folder.mkdir(parents=True, exist_ok=True)
    path_of(upload).touch(mode=0o600)
    _keep_names(folder)


def size(upload: Upload) -> int:
    """How much has arrived."""
    try:
        return path_of(upload).stat().st_size
    except FileNotFoundError:
        return 0


def append(
    upload: Upload, stream: Readable, *, at: int, checksum: Checksum | None = None
) -> int:
    """Take a piece from a stream until it ends, breaks off or the file is whole.

    What arrived is on disk before this returns the new offset.
    """
    with _opened(upload) as file:
        end, digest = at, hashlib.new(checksum.algorithm if checksum else "sha1")
        _require_end(file, at)
        while block := _read(stream, min(BLOCK, upload.length - end)):
            with _locked(file):
                _require_end(file, end)
                file.write(block)
            end += len(block)
            digest.update(block)
        os.fsync(file.fileno())
        if checksum and digest.digest() != checksum.digest:
            _cut(file, at, end)
            raise WrongChecksum
    return end


@contextlib.contextmanager
def open_whole(upload: Upload) -> Iterator[IO[bytes]]:
    """The bytes that arrived, to read; nobody takes any back or adds some meanwhile."""
    with path_of(upload).open("rb") as file, _locked(file):
        if file.seek(0, os.SEEK_END) != upload.length:
            raise WrongOffset
        file.seek(0)
        yield file


def drop(upload: Upload) -> None:
    """Forget the bytes."""
    path_of(upload).unlink(missing_ok=True)


def strays() -> Iterator[tuple[uuid.UUID, Path]]:
    """Every file there is, with the key of the upload it belongs to."""
    for path in _folder().glob("*"):
        with contextlib.suppress(ValueError):
            yield uuid.UUID(path.name), path


def path_of(upload: Upload) -> Path:
    return _folder() / upload.key.hex


def _keep_names(folder: Path) -> None:
    """A new file's name survives a power cut only once its folder is on disk."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _folder() -> Path:
    return Path(settings.MEDIA_ROOT) / "partial"


@contextlib.contextmanager
def _opened(upload: Upload) -> Iterator[IO[bytes]]:
    try:
        # in place, never created: an upload that was given up stays gone
        with path_of(upload).open("rb+", buffering=0) as file:
            yield file
    except FileNotFoundError as gone:
        raise WrongOffset from gone


@contextlib.contextmanager
def _locked(file: IO[bytes]) -> Iterator[None]:
    fcntl.flock(file, fcntl.LOCK_EX)
    try:
        yield
    finally:
        fcntl.flock(file, fcntl.LOCK_UN)


def _require_end(file: IO[bytes], at: int) -> None:
    if file.seek(0, os.SEEK_END) != at:
        raise WrongOffset


def _read(stream: Readable, most: int) -> bytes:
    """The next block; nothing when the sender is gone, since that ends the piece."""
    if most == 0:
        return b""
    try:
        return stream.read(most)
    except (UnreadablePostError, OSError):
        return b""


def _cut(file: IO[bytes], at: int, end: int) -> None:
    with _locked(file):
        _require_end(file, end)
        file.truncate(at)
        os.fsync(file.fileno())
