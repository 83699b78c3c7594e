"""Where bytes lie: under a random key, as they came and as they are handed out."""

from pathlib import Path
from typing import IO, Any

from django.core.files.base import ContentFile, File
from django.core.files.storage import default_storage

from saolang.files.models import StoredFile

CLEAN, SMALL = "-clean", "-small"


def path_of(file: StoredFile) -> str:
    """Where the bytes lie as they were received."""
    key = file.key.hex
    return f"{key[:2]}/{key[2:4]}/{key}"


def served_path(file: StoredFile, *, small: bool = False) -> str:
    """Where the bytes lie that people get to see."""
    if not file.is_image:
        return path_of(file)
    return path_of(file) + (SMALL if small else CLEAN)


def read(file: StoredFile) -> bytes:
    """The bytes people get to see, whole."""
    with open_served(file) as stream:
        content: bytes = stream.read()
    return content


def open_served(file: StoredFile, *, small: bool = False) -> IO[Any]:
    return default_storage.open(served_path(file, small=small))


def copy_received(file: StoredFile, target: Path) -> None:
    """Copy the bytes as they came to a file of this machine."""
    with default_storage.open(path_of(file)) as stream, target.open("wb") as copy:
        for chunk in stream.chunks():
            copy.write(chunk)


def copy_served(file: StoredFile, target: Path) -> None:
    """Copy the bytes people get to see to a file of this machine."""
    with default_storage.open(served_path(file)) as stream, target.open("wb") as copy:
        for chunk in stream.chunks():
            copy.write(chunk)


def write(path: str, content: "bytes | File[bytes]") -> None:
    """Put bytes where nothing lies yet; a second check of a file replaces the first."""
    if isinstance(content, bytes):
        content = ContentFile(content)
    if default_storage.exists(path):
        default_storage.delete(path)
    default_storage.save(path, content)
