"""Every request is in UTF-8, as every page of ours asks for."""

from collections.abc import Callable

from django.core.exceptions import BadRequest
from django.http import HttpRequest
from django.http.response import HttpResponseBase


class CharsetMiddleware:
    """Refuses other character sets: some are none at all and break every field."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        named = (request.content_params or {}).get("charset", "utf-8")
        if named.lower() not in {"utf-8", "utf8"}:
            raise BadRequest(f"a request in {named!r}")
        return self.get_response(request)
