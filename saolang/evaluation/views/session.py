"""Pages of a session: agenda and seats, results, the acts of secretary and chair."""

from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from saolang.dossiers.models import Dossier
from saolang.evaluation import policies, queries
from saolang.evaluation.forms import (
    ConclusionForm,
    DiscussionForm,
    SittingForm,
)
from saolang.evaluation.models import Session, SessionItem
from saolang.evaluation.pages import session as page
from saolang.evaluation.services import closing, records
from saolang.evaluation.services import session as services
from saolang.kernel.errors import RuleViolation
from saolang.kernel.text import read_number
from saolang.people.access import MemberRequest


def _found(request: MemberRequest, session_id: int) -> Session:
    session: Session = get_object_or_404(
        queries.sessions_of(request.user), pk=session_id
    )
    return session


def _item(request: MemberRequest, session: Session, name: str = "item") -> SessionItem:
    return get_object_or_404(
        session.items.select_related("session__round", "dossier__product__producer"),
        pk=read_number(request.POST.get(name, "")),
    )


def _show(
    request: MemberRequest, found: Session, *, status: int = 200, **more: Any
) -> HttpResponse:
    shown = read_number(request.GET.get("sp", ""))
    context = page.context(found, request.user, shown)
    if context["can_read_results"]:
        context["opened"] = page.opened(found)
    context.setdefault("conclusion_form", ConclusionForm())
    context |= more
    return render(request, "evaluation/session.html", context, status=status)


def _act(
    request: MemberRequest, found: Session, act: Callable[[], str], **typed: Any
) -> HttpResponse:
    """Do one act and go back to the session; a refusal keeps what was typed."""
    try:
        messages.success(request, act())
    except RuleViolation as refused:
        return _show(
            request, found, status=HTTPStatus.CONFLICT, refused=refused, **typed
        )
    return redirect(found)


@never_cache
def sessions(request: MemberRequest) -> HttpResponse:
    """The sessions one has a part in."""
    rows = [
        (
            session,
            policies.may_prepare(request.user, session),
            policies.may_read_results(request.user, session),
        )
        for session in queries.sessions_of(request.user)[:50]
    ]
    context = {"rows": rows, "arranges": policies.may_see_rounds(request.user)}
    return render(request, "evaluation/sessions.html", context)


@never_cache
def session(request: MemberRequest, session_id: int) -> HttpResponse:
    """The secretary's page: list, seats, who has submitted, what can be done next."""
    found = _found(request, session_id)
    if not policies.may_prepare(request.user, found):
        raise PermissionDenied
    return _show(request, found)


@never_cache
def results(request: MemberRequest, session_id: int) -> HttpResponse:
    """What came out, for those who may read it; before closing there is nothing."""
    found = _found(request, session_id)
    if not policies.may_read_results(request.user, found):
        raise Http404
    context = {"session": found, "opened": page.opened(found)}
    return render(request, "evaluation/results.html", context)


def agenda(request: MemberRequest, session_id: int) -> HttpResponse:
    """Add a dossier to the list, take one off, or move one up."""
    found = _found(request, session_id)

    def change() -> str:
        if "add" in request.POST:
            dossier = get_object_or_404(
                Dossier.objects.select_related("commune"),
                pk=read_number(request.POST["add"]),
                commune__parent=found.round.unit_id,
            )
            services.schedule(
                actor=request.user, session=found, dossier=dossier, at=timezone.now()
            )
            return _("Đã đưa vào danh sách.")
        if "remove" in request.POST:
            item = _item(request, found, "remove")
            services.unschedule(actor=request.user, item=item, at=timezone.now())
            return _("Đã đưa ra khỏi danh sách.")
        services.raise_item(actor=request.user, item=_item(request, found, "up"))
        return _("Đã đổi thứ tự.")

    return _act(request, found, change)


