"""The same unsafe request, sent twice, is done once (T-14).

A form carries a hidden key; a script sends the header `Idempotency-Key`. Key and view
share one transaction, so an answer is remembered exactly when its writes are kept.
Parallel sends wait for the first. The same key with other content is not done at all:
the sender is told and gets back what they typed.
"""

import hashlib
import hmac
import json
from collections.abc import Callable, Iterable
from typing import Any, ParamSpec, TypeVar

from django.conf import settings
from django.contrib import messages
from django.contrib.messages.storage.base import BaseStorage
from django.core.files.uploadedfile import UploadedFile
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.template.response import SimpleTemplateResponse
from django.utils.translation import gettext as _

from saolang.kernel.ciphers import cipher
from saolang.tasks.models import IdempotencyKey

P = ParamSpec("P")
R = TypeVar("R")
FIELD = "idempotency_key"
HEADER = "Idempotency-Key"
SAFE_METHODS = {"GET", "HEAD", "OPTIONS", "TRACE"}
FORM_TYPES = {"application/x-www-form-urlencoded", "multipart/form-data"}
PIECE = "application/offset+octet-stream"
NOT_CONTENT = {"csrfmiddlewaretoken", FIELD}
LONGEST_BODY = 256 * 1024
KEPT_HEADERS = (
    *("Content-Type", "Location", "HX-Redirect", "HX-Location", "HX-Trigger"),
    *("Tus-Resumable", "Upload-Expires", "Upload-Offset"),
)


def works_long(view: Callable[P, R]) -> Callable[P, R]:
    """Mark a view that works for seconds before it writes: nobody may wait for that.

    Keys do not count there, and the view sees to it that a repeat does no harm.
    """
    view.works_long = True  # type: ignore[attr-defined]
    return view


class IdempotencyMiddleware:
    """Answers a repeated key with the first answer."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(
        self,
        request: HttpRequest,
        view: Callable[..., HttpResponseBase],
        args: Iterable[Any],
        kwargs: dict[str, Any],
    ) -> HttpResponseBase | None:
        """Run the view here when a key was sent; cross-site checks are already done."""
        if request.method in SAFE_METHODS or hasattr(view, "works_long"):
            return None
        key, account = key_of(request), account_of(request)
        if not key or not account:
            return None
        with transaction.atomic():
            kept, is_new = _reserve(request, key, account)
            if not is_new:
                return _repeat(request, kept)
            response = view(request, *args, **kwargs)
            _keep(request, response, kept)
            return response


def key_of(request: HttpRequest) -> str:
    """The key a script named, or the hidden one of a form the browser sent itself."""
    if request.content_type == PIECE:  # its offset already makes a repeat harmless
        return ""
    named = request.headers.get(HEADER, "")
    if named or request.headers.get("HX-Request") or not _is_form(request):
        return named
    return str(request.POST.get(FIELD, ""))


def account_of(request: HttpRequest) -> str:
    """Whose key it is: an account, or one browser's session or form cookie."""
    if request.user.is_authenticated:
        return str(request.user.pseudonym)
    browser = request.session.session_key or request.META.get("CSRF_COOKIE", "")
    return hashlib.sha256(browser.encode()).hexdigest() if browser else ""


def digest_of(request: HttpRequest) -> str:
    """What was sent: address, fields and files, without the key and the token."""
    # keyed: what people typed must not be guessed from what is kept of it
    path = request.get_full_path().encode()
    total = hmac.new(settings.SECRET_KEY.encode(), path, hashlib.sha256)
    if not _is_form(request):
        total.update(request.body)
        return total.hexdigest()
    fields = [
        (name, request.POST.getlist(name))
        for name in sorted(request.POST.keys() - NOT_CONTENT)
    ]
    files = [
        (name, file.name, file.size, _digest_of_file(file))
        for name, sent in sorted(request.FILES.lists())
        for file in sent
    ]
    total.update(json.dumps([fields, files]).encode())
    return total.hexdigest()


def _digest_of_file(file: "UploadedFile[bytes]") -> str:
    digest = hashlib.sha256()
    for chunk in file.chunks():
        digest.update(chunk)
    file.seek(0)
    return digest.hexdigest()


def _is_form(request: HttpRequest) -> bool:
    return request.content_type in FORM_TYPES


def _reserve(
    request: HttpRequest, key: str, account: str
) -> tuple[IdempotencyKey, bool]:
    """Take the key, or wait for whoever has it and read their answer."""
    named = {
        "key": hashlib.sha256(key.encode()).hexdigest(),
        "account": account,
        "route": f"{request.method} {request.path}"[:200],
    }
    try:
        with transaction.atomic():
            kept = IdempotencyKey.objects.create(
                **named, body_digest=digest_of(request)
            )
    except IntegrityError:
        return IdempotencyKey.objects.get(**named), False
    return kept, True


def _keep(
    request: HttpRequest, response: HttpResponseBase, kept: IdempotencyKey
) -> None:
    """Remember a success; a refusal frees the key, so that it can be corrected."""
    if isinstance(response, SimpleTemplateResponse):
        response.render()
    if not isinstance(response, HttpResponse) or response.status_code >= 400:
        kept.delete()
        return
    kept.status = response.status_code
    kept.headers = {
        name: response[name] for name in KEPT_HEADERS if name in response.headers
    }
    # a page may show what the database keeps encrypted: a code, an identity number
    kept.body = cipher(settings.FIELD_KEY).encrypt(response.content)
    if len(response.content) > LONGEST_BODY:  # too long to keep: look at the page
        kept.status, kept.body = 303, b""
        kept.headers = {"Location": request.path}
    kept.messages = _messages_waiting(request)
    kept.save(update_fields=["status", "headers", "body", "messages"])


def _repeat(request: HttpRequest, kept: IdempotencyKey) -> HttpResponse:
    if kept.body_digest != digest_of(request):
        return _conflict(request)
    waiting = _messages_waiting(request)
    for level, text, tags in kept.messages:
        if [level, text, tags] not in waiting:
            messages.add_message(request, level, text, extra_tags=tags)
    body = bytes(kept.body)
    return HttpResponse(
        cipher(settings.FIELD_KEY).decrypt(body) if body else b"",
        status=kept.status,
        headers={**kept.headers, "Idempotency-Replayed": "true"},
    )


def _messages_waiting(request: HttpRequest) -> list[list[Any]]:
    """The messages the next page will show; looking does not use them up."""
    storage = messages.get_messages(request)
    found = [[m.level, str(m.message), m.extra_tags or ""] for m in storage]
    if isinstance(storage, BaseStorage):
        storage.used = False
    return found


def _conflict(request: HttpRequest) -> HttpResponse:
    code = "request.key_reused"
    if not _is_form(request) or not request.accepts("text/html"):
        message = _("Khóa này đã dùng cho một nội dung khác; lần gửi này chưa ghi.")
        return JsonResponse({"code": code, "message": message}, status=422)
    typed = [
        (name, value)
        for name, values in request.POST.lists()
        for value in values
        if name not in NOT_CONTENT and "password" not in name
    ]
    context = {"typed": typed, "has_files": bool(request.FILES)}
    return render(request, "tasks/conflict.html", context, status=422)
