"""Pages that commune and province share: the check list, sending back."""

from collections.abc import Callable
from http import HTTPStatus

from django.contrib import messages
from django.forms import BoundField
from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from saolang.dossiers import check_list as papers
from saolang.dossiers.check_list import Part
from saolang.dossiers.forms.office import CheckListForm, ReturnForm
from saolang.dossiers.models import Dossier
from saolang.dossiers.offices import Office
from saolang.dossiers.queries import draft as drafts
from saolang.dossiers.queries import notes as talk
from saolang.dossiers.queries import offices as queries
from saolang.dossiers.services import review
from saolang.kernel.errors import RuleViolation
from saolang.people.access import MemberRequest
from saolang.people.queries import has_helped
from saolang.ui.forms import status_of

_PAGES = {Part.PAPERS: "check_list", Part.CRITERIA: "criteria"}
_SAVES = {Part.PAPERS: "save_checks", Part.CRITERIA: "save_criteria"}


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


def check_list(
    request: MemberRequest, dossier_id: int, office: Office, part: Part
) -> HttpResponse:
    """Go through one half line by line; the plain button saves all of them."""
    dossier = _found(request, dossier_id, office)
    rows = papers.part_rows(part, dossier, office, timezone.localdate())
    mark = papers.mark(papers.of_part(part, queries.checks_of(dossier, office)))
    form = CheckListForm(request.POST or None, rows=rows, initial={"version": mark})
    is_open = dossier.status == office.checking
    if not is_open and not form.is_bound:
        form.lock()
    status = HTTPStatus.OK
    if request.method == "POST" and form.is_valid():
        try:
            _save(request, dossier, office, part, form)
        except RuleViolation as refused:
            form.stand_on(mark)
            form.add_error(None, refused.message)
            status = HTTPStatus.CONFLICT
        else:
            messages.success(request, _("Đã lưu phần kiểm tra."))
            return redirect(office.page, dossier.pk)
    context = {
        "dossier": dossier,
        "office": office,
        "form": form,
        "conflict": status == HTTPStatus.CONFLICT,
        "is_open": is_open,
        "save_url": office.address(_SAVES[part], dossier),
        "part": part,
        "halves": _halves(dossier, office, part),
        "lines": _lines(form, dossier, request),
        "has_helped": has_helped(request.user, dossier.product.producer),
        "return_url": office.address("return", dossier),
    }
    return render(request, "dossiers/review_check_list.html", context, status=status)


def save_checks(
    request: MemberRequest, dossier_id: int, office: Office, part: Part
) -> HttpResponse:
    """Keep the check list while the officer goes on; answers with its new mark."""
    dossier = _found(request, dossier_id, office)
    rows = papers.part_rows(part, dossier, office, timezone.localdate())
    form = CheckListForm(request.POST, rows=rows)
    if not form.is_valid():
        message = _("Có dòng chưa đúng. Hãy xem lại các ghi chú vừa viết.")
        return JsonResponse(
            {"message": message}, status=HTTPStatus.UNPROCESSABLE_ENTITY
        )
    try:
        mark = _save(request, dossier, office, part, form)
    except RuleViolation as refused:
        return JsonResponse({"message": refused.message}, status=HTTPStatus.CONFLICT)
    return JsonResponse({"version": mark})


def _halves(dossier: Dossier, office: Office, part: Part) -> list[dict[str, object]]:
    """The tabs of the two halves."""
    labels = {Part.PAPERS: _("Theo giấy tờ"), Part.CRITERIA: _("Theo tiêu chí")}
    tabs: list[dict[str, object]] = [
        {
            "label": label,
            "url": office.address(_PAGES[each], dossier),
            "current": each is part,
        }
        for each, label in labels.items()
    ]
    if drafts.asked_last(dossier, office):
        url = office.address("points", dossier)
        tabs.append({"label": _("Các điểm đã yêu cầu"), "url": url, "current": False})
    return tabs


def _lines(
    form: CheckListForm, dossier: Dossier, request: MemberRequest
) -> list[tuple[papers.Row, BoundField, BoundField, talk.Talk]]:
    """Each line with its two fields and the conversation about it."""
    talks = talk.by_criterion(dossier, request.user)
    return [
        (row, state, note, talks.get(row.code) or talk.empty(dossier, row.code))
        for row, state, note in form.lines()
    ]


def _save(
    request: MemberRequest,
    dossier: Dossier,
    office: Office,
    part: Part,
    form: CheckListForm,
) -> str:
    return review.save_checks(
        actor=request.user,
        dossier=dossier,
        office=office,
        findings=form.findings(),
        seen=form.cleaned_data["version"],
        part=part,
        at=timezone.now(),
    )


def return_dossier(
    request: MemberRequest, dossier_id: int, office: Office
) -> HttpResponse:
    """Send the dossier back with one complete list of what is missing."""
    dossier = _found(request, dossier_id, office)
    rows = papers.wanting(dossier, office, timezone.localdate())
    form = ReturnForm(request.POST or None, rows=rows)
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
