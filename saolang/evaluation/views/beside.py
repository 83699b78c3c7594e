"""What is read beside a sheet: papers, the bound copy, two hand-overs compared."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from saolang.dossiers.pages import bound_copy as bound_copies
from saolang.dossiers.pages import compare as comparing
from saolang.dossiers.pages import reading_room
from saolang.dossiers.queries.offices import latest_snapshot
from saolang.dossiers.services import binding
from saolang.evaluation import queries
from saolang.files import links, reader
from saolang.people.access import MemberRequest


def paper(request: MemberRequest, dossier_id: int, paper_id: int) -> HttpResponse:
    """Read a paper that stands beside a criterion, as it was handed in."""
    found = get_object_or_404(queries.dossiers_beside(request.user), pk=dossier_id)
    handed = reading_room.handed(request.user, found, paper_id)
    if handed is None:
        raise Http404
    return reader.answer(
        request,
        file=handed.file,
        reader=request.user,
        template="evaluation/paper.html",
        context={
            "heading": handed.paper.title,
            "facts": handed.facts,
            "dossier": found,
        },
        marks=handed.marks(request.GET.get("tieu-chi", "")),
    )


def compare(request: MemberRequest, dossier_id: int) -> HttpResponse:
    """Two hand-overs of a dossier one scores or appraises, side by side."""
    found = get_object_or_404(queries.dossiers_beside(request.user), pk=dossier_id)
    context = comparing.chosen(found, request.GET)
    return render(request, "dossiers/compare.html", context)


def bound_copy(request: MemberRequest, dossier_id: int) -> HttpResponse:
    """The hand-over as one PDF, without what tells of persons."""
    found = get_object_or_404(queries.dossiers_beside(request.user), pk=dossier_id)
    if request.method == "POST":
        binding.order(
            owner=request.user, snapshot=latest_snapshot(found), is_full=False
        )
        return redirect("evaluation:bound_copy", found.pk)
    context = {
        "dossier": found,
        "state": bound_copies.state_of(found, is_full=False),
        "is_full": False,
        "back": reverse("evaluation:sheets"),
        "opens": reverse("evaluation:bound_file", args=[found.pk]),
    }
    part = "#state" if request.headers.get("HX-Request") else ""
    return render(request, f"dossiers/bound_copy.html{part}", context)


def bound_file(request: MemberRequest, dossier_id: int) -> HttpResponse:
    """Read that copy page by page, or fetch it whole (`?tai=1`)."""
    found = get_object_or_404(queries.dossiers_beside(request.user), pk=dossier_id)
    state = bound_copies.state_of(found, is_full=False)
    file = state.copy.file if state and state.copy else None
    if file is None:
        raise Http404
    if "tai" in request.GET:
        return redirect(links.url_for(file, reader=request.user, at=timezone.now()))
    return reader.answer(
        request,
        file=file,
        reader=request.user,
        template="evaluation/paper.html",
        context={"heading": _("Hồ sơ gộp"), "dossier": found},
    )
