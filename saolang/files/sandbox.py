"""What every handed-out file says of itself, so that nothing in it can run."""

from typing import TypeVar

from django.http import HttpRequest
from django.http.response import HttpResponseBase

R = TypeVar("R", bound=HttpResponseBase)


def closed(response: R) -> R:
    """The same answer with everything forbidden that could make its content run."""
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    response["X-Content-Type-Options"] = "nosniff"
    return response


def reader_of(request: HttpRequest) -> str:
    """Whom a link must have been made for; empty for somebody without an account."""
    return request.user.pseudonym.hex if request.user.is_authenticated else ""
