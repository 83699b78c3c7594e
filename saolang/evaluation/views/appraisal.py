"""Advisers' pages: the dossiers that wait, and one appraisal."""

from http import HTTPStatus

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from saolang.criteria import library
from saolang.dossiers.models import Dossier
from saolang.evaluation import queries
from saolang.evaluation.forms import (
    AnswerByForm,
    read_entry,
    read_report,
)
from saolang.evaluation.models import Appraisal
from saolang.evaluation.pages import appraisal as page
from saolang.evaluation.rules.merging import Entry
from saolang.evaluation.services import appraisal as services
from saolang.kernel.errors import RuleViolation
from saolang.kernel.text import read_number
from saolang.people.access import MemberRequest

CHANGED = "appraisal.changed"


def _found(request: MemberRequest, dossier_id: int) -> Dossier:
    found: Dossier = get_object_or_404(
        queries.dossiers_to_read(request.user), pk=dossier_id
    )
    return found


def _sent(request: MemberRequest, dossier: Dossier) -> tuple[Entry, services.Report]:
    card_set = library.load_set(dossier.pack_id, dossier.set_slug)
    return read_entry(card_set, request.POST), read_report(request.POST)


def _save(
    request: MemberRequest, dossier: Dossier, entry: Entry, report: services.Report
) -> Appraisal:
    return services.save_appraisal(
        actor=request.user,
        dossier=dossier,
        entry=entry,
        report=report,
        version=read_number(request.POST.get("version", "")),
        at=timezone.now(),
    )


def appraisals(request: MemberRequest) -> HttpResponse:
    """The dossiers that wait for the advisory team, and those it reported on."""
    context = {
        "waiting": queries.dossiers_to_appraise(request.user),
        "done": queries.appraised(request.user)[:50],
    }
    return render(request, "evaluation/appraisals.html", context)


def appraisal(request: MemberRequest, dossier_id: int) -> HttpResponse:
    """Propose an option per criterion; the plain button saves."""
    dossier = _found(request, dossier_id)
    if request.method != "POST":
        context = page.context(dossier, request.user)
        return render(
            request, "evaluation/appraisal.html", {**context, "form": AnswerByForm()}
        )
    entry, report = _sent(request, dossier)
    try:
        saved = _save(request, dossier, entry, report)
    except RuleViolation as refused:
        return _refused(request, dossier, entry, report, refused)
    messages.success(request, _("Đã lưu. Chưa gửi báo cáo."))
    return redirect(saved)


def save(request: MemberRequest, dossier_id: int) -> HttpResponse:
    """Keep what is filled in while the adviser goes on."""
    dossier = _found(request, dossier_id)
    try:
        saved = _save(request, dossier, *_sent(request, dossier))
    except RuleViolation as refused:
        clash = refused.code == CHANGED
        status = HTTPStatus.CONFLICT if clash else HTTPStatus.UNPROCESSABLE_ENTITY
        return JsonResponse({"message": refused.message}, status=status)
    return JsonResponse({"version": saved.version})


def submit(request: MemberRequest, dossier_id: int) -> HttpResponse:
    """Report: to the council, back for a supplement, or not eligible."""
    dossier = _found(request, dossier_id)
    entry, report = _sent(request, dossier)
    form = AnswerByForm(request.POST)
    if not form.is_valid():
        wrong = RuleViolation("appraisal.bad_date", "Hạn bổ sung không phải ngày.")
        return _refused(request, dossier, entry, report, wrong, form)
    try:
        sent = services.submit_appraisal(
            actor=request.user,
            dossier=dossier,
            entry=entry,
            report=report,
            version=read_number(request.POST.get("version", "")),
            answer_by=form.cleaned_data["answer_by"],
            at=timezone.now(),
        )
    except RuleViolation as refused:
        return _refused(request, dossier, entry, report, refused, form)
    messages.success(
        request,
        _("Đã gửi: %(what)s.") % {"what": sent.get_recommendation_display()},
    )
    return redirect("evaluation:appraisals")


def _refused(
    request: MemberRequest,
    dossier: Dossier,
    entry: Entry,
    report: services.Report,
    refused: RuleViolation,
    form: AnswerByForm | None = None,
) -> HttpResponse:
    """The page again with everything typed, or both versions side by side."""
    if refused.code == CHANGED:
        context = page.merge_context(dossier, entry, report)
        return render(
            request, "evaluation/merge.html", context, status=HTTPStatus.CONFLICT
        )
    form = form or AnswerByForm(request.POST)
    if refused.field in form.fields:
        form.add_error(refused.field, refused.message)
    context = page.context(
        dossier, request.user, typed=(entry, report), refused=refused
    )
    return render(
        request,
        "evaluation/appraisal.html",
        {**context, "form": form},
        status=HTTPStatus.UNPROCESSABLE_ENTITY,
    )


def tally(request: MemberRequest, dossier_id: int) -> HttpResponse:
    """What the proposals come to so far."""
    dossier = _found(request, dossier_id)
    context = page.context(dossier, request.user)
    return render(request, "evaluation/appraisal_tally.html", context)
