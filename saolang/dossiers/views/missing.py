"""Pages that say what a draft lacks, and what it was given when it was begun."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from saolang.dossiers import progress
from saolang.dossiers.pages import carried as carried_page
from saolang.dossiers.pages import missing as missing_page
from saolang.dossiers.queries import draft as queries
from saolang.dossiers.queries.offices import links_of
from saolang.people.access import MemberRequest

_STARS = {"3": 3, "4": 4, "5": 5}


@login_required
@require_safe
def missing(request: MemberRequest, dossier_id: int) -> HttpResponse:
    """Every criterion with its claim, proof, check and what it still blocks."""
    found = get_object_or_404(queries.own(request.user), pk=dossier_id)
    today = timezone.localdate()
    links = links_of(found)
    context = missing_page.context(
        found,
        progress.of(found, links, today),
        links,
        today,
        star=_STARS.get(request.GET.get("sao", "")),
        only_missing=request.GET.get("chi") == "thieu",
    )
    context["is_open"] = found.status in queries.OPEN_TO_PRODUCER
    return render(request, "dossiers/missing.html", context)


@login_required
@require_safe
def carried(request: MemberRequest, dossier_id: int) -> HttpResponse:
    """What the last recognised dossier brought to this one."""
    found = get_object_or_404(queries.own(request.user), pk=dossier_id)
    context = carried_page.context(found, timezone.localdate())
    return render(request, "dossiers/carried.html", context)
