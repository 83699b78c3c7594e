"""The notice of a result, for those it concerns."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from saolang.dossiers.queries import visible_to
from saolang.evaluation.pages import outcome as page
from saolang.people.access import MemberRequest


def outcome(request: MemberRequest, dossier_id: int) -> HttpResponse:
    """What became of a dossier, why, and what one may do about it."""
    dossier = get_object_or_404(visible_to(request.user), pk=dossier_id)
    if dossier.status not in page.ANNOUNCED:
        return redirect(dossier)
    return render(request, "evaluation/outcome.html", page.context(dossier))
