"""Papers of a dossier, read page by page."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from saolang.dossiers.pages import reading_room
from saolang.dossiers.queries import visible_to
from saolang.files import reader
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
