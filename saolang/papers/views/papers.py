"""One produced paper and its files."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from saolang.papers import downloads, queries
from saolang.people.access import MemberRequest


def paper(request: MemberRequest, paper_id: int) -> HttpResponse:
    """What a paper is, its state, and its DOCX and PDF."""
    found = get_object_or_404(queries.visible_to(request.user), pk=paper_id)
    files = downloads.of(found, reader=request.user, at=timezone.now())
    return render(request, "papers/paper.html", {"paper": found, "files": files})
