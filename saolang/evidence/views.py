"""The file of one of a producer's papers."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_safe

from saolang.evidence import queries
from saolang.files import links
from saolang.people.access import MemberRequest


@login_required
@require_safe
def file(request: MemberRequest, paper_id: int) -> HttpResponse:
    """Open the file of a paper by a fresh short-lived link."""
    found = get_object_or_404(queries.papers_of(request.user), pk=paper_id)
    url = links.url_for(found.file, reader=request.user, at=timezone.now(), inline=True)
    return HttpResponseRedirect(url)
