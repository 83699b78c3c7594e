"""Two hand-overs of a dossier side by side."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render

from saolang.dossiers.pages import compare as pages
from saolang.dossiers.queries import visible_to
from saolang.people.access import MemberRequest


def compare(request: MemberRequest, dossier_id: int) -> HttpResponse:
    """Any two hand-overs; the last two when none are named."""
    found = get_object_or_404(visible_to(request.user), pk=dossier_id)
    context = pages.chosen(found, request.GET) | {"home": found.get_absolute_url()}
    return render(request, "dossiers/compare.html", context)
