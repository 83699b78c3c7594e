"""Pages of the province's OCOP office, and the ministry's counts."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _

from saolang.dossiers import policies, reading, work
from saolang.dossiers.forms.office import ProvinceFilter
from saolang.dossiers.offices import PROVINCE
from saolang.dossiers.queries import offices as queries
from saolang.dossiers.services import province as services
from saolang.dossiers.views.review import act
from saolang.people import access
from saolang.people.access import MemberRequest

PAGE = 20


def work_list(request: MemberRequest) -> HttpResponse:
    """Dossiers that communes sent on, those waiting longest first."""
    form = ProvinceFilter(
        request.GET,
        office=PROVINCE,
        communes=queries.communes_of(request.user),
        sets=queries.sets_of(request.user),
    )
    found = queries.work_list(request.user, PROVINCE, form.wanted())
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    context = {
        "form": form,
        "page": page,
        "rows": work.rows(request.user, PROVINCE, list(page), timezone.now()),
        "figures": work.figures(request.user, PROVINCE),
        "may_write_costs": access.standing(request.user).has(*PROVINCE.officers),
    }
    return render(request, "dossiers/province_list.html", context)


def dossier(request: MemberRequest, dossier_id: int) -> HttpResponse:
    """Read a dossier with the commune's report and see what comes next."""
    found = get_object_or_404(queries.seen_by(request.user, PROVINCE), pk=dossier_id)
    context = {
        **reading.context(found, PROVINCE, timezone.now()),
        "may_check": policies.may_check(request.user, found, PROVINCE.level),
    }
    return render(request, "dossiers/province_dossier.html", context)


def receive(request: MemberRequest, dossier_id: int) -> HttpResponse:
    """Take a forwarded dossier in under the province's own number."""
    return act(
        request, dossier_id, PROVINCE, services.receive, _("Đã tiếp nhận hồ sơ.")
    )


def hand_over(request: MemberRequest, dossier_id: int) -> HttpResponse:
    """Hand a checked dossier to the advisory team."""
    done = _("Đã chuyển hồ sơ cho Tổ tư vấn thẩm định.")
    return act(request, dossier_id, PROVINCE, services.hand_to_advisory, done)


def ministry_overview(request: MemberRequest) -> HttpResponse:
    """How many dossiers each province has at which stage."""
    context = {"rows": queries.by_province()}
    return render(request, "dossiers/ministry_overview.html", context)
