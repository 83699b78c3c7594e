"""Papers of a dossier, read page by page, one by one or bound together."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from saolang.dossiers import policies
from saolang.dossiers.pages import bound_copy as bound_copies
from saolang.dossiers.pages import reading_room
from saolang.dossiers.queries import visible_to
from saolang.dossiers.services import binding as services
from saolang.files import links, reader
from saolang.people.access import MemberRequest


@login_required
@require_safe
def paper(request: MemberRequest, dossier_id: int, paper_id: int) -> HttpResponse:
    """Read a paper of a dossier, at the pages a criterion names.

    Whoever does not write the dossier reads what was handed in, and nothing newer.
    """
    found = get_object_or_404(visible_to(request.user), pk=dossier_id)
    opened = reading_room.opened(request.user, found, paper_id)
    if opened is None:
        raise Http404
    return reader.answer(
        request,
        file=opened.file,
        reader=request.user,
        template="dossiers/reading_room.html",
        context={
            "heading": opened.paper.title,
            "facts": opened.facts,
            "dossier": found,
        },
        marks=opened.marks(request.GET.get("tieu-chi", "")),
    )


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def bound_copy(request: MemberRequest, dossier_id: int) -> HttpResponse:
    """The hand-over as one PDF: have it made, see how far it is, fetch it."""
    found = get_object_or_404(visible_to(request.user), pk=dossier_id)
    is_full = policies.may_open_all(request.user, found)
    state = bound_copies.state_of(found, is_full=is_full)
    if state is None:
        raise Http404
    if request.method == "POST":
        services.bind(actor=request.user, snapshot=state.snapshot)
        return redirect("dossiers:bound_copy", found.pk)
    context = {
        "dossier": found,
        "state": state,
        "is_full": is_full,
        "back": found.get_absolute_url(),
        "opens": reverse("dossiers:bound_file", args=[found.pk]),
    }
    part = "#state" if request.headers.get("HX-Request") else ""
    return render(request, f"dossiers/bound_copy.html{part}", context)


@login_required
@require_safe
def bound_file(request: MemberRequest, dossier_id: int) -> HttpResponse:
    """Read the bound copy page by page, or fetch it whole (`?tai=1`)."""
    found = get_object_or_404(visible_to(request.user), pk=dossier_id)
    is_full = policies.may_open_all(request.user, found)
    state = bound_copies.state_of(found, is_full=is_full)
    file = state.copy.file if state and state.copy else None
    if file is None:
        raise Http404
    if "tai" in request.GET:
        return redirect(links.url_for(file, reader=request.user, at=timezone.now()))
    return reader.answer(
        request,
        file=file,
        reader=request.user,
        template="dossiers/reading_room.html",
        context={"heading": _("Hồ sơ gộp"), "dossier": found},
    )
