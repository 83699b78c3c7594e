"""Short-lived signed links to the pictures of a file's pages.

One token opens every page of one file for one reader, so that a page list stays small.
It also says where to ask anew: a picture that is asked for after its time sends the
browser back to the page that decides who may read, and from there to a fresh link.
"""

import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.core import signing
from django.urls import reverse

from saolang.files import limits
from saolang.files.links import Reader
from saolang.files.models import StoredFile

SALT = "saolang.files.page_links"


@dataclass(frozen=True, slots=True)
class PageLink:
    """What a token says: whose pages, for whom, until when, and who gives a new one."""

    key: uuid.UUID
    reader: str
    ends_at: float
    back: str


def token_for(file: StoredFile, *, reader: Reader, back: str, at: datetime) -> str:
    """A token for the pages of an accepted file, good for five minutes for `reader`.

    Ask only after deciding that `reader` may see the file. `back` is the address that
    decided it, and that answers `?anh=PAGE&co=SIZE` with a fresh link.
    """
    ends_at = at + timedelta(seconds=limits.LINK_SECONDS)
    content = {
        "k": file.key.hex,
        "r": reader.pseudonym.hex,
        "e": int(ends_at.timestamp()),
        "b": back,
    }
    return signing.dumps(content, salt=SALT)


def url(token: str, number: int, size: str) -> str:
    """The address of one picture."""
    return reverse("files:page", args=[token, number, size])


def read(token: str) -> PageLink | None:
    """What a token says, or None when we did not make it."""
    try:
        content = signing.loads(token, salt=SALT)
    except signing.BadSignature:
        return None
    return PageLink(uuid.UUID(content["k"]), content["r"], content["e"], content["b"])
