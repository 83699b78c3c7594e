"""Pages that commune and province share: the check list, sending back."""

from collections.abc import Callable
from http import HTTPStatus

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from saolang.dossiers import check_list as papers
from saolang.dossiers.forms.office import CheckListForm, ReturnForm
from saolang.dossiers.models import Dossier
from saolang.dossiers.offices import Office
from saolang.dossiers.queries import offices as queries
from saolang.dossiers.services import review
from saolang.kernel.calendar import local_date
from saolang.kernel.errors import RuleViolation
from saolang.people.access import MemberRequest
from saolang.ui.forms import status_of


def _found(request: MemberRequest, dossier_id: int, office: Office) -> Dossier:
    return get_object_or_404(queries.seen_by(request.user, office), pk=dossier_id)


def act(
    request: MemberRequest,
    dossier_id: int,
    office: Office,
    verb: Callable[..., object],
    done: str,
) -> HttpResponse:
    """Do one act of an office with a dossier and go back to its page."""
    found = _found(request, dossier_id, office)
    try:
        verb(actor=request.user, dossier=found, at=timezone.now())
    except RuleViolation as refused:
        messages.error(request, refused.message)
    else:
        messages.success(request, done)
    return redirect(office.page, found.pk)


def _rows(dossier: Dossier, office: Office) -> list[papers.Row]:
    today = local_date(timezone.now())
    links = queries.handed_over(dossier, queries.latest_snapshot(dossier))
    return papers.rows(dossier, office, links, today)


def check_list(request: MemberRequest, dossier_id: int, office: Office) -> HttpResponse:
    """Go through the papers line by line; the plain button saves all of them."""
    dossier = _found(request, dossier_id, office)
    rows = _rows(dossier, office)
    mark = papers.mark(queries.checks_of(dossier, office))
    form = CheckListForm(request.POST or None, rows=rows, initial={"version": mark})
    is_open = dossier.status == office.checking
    if not is_open and not form.is_bound:
        form.lock()
    status = HTTPStatus.OK
    if request.method == "POST" and form.is_valid():
        try:
            _save(request, dossier, office, form)
        except RuleViolation as refused:
            form.stand_on(mark)
            form.add_error(None, refused.message)
            status = HTTPStatus.CONFLICT
        else:
            messages.success(request, _("Đã lưu danh mục giấy tờ."))
            return redirect(office.page, dossier.pk)
    context = {
        "dossier": dossier,
        "office": office,
        "form": form,
        "conflict": status == HTTPStatus.CONFLICT,
        "is_open": is_open,
        "save_url": office.address("save_checks", dossier),
        "return_url": office.address("return", dossier),
    }
    return render(request, "dossiers/review_check_list.html", context, status=status)


def save_checks(
    request: MemberRequest, dossier_id: int, office: Office
) -> HttpResponse:
    """Keep the check list while the officer goes on; answers with its new mark."""
    dossier = _found(request, dossier_id, office)
    form = CheckListForm(request.POST, rows=_rows(dossier, office))
    if not form.is_valid():
        message = _("Có dòng chưa đúng. Hãy xem lại các ghi chú vừa viết.")
        return JsonResponse(
            {"message": message}, status=HTTPStatus.UNPROCESSABLE_ENTITY
        )
    try:
        mark = _save(request, dossier, office, form)
    except RuleViolation as refused:
        return JsonResponse({"message": refused.message}, status=HTTPStatus.CONFLICT)
    return JsonResponse({"version": mark})


def _save(
    request: MemberRequest, dossier: Dossier, office: Office, form: CheckListForm
) -> str:
    return review.save_checks(
        actor=request.user,
        dossier=dossier,
        office=office,
        findings=form.findings(),
        seen=form.cleaned_data["version"],
        at=timezone.now(),
    )


def return_dossier(
    request: MemberRequest, dossier_id: int, office: Office
) -> HttpResponse:
    """Send the dossier back with one complete list of what is missing."""
    dossier = _found(request, dossier_id, office)
    form = ReturnForm(request.POST or None, rows=_rows(dossier, office))
    if request.method == "POST" and form.is_valid():
        try:
            review.return_dossier(
                actor=request.user,
                dossier=dossier,
                office=office,
                items=form.listed(),
                answer_by=form.cleaned_data["answer_by"],
                note=form.cleaned_data["note"],
                at=timezone.now(),
            )
        except RuleViolation as refused:
            form.add_error(refused.field or None, refused.message)
        else:
            messages.success(request, _("Đã trả hồ sơ và báo cho cơ sở."))
            return redirect(office.page, dossier.pk)
    context = {
        "dossier": dossier,
        "office": office,
        "form": form,
        "is_open": dossier.status == office.checking,
    }
    status = status_of(form)
    return render(request, "dossiers/review_return.html", context, status=status)
