"""Two hand-overs of a dossier side by side."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render

from saolang.dossiers.pages import compare as pages
from saolang.dossiers.queries import versions, visible_to
from saolang.kernel.text import read_number
from saolang.people.access import MemberRequest


def compare(request: MemberRequest, dossier_id: int) -> HttpResponse:
    """Any two hand-overs; the last two when none are named."""
    found = get_object_or_404(visible_to(request.user), pk=dossier_id)
    copies = {each.number: each for each in versions.handed_in(found)}
    second = read_number(request.GET.get("den")) or max(copies, default=0)
    first = read_number(request.GET.get("tu")) or max(second - 1, 1)
    everything = request.GET.get("tat-ca") == "1"
    context = {
        "dossier": found,
        "copies": list(copies.values()),
        "first": copies.get(first),
        "second": copies.get(second),
        "everything": everything,
    }
    if first in copies and second in copies and first != second:
        context |= pages.context(
            found, copies[first], copies[second], everything=everything
        )
    return render(request, "dossiers/compare.html", context)
