"""The page behind a printed code: no login, no cookie, no script."""

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from saolang.certificates import queries as certificates
from saolang.kernel import codes
from saolang.stamps import queries, symbols

LANGUAGES = {"vi": "Tiếng Việt", "en": "English"}


def lookup(request: HttpRequest) -> HttpResponse:
    """Type a code; the phone's own camera needs no page."""
    typed = request.GET.get("ma", "")
    code = queries.code_in(typed)
    if code:
        return redirect("stamps:truth", code=code)
    return _page(request, "stamps/lookup.html", {"typed": typed[:60]})


def truth(request: HttpRequest, code: str) -> HttpResponse:
    """The truth about one code, in the language asked for by ?lang=."""
    answer = queries.truth(code, timezone.localdate())
    status = HTTPStatus.OK if answer.certificate else HTTPStatus.NOT_FOUND
    return _page(request, "stamps/truth.html", {"truth": answer}, status)


def qr_svg(request: HttpRequest, code: str) -> HttpResponse:
    """The symbol as SVG, for print at any size."""
    return _symbol(code, "svg")


def qr_png(request: HttpRequest, code: str) -> HttpResponse:
    """The symbol as PNG, 12 pixels a module."""
    return _symbol(code, "png")


def _symbol(code: str, kind: str) -> HttpResponse:
    canonical = codes.normalise(code)
    if certificates.by_code(canonical) is None:
        return HttpResponse(status=HTTPStatus.NOT_FOUND)
    return HttpResponse(
        symbols.draw(certificates.public_url(canonical), kind),
        content_type=symbols.MEDIA_TYPES[kind],
        headers={"Cache-Control": "public, max-age=86400"},
    )


def _page(
    request: HttpRequest,
    template: str,
    context: dict[str, object],
    status: int = HTTPStatus.OK,
) -> HttpResponse:
    language = request.GET.get("lang", "vi")
    language = language if language in LANGUAGES else "vi"
    other = "en" if language == "vi" else "vi"
    with translation.override(language):
        shared = {
            "now": timezone.now(),
            "other_language": {
                "url": f"{request.path}?lang={other}",
                "label": LANGUAGES[other],
                "code": other,
            },
            "navigation": [
                {
                    "label": pgettext("menu", "Sản phẩm"),
                    "url": "/san-pham/",
                    "icon": "search",
                },
                {"label": _("Kiểm tra mã"), "url": "/t/", "icon": "qr-code"},
            ],
        }
        html = render_to_string(template, {**shared, **context})
    return HttpResponse(
        html,
        status=status,
        headers={"Content-Language": language, "Cache-Control": "no-cache"},
    )
