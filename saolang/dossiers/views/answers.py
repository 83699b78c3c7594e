"""A list sent back: the producer answers it, the office settles it."""

from http import HTTPStatus

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from saolang.dossiers.forms.notes import AnswerForm
from saolang.dossiers.offices import Office
from saolang.dossiers.pages import points as pages
from saolang.dossiers.queries import draft as queries
from saolang.dossiers.queries import offices
from saolang.dossiers.services import answers as services
from saolang.kernel.errors import RuleViolation
from saolang.kernel.text import read_number
from saolang.people.access import MemberRequest
from saolang.ui.forms import posted, status_of


def answers(request: MemberRequest, dossier_id: int) -> HttpResponse:
    """Each point with its box, what was changed for it, and where to change it."""
    found = get_object_or_404(queries.own(request.user), pk=dossier_id)
    asked = queries.asked_for(found)
    if asked is None or found.status not in queries.OPEN_TO_PRODUCER:
        messages.info(request, _("Không có danh sách nào đang chờ bạn trả lời."))
        return redirect(found)
    listed = pages.of_request(found, asked)
    mark = pages.mark(listed)
    form = AnswerForm(posted(request), points=listed, initial={"version": mark})
    status = None
    if request.method == "POST" and form.is_valid():
        try:
            services.answer(
                actor=request.user, dossier=found, texts=form.texts(),
                seen=form.cleaned_data["version"], at=timezone.now(),
            )  # fmt: skip
        except RuleViolation as refused:
            form.stand_on(mark)
            form.add_error(refused.field or None, refused.message)
            status = HTTPStatus.CONFLICT if not refused.field else None
        else:
            messages.success(request, _("Đã lưu các câu trả lời."))
            return redirect("dossiers:answers", found.pk)
    context = {
        "dossier": found,
        "asked": asked,
        "form": form,
        "conflict": status is not None,
        "left": sum(not point.is_met for point in listed),
        "earlier": pages.earlier(found, asked),
    }
    status = status or status_of(form)
    return render(request, "dossiers/answers.html", context, status=status)


def settle(request: MemberRequest, dossier_id: int, office: Office) -> HttpResponse:
    """Point, answer and change side by side; the officer ticks what is done."""
    seen = offices.seen_by(request.user, office)
    found = get_object_or_404(seen, pk=dossier_id)
    asked = queries.asked_last(found, office)
    if asked is None:
        messages.info(request, _("Hồ sơ này chưa bị trả lần nào."))
        return redirect(office.page, found.pk)
    if request.method == "POST":
        try:
            services.settle(
                actor=request.user, dossier=found, office=office, at=timezone.now(),
                numbers=[read_number(n) for n in request.POST.getlist("settled")],
            )  # fmt: skip
        except RuleViolation as refused:
            messages.error(request, refused.message)
        else:
            messages.success(request, _("Đã lưu."))
        return redirect(request.path)
    context = {
        "dossier": found,
        "office": office,
        "asked": asked,
        "points": pages.of_request(found, asked),
        "is_open": found.status == office.checking,
        "earlier": pages.earlier(found, asked),
    }
    return render(request, "dossiers/points.html", context)
