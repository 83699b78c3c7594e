"""The desk: what there is to do next."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache

from saolang.people.access import MemberRequest
from saolang.web.desks.choice import desk_for


@never_cache
def desk(request: MemberRequest) -> HttpResponse:
    """One page per role; the most urgent first."""
    found, tabs = desk_for(request.user, request.GET.get("vai", ""), timezone.now())
    context = {
        "desk": found,
        "tabs": tabs,
        "given_name": request.user.full_name.split()[-1],
        "now": timezone.now(),
    }
    return render(request, "web/desk.html", context)
