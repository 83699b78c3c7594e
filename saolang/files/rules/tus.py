"""How tus 1.0 says things in headers: versions, metadata, offsets, checksums.

https://tus.io/protocols/resumable-upload; a header that cannot be read is a
`Malformed` with the status the protocol gives it.
"""

import base64
import binascii
import re
from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus

VERSION = "1.0.0"
EXTENSIONS = "creation,creation-with-upload,termination,expiration,checksum"
ALGORITHMS = ("sha256", "sha1")
CHUNK_TYPE = "application/offset+octet-stream"
CHECKSUM_MISMATCH = 460
LONGEST_METADATA = 4096
_FOLDER = re.compile(r"[a-z][a-z0-9_]{0,29}(:[a-z0-9][a-z0-9_-]{0,28})?")
_NUMBER = re.compile(r"[0-9]{1,15}")


class Malformed(Exception):
    """A request that is not tus as we speak it, and the status that says so."""

    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.status = status


@dataclass(frozen=True, slots=True)
class Creation:
    """What a client says of a file before it sends any of it."""

    length: int
    name: str
    folder: str
    account: str


@dataclass(frozen=True, slots=True)
class Checksum:
    """What the bytes of one piece must add up to."""

    algorithm: str
    digest: bytes


def require_version(headers: Mapping[str, str]) -> None:
    """Refuse another version of the protocol than ours."""
    if headers.get("Tus-Resumable") != VERSION:
        raise Malformed(HTTPStatus.PRECONDITION_FAILED, "Tus-Resumable must be 1.0.0")


def creation(headers: Mapping[str, str]) -> Creation:
    """Length, name, folder and account of the file a client wants to send."""
    if "Upload-Defer-Length" in headers:
        raise Malformed(HTTPStatus.BAD_REQUEST, "Upload-Length must be known")
    said = metadata(headers.get("Upload-Metadata", ""))
    folder = said.get("folder", "")
    if not _FOLDER.fullmatch(folder):
        raise Malformed(HTTPStatus.BAD_REQUEST, "metadata: folder is no label")
    return Creation(
        length=_number(headers, "Upload-Length"),
        name=said.get("filename", said.get("name", "")),
        folder=folder,
        account=said.get("account", ""),
    )


def offset(headers: Mapping[str, str]) -> int:
    """Where the piece that follows belongs."""
    return _number(headers, "Upload-Offset")


def metadata(header: str) -> dict[str, str]:
    """Keys and values of Upload-Metadata, decoded.

    >>> metadata("filename R0NOLnBkZg==,draft")
    {'filename': 'GCN.pdf', 'draft': ''}
    """
    if len(header) > LONGEST_METADATA:
        raise Malformed(HTTPStatus.BAD_REQUEST, "Upload-Metadata is too long")
    said: dict[str, str] = {}
    for pair in filter(None, (part.strip() for part in header.split(","))):
        key, _space, value = pair.partition(" ")
        if key in said:
            raise Malformed(HTTPStatus.BAD_REQUEST, f"metadata: {key} stands twice")
        try:
            said[key] = _base64(value).decode()
        except ValueError as garbled:
            raise Malformed(HTTPStatus.BAD_REQUEST, f"metadata: {key}") from garbled
    return said


def checksum(headers: Mapping[str, str]) -> Checksum | None:
    """The sum a client gave for its piece, if it gave one."""
    header = headers.get("Upload-Checksum")
    if header is None:
        return None
    algorithm, _space, value = header.partition(" ")
    if algorithm not in ALGORITHMS:
        raise Malformed(HTTPStatus.BAD_REQUEST, "Upload-Checksum: unknown algorithm")
    try:
        return Checksum(algorithm, _base64(value))
    except ValueError as garbled:
        raise Malformed(HTTPStatus.BAD_REQUEST, "Upload-Checksum") from garbled


def _base64(value: str) -> bytes:
    try:
        return base64.b64decode(value, validate=True)
    except binascii.Error as garbled:
        raise ValueError(value) from garbled


def _number(headers: Mapping[str, str], name: str) -> int:
    value = headers.get(name, "")
    if not _NUMBER.fullmatch(value):
        raise Malformed(HTTPStatus.BAD_REQUEST, f"{name} must be a number")
    return int(value)
