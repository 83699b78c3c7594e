"""Short-lived signed links to files, and the lasting ones of public photos."""

import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from django.core import signing
from django.urls import reverse

from saolang.files import limits
from saolang.files.models import StoredFile

SALT = "saolang.files.links"


class Reader(Protocol):
    """Somebody a link can be bound to."""

    pseudonym: uuid.UUID


@dataclass(frozen=True, slots=True)
class Link:
    """What a link says: which file, for whom, until when, and how it is shown."""

    key: uuid.UUID
    reader: str
    ends_at: float
    inline: bool


def url_for(
    file: StoredFile,
    *,
    reader: Reader | None,
    at: datetime,
    inline: bool = False,
) -> str:
    """A link to an accepted file: good for five minutes, for `reader` alone.

    Ask only after deciding that `reader` may see the file; None is everybody.
    """
    ends_at = at + timedelta(seconds=limits.LINK_SECONDS)
    content = {
        "k": file.key.hex,
        "r": reader.pseudonym.hex if reader else "",
        "e": int(ends_at.timestamp()),
        "i": int(inline),
    }
    return reverse("files:file", args=[signing.dumps(content, salt=SALT)])


def public_url(file: StoredFile, *, small: bool = False) -> str:
    """The lasting address of a public photo; `small` is 480 px on its longer side."""
    return reverse("files:small_photo" if small else "files:photo", args=[file.key])


def read(token: str) -> Link | None:
    """What a link says, or None when we did not make it."""
    try:
        content = signing.loads(token, salt=SALT)
    except signing.BadSignature:
        return None
    return Link(uuid.UUID(content["k"]), content["r"], content["e"], bool(content["i"]))
