"""A council member's pages: the list of products, one sheet, stepping back."""

from http import HTTPStatus

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from saolang.evaluation import policies, queries
from saolang.evaluation.forms import RecusalForm, read_entry
from saolang.evaluation.models import ScoreSheet
from saolang.evaluation.pages import sheet as page
from saolang.evaluation.rules.merging import Entry
from saolang.evaluation.services import sheet as services
from saolang.kernel.errors import RuleViolation
from saolang.kernel.text import read_number
from saolang.people.access import MemberRequest
from saolang.ui.forms import status_of

CHANGED = "sheet.changed"


def _own(request: MemberRequest, sheet_id: int) -> ScoreSheet:
    """The member's own sheet; foreign ones do not exist, recused ones are closed."""
    sheet: ScoreSheet = get_object_or_404(queries.sheets_of(request.user), pk=sheet_id)
    if not policies.may_score(request.user, sheet):
        raise PermissionDenied
    return sheet


@never_cache
def sheets(request: MemberRequest) -> HttpResponse:
    """Every product that waits for the member's sheet, and what is already in."""
    context = {"sessions": page.overview(request.user)}
    return render(request, "evaluation/sheets.html", context)


@never_cache
def sheet(request: MemberRequest, sheet_id: int) -> HttpResponse:
    """Score one product; the plain button saves, nothing is lost to another device."""
    own = _own(request, sheet_id)
    if request.method == "POST":
        return _save_and_return(request, own)
    return render(request, "evaluation/sheet.html", page.context(own))


def _save_and_return(request: MemberRequest, own: ScoreSheet) -> HttpResponse:
    entry = read_entry(services.card_of(own), request.POST)
    try:
        services.save_sheet(
            actor=request.user,
            sheet=own,
            entry=entry,
            version=read_number(request.POST.get("version", "")),
            at=timezone.now(),
        )
    except RuleViolation as refused:
        return _refused(request, own, entry, refused)
    messages.success(request, _("Đã lưu phiếu. Chưa nộp."))
    return redirect(own)


@never_cache
def save(request: MemberRequest, sheet_id: int) -> HttpResponse:
    """Keep each tick while the member goes on; answers with the new version."""
    own = _own(request, sheet_id)
    try:
        saved = services.save_sheet(
            actor=request.user,
            sheet=own,
            entry=read_entry(services.card_of(own), request.POST),
            version=read_number(request.POST.get("version", "")),
            at=timezone.now(),
        )
    except RuleViolation as refused:
        clash = refused.code == CHANGED
        status = HTTPStatus.CONFLICT if clash else HTTPStatus.UNPROCESSABLE_ENTITY
        return JsonResponse({"message": refused.message}, status=status)
    return JsonResponse({"version": saved.version})


@never_cache
def submit(request: MemberRequest, sheet_id: int) -> HttpResponse:
    """Hand the sheet in."""
    own = _own(request, sheet_id)
    entry = read_entry(services.card_of(own), request.POST)
    try:
        handed_in = services.submit_sheet(
            actor=request.user,
            sheet=own,
            entry=entry,
            version=read_number(request.POST.get("version", "")),
            at=timezone.now(),
        )
    except RuleViolation as refused:
        return _refused(request, own, entry, refused)
    messages.success(
        request, _("Đã nộp phiếu. Số biên nhận: %(n)s.") % {"n": handed_in.receipt}
    )
    return redirect(own)


def _refused(
    request: MemberRequest, own: ScoreSheet, entry: Entry, refused: RuleViolation
) -> HttpResponse:
    """The sheet again with everything typed, or both versions side by side."""
    if refused.code == CHANGED:
        context = page.merge_context(own, entry)
        return render(
            request, "evaluation/merge.html", context, status=HTTPStatus.CONFLICT
        )
    if refused.code in page.TOO_LATE:
        messages.error(request, refused.message)
        return redirect(own)
    context = page.context(own, typed=entry, refused=refused)
    return render(
        request,
        "evaluation/sheet.html",
        context,
        status=HTTPStatus.UNPROCESSABLE_ENTITY,
    )


@never_cache
def tally(request: MemberRequest, sheet_id: int) -> HttpResponse:
    """The member's own points so far, for the parts of the page that follow them."""
    own = _own(request, sheet_id)
    return render(request, "evaluation/tally.html", page.context(own))


def revise(request: MemberRequest, sheet_id: int) -> HttpResponse:
    """Start a new sheet in place of a submitted one."""
    own = _own(request, sheet_id)
    try:
        own = services.revise_sheet(actor=request.user, sheet=own, at=timezone.now())
    except RuleViolation as refused:
        messages.error(request, refused.message)
    return redirect(own)


def recusal(request: MemberRequest, sheet_id: int) -> HttpResponse:
    """Declare an interest before scoring."""
    own = get_object_or_404(queries.sheets_of(request.user), pk=sheet_id)
    form = RecusalForm(request.POST or None, initial=page.suggested_recusal(own))
    if request.method == "POST" and form.is_valid():
        try:
            services.recuse(
                actor=request.user,
                sheet=own,
                reason=form.cleaned_data["reason"],
                at=timezone.now(),
            )
        except RuleViolation as refused:
            form.add_error(refused.field or None, refused.message)
        else:
            messages.success(request, _("Đã ghi nhận. Bạn không chấm sản phẩm này."))
            return redirect("evaluation:sheets")
    context = {"sheet": own, "form": form}
    return render(request, "evaluation/recusal.html", context, status=status_of(form))
