"""Every part of the design system in every state, on one page."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation

from saolang.ui import drawings, samples


def gallery(request: HttpRequest) -> HttpResponse:
    """The parts, in the language asked for by ?tieng=."""
    asked = request.GET.get("tieng", "")
    language = asked if asked in dict(settings.LANGUAGES) else None
    with translation.override(language or translation.get_language()):
        form = samples.SampleForm(samples.TYPED)
        form.is_valid()
        context = {
            "drawings": [name for name in drawings.names() if name != "plate"],
            "form": form,
            "icons": sorted(drawings.icons()),
            "sample": samples.content(),
            "sections": samples.sections(),
        }
        return render(request, "ui/gallery.html", context)
