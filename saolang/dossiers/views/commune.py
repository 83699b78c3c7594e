"""Pages of the commune: work list, one dossier, taking it in, sending it on."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from saolang.dossiers import policies, reading, work
from saolang.dossiers.forms.office import OfficeFilter
from saolang.dossiers.offices import COMMUNE
from saolang.dossiers.queries import offices as queries
from saolang.dossiers.services import commune as services
from saolang.dossiers.views.review import act
from saolang.kernel.errors import RuleViolation
from saolang.people.access import MemberRequest

PAGE = 20


def work_list(request: MemberRequest) -> HttpResponse:
    """The commune's dossiers with their clocks, most urgent first."""
    form = OfficeFilter(request.GET, office=COMMUNE)
    found = queries.work_list(request.user, COMMUNE, form.wanted())
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    context = {
        "form": form,
        "page": page,
        "rows": work.rows(request.user, COMMUNE, list(page), timezone.now()),
        "figures": work.figures(request.user, COMMUNE),
        "waiting": work.waiting_for(request.user),
    }
    return render(request, "dossiers/commune_list.html", context)


def to_sign(request: MemberRequest) -> HttpResponse:
    """Reports that wait for this leader's signature, the oldest first."""
    found = Paginator(queries.to_sign(request.user), PAGE)
    page = found.get_page(request.GET.get("page"))
    rows = work.rows(request.user, COMMUNE, list(page), timezone.now())
    context = {"page": page, "rows": rows}
    return render(request, "dossiers/commune_to_sign.html", context)


def dossier(request: MemberRequest, dossier_id: int) -> HttpResponse:
    """Read a dossier and see what the commune does next with it."""
    found = get_object_or_404(queries.seen_by(request.user, COMMUNE), pk=dossier_id)
    context = {
        **reading.context(found, COMMUNE, timezone.now()),
        "may_check": policies.may_check(request.user, found, COMMUNE.level),
        "may_sign": policies.may_sign_report(request.user, found),
    }
    return render(request, "dossiers/commune_dossier.html", context)


def take_in(request: MemberRequest, dossier_id: int) -> HttpResponse:
    """Begin the check."""
    done = _("Đã tiếp nhận hồ sơ để kiểm tra.")
    return act(request, dossier_id, COMMUNE, services.take_in, done)


def forward(request: MemberRequest, dossier_id: int) -> HttpResponse:
    """Send the dossier with its signed report to the province."""
    done = _("Đã gửi hồ sơ lên tỉnh.")
    return act(request, dossier_id, COMMUNE, services.forward, done)


def draw_up(request: MemberRequest, dossier_id: int) -> HttpResponse:
    """Make the signed Form 03 into a paper and open it."""
    found = get_object_or_404(queries.seen_by(request.user, COMMUNE), pk=dossier_id)
    try:
        paper = services.draw_up_report(
            actor=request.user, dossier=found, at=timezone.now()
        )
    except RuleViolation as refused:
        messages.error(request, refused.message)
        return redirect(COMMUNE.page, found.pk)
    return redirect("papers:paper", paper.pk)
