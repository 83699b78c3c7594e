"""The page behind a printed code: no login, no cookie, no script."""

from io import BytesIO

import segno
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from saolang.certificates import queries as certificates
from saolang.kernel import codes
from saolang.stamps import queries

LANGUAGES = {"vi": "Tiếng Việt", "en": "English"}


def lookup(request: HttpRequest) -> HttpResponse:
    """Type a code; the phone's own camera needs no page."""
    typed = request.GET.get("ma", "")
    if codes.normalise(typed):
        return redirect("stamps:truth", code=codes.normalise(typed)[:40])
    return _page(request, "stamps/lookup.html", {})


def truth(request: HttpRequest, code: str) -> HttpResponse:
    """The truth about one code, in the language asked for by ?lang=."""
    answer = queries.truth(code, timezone.localdate())
    status = 200 if answer.certificate else 404
    return _page(request, "stamps/truth.html", {"truth": answer}, status)


def qr_svg(request: HttpRequest, code: str) -> HttpResponse:
    """The symbol as SVG, for print at any size."""
    return _symbol(code, "svg", "image/svg+xml")


def qr_png(request: HttpRequest, code: str) -> HttpResponse:
    """The symbol as PNG, 12 pixels a module."""
    return _symbol(code, "png", "image/png")


def _symbol(code: str, kind: str, media_type: str) -> HttpResponse:
    canonical = codes.normalise(code)
    if certificates.by_code(canonical) is None:
        raise Http404
    symbol = segno.make(certificates.public_url(canonical), error="m", micro=False)
    out = BytesIO()
    symbol.save(out, kind=kind, scale=12, border=4)
    return HttpResponse(
        out.getvalue(),
        content_type=media_type,
        headers={"Cache-Control": "public, max-age=86400"},
    )


def _page(
    request: HttpRequest, template: str, context: dict[str, object], status: int = 200
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
                {"label": _("Sản phẩm"), "url": "/san-pham/", "icon": "search"},
                {"label": _("Kiểm tra mã"), "url": "/t/", "icon": "qr-code"},
            ],
        }
        html = render_to_string(template, {**shared, **context})
    return HttpResponse(
        html,
        status=status,
        headers={"Content-Language": language, "Cache-Control": "no-cache"},
    )
