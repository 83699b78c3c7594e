"""The planner of a draft: the cheapest road to a star, and the star aimed at."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from saolang.dossiers import progress
from saolang.dossiers.forms.planner import AimForm
from saolang.dossiers.pages import planner as page
from saolang.dossiers.queries import draft as queries
from saolang.dossiers.queries.offices import links_of
from saolang.dossiers.services import planner as services
from saolang.people.access import MemberRequest


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def planner(request: MemberRequest, dossier_id: int) -> HttpResponse:
    """See the cheapest plan for a star; a POST notes the star as the draft's aim."""
    found = get_object_or_404(queries.own(request.user), pk=dossier_id)
    if found.status not in queries.OPEN_TO_PRODUCER:
        return redirect(found)
    standing = progress.standing_of(found, found.ticks)
    given = request.POST if request.method == "POST" else request.GET
    asked = page.asked(found, standing, given)
    form = AimForm(request.POST or None)
    if form.is_valid():
        star = form.cleaned_data["sao"]
        services.aim(actor=request.user, dossier=found, star=star)
        messages.success(request, _("Đã ghi mục tiêu %(star)s sao.") % {"star": star})
        return redirect(f"{request.path}?{asked.query}")
    today = timezone.localdate()
    context = page.context(found, standing, asked, links_of(found), today)
    status = 422 if request.method == "POST" else 200
    return render(request, "dossiers/planner.html", context, status=status)
