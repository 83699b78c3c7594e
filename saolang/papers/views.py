"""One produced paper and its files."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from saolang.files import links
from saolang.papers import queries
from saolang.people.access import MemberRequest


def paper(request: MemberRequest, paper_id: int) -> HttpResponse:
    """What a paper is, its state, and its DOCX and PDF."""
    found = get_object_or_404(queries.visible_to(request.user), pk=paper_id)
    now = timezone.now()
    files = [
        {
            "label": label,
            "file": file,
            "url": links.url_for(file, reader=request.user, at=now),
        }
        for label, file in (("PDF", found.pdf), ("DOCX", found.docx))
        if file is not None
    ]
    return render(request, "papers/paper.html", {"paper": found, "files": files})
