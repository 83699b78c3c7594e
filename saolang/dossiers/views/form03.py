"""Pages of Form 03: written by the officer, read and signed by the leader."""

from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from saolang.criteria import library
from saolang.dossiers import form03
from saolang.dossiers.forms.office import ReportForm, SendBackForm, SignForm
from saolang.dossiers.models import Dossier
from saolang.dossiers.offices import COMMUNE
from saolang.dossiers.queries import offices as queries
from saolang.dossiers.services import commune as services
from saolang.kernel.errors import RuleViolation
from saolang.people.access import MemberRequest

CHANGED = "report.changed_meanwhile"


def report(request: MemberRequest, dossier_id: int) -> HttpResponse:
    """Write Form 03; the plain button keeps the draft."""
    found = _found(request, dossier_id)
    form = ReportForm(request.POST or None, initial=_begun(found))
    if request.method == "POST" and form.is_valid():
        try:
            services.save_report(**_written(request, found, form), at=timezone.now())
        except RuleViolation as refused:
            return _report_page(request, found, form, refused)
        messages.success(request, _("Đã lưu bản nháp báo cáo Mẫu 03."))
        return redirect("dossiers:commune_report", found.pk)
    return _report_page(request, found, form)


def propose_report(request: MemberRequest, dossier_id: int) -> HttpResponse:
    """Keep what is written and put it before the leader for signature."""
    found = _found(request, dossier_id)
    form = ReportForm(request.POST)
    form.ask_all()
    if form.is_valid():
        try:
            services.propose_report(**_written(request, found, form), at=timezone.now())
        except RuleViolation as refused:
            return _report_page(request, found, form, refused)
        messages.success(request, _("Đã trình lãnh đạo ký báo cáo Mẫu 03."))
        return redirect(COMMUNE.page, found.pk)
    return _report_page(request, found, form)


def save_report(request: MemberRequest, dossier_id: int) -> HttpResponse:
    """Keep the draft while the officer writes on; answers with its new version."""
    found = _found(request, dossier_id)
    form = ReportForm(request.POST)
    if not form.is_valid():
        message = _("Có ô viết quá dài. Hãy rút gọn rồi lưu lại.")
        return JsonResponse(
            {"message": message}, status=HTTPStatus.UNPROCESSABLE_ENTITY
        )
    try:
        saved = services.save_report(
            **_written(request, found, form), at=timezone.now()
        )
    except RuleViolation as refused:
        return JsonResponse({"message": refused.message}, status=HTTPStatus.CONFLICT)
    return JsonResponse({"version": saved.version})


def sign(request: MemberRequest, dossier_id: int) -> HttpResponse:
    """Read Form 03 and sign exactly the version that was read."""
    found = _found(request, dossier_id)
    form = SignForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            services.sign_report(
                actor=request.user,
                dossier=found,
                version=form.cleaned_data["version"],
                at=timezone.now(),
            )
        except RuleViolation as refused:
            return _sign_page(request, found, SendBackForm(), refused)
        messages.success(request, _("Đã ký báo cáo Mẫu 03. Hồ sơ chờ gửi lên tỉnh."))
        return redirect(COMMUNE.page, found.pk)
    return _sign_page(request, found, SendBackForm())


def send_back(request: MemberRequest, dossier_id: int) -> HttpResponse:
    """Hand the report back to the officer with a note."""
    found = _found(request, dossier_id)
    form = SendBackForm(request.POST)
    if form.is_valid():
        try:
            services.send_report_back(
                actor=request.user,
                dossier=found,
                note=form.cleaned_data["note"],
                at=timezone.now(),
            )
        except RuleViolation as refused:
            return _sign_page(request, found, form, refused)
        messages.success(request, _("Đã chuyển lại cho cán bộ sửa."))
        return redirect(COMMUNE.page, found.pk)
    return _sign_page(request, found, form)


def _found(request: MemberRequest, dossier_id: int) -> Dossier:
    return get_object_or_404(queries.seen_by(request.user, COMMUNE), pk=dossier_id)


def _begun(found: Dossier) -> dict[str, Any]:
    """What Form 03 starts from: the saved draft, or what the producer says."""
    report = queries.report_of(found)
    if report is None:
        product_set = library.load_set(found.pack_id, found.set_slug)
        snapshot = queries.latest_snapshot(found)
        said, links = snapshot.content, queries.handed_over(found, snapshot)
        texts = {
            f"said_{heading.key}": form03.said(heading, product_set, said, links)
            for heading in form03.HEADINGS
        }
        return {"version": 0, "conclusion": form03.DEFAULT_CONCLUSION, **texts}
    texts = {
        f"{part}_{key}": text
        for key, parts in report.findings.items()
        for part, text in parts.items()
    }
    return {"version": report.version, "conclusion": report.conclusion, **texts}


def _written(
    request: MemberRequest, found: Dossier, form: ReportForm
) -> dict[str, Any]:
    return {
        "actor": request.user,
        "dossier": found,
        "findings": form.findings(),
        "conclusion": form.cleaned_data["conclusion"],
        "version": form.cleaned_data["version"],
    }


def _report_page(
    request: MemberRequest,
    found: Dossier,
    form: ReportForm,
    refused: RuleViolation | None = None,
) -> HttpResponse:
    form.ask_all()
    saved = queries.report_of(found)
    changed = refused is not None and refused.code == CHANGED
    if refused:
        form.add_error(refused.field or None, refused.message)
    if changed and saved:
        form.stand_on(saved.version)
    is_open = found.status == COMMUNE.checking and not (saved and saved.proposed_at)
    if not is_open and not form.is_bound:
        form.lock()
    context = {
        "dossier": found,
        "form": form,
        "office": COMMUNE,
        "report": saved,
        "told": form03.told(saved) if saved else [],
        "lines": _lines(found, form),
        "changed": changed,
        "is_open": is_open,
    }
    status = HTTPStatus.CONFLICT if changed else HTTPStatus.OK
    return render(request, "dossiers/commune_report.html", context, status=status)


def _lines(found: Dossier, form: ReportForm) -> list[tuple[Any, ...]]:
    """Each heading of the form, with its two fields and the producer's papers."""
    product_set = library.load_set(found.pack_id, found.set_slug)
    links = queries.handed_over(found, queries.latest_snapshot(found))
    return [
        (heading, said, finding, form03.papers_of(heading, product_set, links))
        for heading, said, finding in form.headings()
    ]


def _sign_page(
    request: MemberRequest,
    found: Dossier,
    form: SendBackForm,
    refused: RuleViolation | None = None,
) -> HttpResponse:
    report = queries.report_of(found)
    if refused:
        messages.error(request, refused.message)
    context = {
        "dossier": found,
        "office": COMMUNE,
        "form": form,
        "report": report,
        "told": form03.told(report) if report else [],
        "waits": found.status == COMMUNE.checking
        and report is not None
        and report.proposed_at is not None,
    }
    status = HTTPStatus.CONFLICT if refused else HTTPStatus.OK
    return render(request, "dossiers/commune_sign.html", context, status=status)
