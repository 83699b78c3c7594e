"""Files handed out: never before they are accepted, never able to run."""

import uuid

from django.http import FileResponse, Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.http import content_disposition_header

from saolang.files import links, queries, sandbox, storage
from saolang.files.models import StoredFile
from saolang.files.rules import signatures

SHOWN = signatures.IMAGES | {signatures.PDF}
A_YEAR = 365 * 24 * 3600


def file(request: HttpRequest, token: str) -> HttpResponseBase:
    """A file by its signed link, for the account the link was made for."""
    link = links.read(token)
    if link is None or (link.reader and link.reader != sandbox.reader_of(request)):
        raise Http404
    if link.ends_at < timezone.now().timestamp():
        return render(request, "files/gone.html", status=410)
    found = queries.with_key(link.key)
    if found is None:
        raise Http404
    response = _handed_out(found, inline=link.inline)
    response["Cache-Control"] = "private, no-store"
    return response


def photo(
    request: HttpRequest, key: uuid.UUID, *, small: bool = False
) -> HttpResponseBase:
    """A photo everybody may see, at an address that stays."""
    found = queries.public_photo(key)
    if found is None:
        raise Http404
    etag = f'"{key.hex}{"s" if small else ""}"'
    response = get_conditional_response(request, etag=etag) or _handed_out(
        found, inline=True, small=small
    )
    response["ETag"] = etag
    response["Cache-Control"] = f"public, max-age={A_YEAR}, immutable"
    return response


def _handed_out(
    found: StoredFile, *, inline: bool, small: bool = False
) -> HttpResponseBase:
    """The bytes as what they are, with everything forbidden that could make them run.

    Inside the browser it shows images we wrote ourselves and checked PDFs, sandboxed;
    all else is saved.
    """
    response = FileResponse(
        storage.open_served(found, small=small), content_type=found.served_type
    )
    shown = inline and found.media_type in SHOWN
    named = content_disposition_header(not shown, found.served_name)
    response["Content-Disposition"] = named or "attachment"
    return sandbox.closed(response)
