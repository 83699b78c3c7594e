"""Files on their way in: tus 1.0 for the account that sends them."""

import uuid
from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.http import http_date

from saolang.files import arrivals, limits, partials, queries, receiving
from saolang.files.models import Upload
from saolang.files.rules import tus
from saolang.kernel.errors import RuleViolation

Answer = Callable[..., HttpResponse]


class SenderRequest(HttpRequest):
    """A request of somebody who is signed in: the policy row let nobody else in."""

    user: Any


STATUSES = {
    "file.too_big": HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
    "file.too_many_today": HTTPStatus.TOO_MANY_REQUESTS,
    "file.no_space": HTTPStatus.INSUFFICIENT_STORAGE,
}


def _speaks_tus(view: Answer) -> Answer:
    """Say our version in every answer, and what is wrong as the protocol says it."""

    @wraps(view)
    def answer(request: SenderRequest, **arguments: uuid.UUID) -> HttpResponse:
        try:
            response = view(request, **arguments)
        except tus.Malformed as wrong:
            response = _told(wrong.status, "upload.malformed", str(wrong))
        except partials.WrongOffset:
            response = HttpResponse(status=HTTPStatus.CONFLICT)
        except partials.WrongChecksum:
            response = HttpResponse(status=tus.CHECKSUM_MISMATCH)
        except RuleViolation as refused:
            status = STATUSES.get(refused.code, HTTPStatus.UNPROCESSABLE_ENTITY)
            response = _told(status, refused.code, refused.message)
        response["Tus-Resumable"] = tus.VERSION
        response["Cache-Control"] = "no-store"
        return response

    return answer


@_speaks_tus
def collection(request: SenderRequest) -> HttpResponse:
    """What we can do (OPTIONS), or a new file to come (POST)."""
    return _options() if request.method == "OPTIONS" else _create(request)


@_speaks_tus
def upload(request: SenderRequest, key: uuid.UUID) -> HttpResponse:
    """How far a file is (HEAD), its next piece (PATCH), or its end (DELETE)."""
    found = get_object_or_404(queries.uploads_of(request.user), key=key)
    tus.require_version(request.headers)
    if request.method == "DELETE":
        arrivals.discard(actor=request.user, upload=found)
        return HttpResponse(status=HTTPStatus.NO_CONTENT)
    if not found.is_judged and found.expires_at < timezone.now():
        return HttpResponse(status=HTTPStatus.GONE)
    if request.method == "HEAD":
        return _at(found, _offset(found), HTTPStatus.OK)
    return _next_piece(request, found)


def _options() -> HttpResponse:
    return HttpResponse(
        status=HTTPStatus.NO_CONTENT,
        headers={
            "Tus-Version": tus.VERSION,
            "Tus-Extension": tus.EXTENSIONS,
            "Tus-Max-Size": str(limits.FILE_BYTES),
            "Tus-Checksum-Algorithm": ",".join(tus.ALGORITHMS),
        },
    )


def _create(request: SenderRequest) -> HttpResponse:
    tus.require_version(request.headers)
    said = tus.creation(request.headers)
    # another person may have signed in since the page was opened
    if said.account and said.account != str(request.user.pseudonym):
        return _told(HTTPStatus.FORBIDDEN, "upload.other_account", "")
    made = arrivals.expect(
        actor=request.user,
        name=said.name,
        folder=said.folder,
        length=said.length,
        at=timezone.now(),
    )
    response = _at(made, 0, HTTPStatus.CREATED)
    if request.content_type == tus.CHUNK_TYPE:
        response = _piece(request, made, 0, HTTPStatus.CREATED)
    response["Location"] = reverse("files:upload", args=[made.key])
    return response


def _next_piece(request: SenderRequest, found: Upload) -> HttpResponse:
    if request.content_type != tus.CHUNK_TYPE:
        raise tus.Malformed(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, tus.CHUNK_TYPE)
    offset = tus.offset(request.headers)
    if offset != _offset(found):
        raise partials.WrongOffset
    return _piece(request, found, offset, HTTPStatus.NO_CONTENT)


def _piece(
    request: SenderRequest, found: Upload, offset: int, status: int
) -> HttpResponse:
    """Take a piece; with the last one comes the verdict, asked again as often."""
    if not found.is_judged:
        receiving.require_space(found.name)
        sum_of_it = tus.checksum(request.headers)
        offset = partials.append(found, request, at=offset, checksum=sum_of_it)
        if offset == found.length:
            found = arrivals.judge(upload=found, at=timezone.now())
    if found.final_refusal:
        code = found.final_refusal
        return _told(HTTPStatus.UNPROCESSABLE_ENTITY, code, found.refusal)
    return _at(found, offset, status)


def _offset(found: Upload) -> int:
    return found.length if found.is_judged else partials.size(found)


def _at(found: Upload, offset: int, status: int) -> HttpResponse:
    response = HttpResponse(status=status)
    response["Upload-Offset"] = str(offset)
    response["Upload-Length"] = str(found.length)
    if not found.is_judged:
        response["Upload-Expires"] = http_date(found.expires_at.timestamp())
    return response


def _told(status: int, code: str, message: str) -> HttpResponse:
    return JsonResponse({"code": code, "message": message}, status=status)