def move(request: MemberRequest, session_id: int) -> HttpResponse:
    """Set another day or place."""
    found = _found(request, session_id)
    if not policies.may_prepare(request.user, found):
        raise PermissionDenied
    held = timezone.localtime(found.held_at)
    initial = {"held_on": held.date(), "held_time": held.time(), "place": found.place}
    form = SittingForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            services.move_session(
                actor=request.user,
                session=found,
                held_at=form.held_at,
                place=form.cleaned_data["place"],
            )
        except RuleViolation as refused:
            form.add_error(refused.field or None, refused.message)
        else:
            messages.success(request, _("Đã đổi ngày, giờ, nơi họp."))
            return redirect(found)
    context = {"form": form, "title": str(found)}
    return render(request, "evaluation/form.html", context)


def invite(request: MemberRequest, session_id: int) -> HttpResponse:
    """Send the invitations."""
    found = _found(request, session_id)

    def send() -> str:
        count = services.invite(actor=request.user, session=found, at=timezone.now())
        return _("Đã gửi giấy mời cho %(n)s người.") % {"n": count}

    return _act(request, found, send)


def open_session(request: MemberRequest, session_id: int) -> HttpResponse:
    """Freeze the panel and begin to score."""
    found = _found(request, session_id)

    def start() -> str:
        services.open_session(actor=request.user, session=found, at=timezone.now())
        return _("Đã mở phiên. Danh sách thành viên đã chốt, phiếu đã phát.")

    return _act(request, found, start)


def presence(request: MemberRequest, session_id: int) -> HttpResponse:
    """Mark who sits at the table."""
    found = _found(request, session_id)
    present = [read_number(p) for p in request.POST.getlist("present")]

    def mark() -> str:
        services.mark_present(actor=request.user, session=found, present=present)
        return _("Đã ghi có mặt.")

    return _act(request, found, mark)


def remind(request: MemberRequest, session_id: int) -> HttpResponse:
    """Remind those whose sheet is missing."""
    found = _found(request, session_id)
    item = _item(request, found)

    def send() -> str:
        count = services.remind(actor=request.user, session=found, item=item)
        return _("Đã nhắc %(n)s người.") % {"n": count}

    return _act(request, found, send)


def close(request: MemberRequest, session_id: int) -> HttpResponse:
    """End the scoring and open what came out."""
    found = _found(request, session_id)

    def end() -> str:
        closing.close_session(actor=request.user, session=found, at=timezone.now())
        return _("Đã khép chấm. Kết quả ở bên dưới.")

    return _act(request, found, end)


def rescore(request: MemberRequest, session_id: int) -> HttpResponse:
    """Score one product again."""
    found = _found(request, session_id)
    item = _item(request, found)

    def again() -> str:
        closing.score_again(actor=request.user, item=item, at=timezone.now())
        return _("Đã mở chấm lại %(product)s.") % {"product": item.dossier}

    return _act(request, found, again)


def discussion(request: MemberRequest, session_id: int) -> HttpResponse:
    """Note what the members agreed on."""
    found = _found(request, session_id)
    item = _item(request, found)
    form = DiscussionForm(request.POST)
    text = form.cleaned_data["discussion"] if form.is_valid() else ""

    def note() -> str:
        closing.record_discussion(actor=request.user, item=item, text=text)
        return _("Đã ghi kết quả thảo luận.")

    return _act(request, found, note, discussed=item, discussion_form=form)


def conclude(request: MemberRequest, session_id: int) -> HttpResponse:
    """End the session."""
    found = _found(request, session_id)
    form = ConclusionForm(request.POST)
    opinions = form.cleaned_data["opinions"] if form.is_valid() else ""

    def end() -> str:
        closing.conclude(
            actor=request.user, session=found, opinions=opinions, at=timezone.now()
        )
        return _("Phiên đã kết luận. Hồ sơ chuyển sang chờ quyết định.")

    return _act(request, found, end, conclusion_form=form)


def minutes(request: MemberRequest, session_id: int) -> HttpResponse:
    """Draw up the minutes."""
    found = _found(request, session_id)

    def write() -> str:
        records.draw_up_minutes(actor=request.user, session=found, at=timezone.now())
        return _("Đã lập dự thảo biên bản.")

    return _act(request, found, write)
