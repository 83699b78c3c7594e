"""The least Django can do: one view, no middleware, nothing read. The yardstick."""

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.http import HttpRequest, HttpResponse
from django.urls import path

settings.configure(
    ALLOWED_HOSTS=["127.0.0.1"],
    MIDDLEWARE=[],
    ROOT_URLCONF=__name__,
    SECRET_KEY="empty",  # noqa: S106
)


def empty(request: HttpRequest) -> HttpResponse:
    return HttpResponse(b"OK")


urlpatterns = [path("", empty)]
application = get_wsgi_application()
