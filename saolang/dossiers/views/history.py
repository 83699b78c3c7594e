"""Who did what with a dossier."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render

from saolang.dossiers.pages import history as pages
from saolang.dossiers.queries import notes as queries
from saolang.people.access import MemberRequest

PER_PAGE = 40


def history(request: MemberRequest, dossier_id: int) -> HttpResponse:
    """The acts the ledger keeps, newest first, and who wrote each part last."""
    found = get_object_or_404(queries.shared_with(request.user), pk=dossier_id)
    entries = pages.entries_of(found, request.user)
    page = Paginator(entries, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "dossier": found,
        "page": page,
        "acts": pages.acts(found, page, request.user),
        "steps": pages.steps(found, request.user) if page.number == 1 else [],
    }
    return render(request, "dossiers/history.html", context)
