"""The cost table of a province's office: what steps and papers take there."""

from http import HTTPStatus

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from saolang.dossiers.forms.planner import CostForm, SubjectForm
from saolang.dossiers.pages import costs as page
from saolang.dossiers.queries import costs as queries
from saolang.dossiers.services import costs as services
from saolang.geography.models import AdminUnit
from saolang.people.access import MemberRequest


def table(request: MemberRequest) -> HttpResponse:
    """Look the table through, change a line in its place."""
    unit = get_object_or_404(
        AdminUnit, pk=getattr(queries.unit_of(request.user), "pk", 0)
    )
    which = SubjectForm(request.POST or None)
    form, subject, status = None, "", HTTPStatus.OK
    if request.method == "POST":
        subject = which.cleaned_data["subject"] if which.is_valid() else ""
        form = CostForm(request.POST, auto_id=f"id_{subject.replace(':', '-')}_%s")
        if subject and form.is_valid():
            services.write_cost(
                actor=request.user,
                unit=unit,
                subject=subject,
                cost=form.cost(),
                at=timezone.now(),
            )
            messages.success(request, _("Đã lưu."))
            return _back(request, subject)
        status = HTTPStatus.UNPROCESSABLE_ENTITY
    words = request.GET.get("q", "")[:80]
    rows = list(page.rows(queries.table_of(unit), words, subject, form))
    context = {"unit": unit, "rows": rows, "words": words, "wrong": subject}
    return render(request, "dossiers/costs.html", context, status=status)


def reset(request: MemberRequest) -> HttpResponse:
    """Go back to the guess on one line."""
    unit = get_object_or_404(
        AdminUnit, pk=getattr(queries.unit_of(request.user), "pk", 0)
    )
    which = SubjectForm(request.POST)
    if not which.is_valid():
        return HttpResponse(status=HTTPStatus.UNPROCESSABLE_ENTITY)
    subject = which.cleaned_data["subject"]
    services.drop_cost(actor=request.user, unit=unit, subject=subject)
    messages.success(request, _("Đã về lại mức ước lượng."))
    return _back(request, subject)


def _back(request: MemberRequest, subject: str) -> HttpResponse:
    """The line that was changed, among those that were looked for."""
    query = {"q": words} if (words := request.GET.get("q", "")[:80]) else {}
    anchor = subject.replace(":", "-")
    return redirect(reverse("dossiers:province_costs", query=query, fragment=anchor))
