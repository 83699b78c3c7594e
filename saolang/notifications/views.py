"""The list of messages behind the bell, how one wants them, and their words."""

from dataclasses import replace

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from saolang.kernel.errors import RuleViolation
from saolang.notifications import queries, services
from saolang.notifications import texts as wordings
from saolang.notifications.forms import ChoicesForm, TextForm
from saolang.notifications.messages import GROUPS, IMPORTANT, MESSAGES
from saolang.notifications.models import Preference
from saolang.people.access import MemberRequest
from saolang.people.forms.fields import add_refusal
from saolang.ui.forms import posted, status_of

PER_PAGE = 20


def notices(request: MemberRequest) -> HttpResponse:
    """Everything I was told."""
    pages = Paginator(queries.notices_of(request.user), PER_PAGE)
    context = {
        "page": pages.get_page(request.GET.get("page")),
        "unread": queries.unread_count(request.user),
    }
    return render(request, "notifications/list.html", context)


def read(request: MemberRequest, notice_id: int) -> HttpResponse:
    """Open one message: it is read now, and the page it speaks of opens."""
    notice = get_object_or_404(queries.notices_of(request.user), pk=notice_id)
    services.mark_read(actor=request.user, notice=notice, at=timezone.now())
    return redirect(notice.url or "notifications:list")


def read_all(request: MemberRequest) -> HttpResponse:
    """Mark every message as read."""
    services.mark_all_read(actor=request.user, at=timezone.now())
    return redirect("notifications:list")


def choices(request: MemberRequest) -> HttpResponse:
    """Choose what reaches me through which channel."""
    form = ChoicesForm(posted(request), person=request.user)
    if request.method == "POST" and form.is_valid():
        services.choose(
            actor=request.user,
            ticked=form.ticked,
            digest=form.cleaned_data.get("digest", Preference.Rhythm.DAILY),
        )
        messages.success(request, _("Đã lưu cách nhận tin."))
        return redirect("notifications:choices")
    context = {"form": form, "always": GROUPS[IMPORTANT]}
    return render(
        request, "notifications/choices.html", context, status=status_of(form)
    )


def texts(request: MemberRequest) -> HttpResponse:
    """Every kind of message and the words it is told in."""
    context = {"kinds": wordings.everything()}
    return render(request, "notifications/texts.html", context)


def text(request: MemberRequest, kind: str, language: str) -> HttpResponse:
    """Read, try and change the words of one kind in one language."""
    wording = _wording(kind, language)
    form = TextForm(
        posted(request), initial={"subject": wording.subject, "body": wording.body}
    )
    if request.method == "POST" and form.is_valid():
        try:
            words = services.judged(kind, language, **form.cleaned_data)
            if "preview" not in request.POST:
                return _kept(request, kind, language, form)
            wording = replace(wording, subject=words[0], body=words[1])
        except RuleViolation as refused:
            add_refusal(form, refused)
    context = {
        "wording": wording,
        "form": form,
        "ours": wordings.default(kind, language),
        "samples": [(name, wordings.SAMPLES[name]) for name in wording.values],
        "tried": "preview" in request.POST and not form.errors,
    }
    return render(request, "notifications/text.html", context, status=status_of(form))


def drop_text(request: MemberRequest, kind: str, language: str) -> HttpResponse:
    """Go back to our words."""
    _wording(kind, language)
    services.drop_text(actor=request.user, kind=kind, language=language)
    messages.success(request, _("Đã về lại lời văn mặc định."))
    return redirect("notifications:text", kind=kind, language=language)


def _kept(
    request: MemberRequest, kind: str, language: str, form: TextForm
) -> HttpResponse:
    services.write_text(
        actor=request.user,
        kind=kind,
        language=language,
        **form.cleaned_data,
        at=timezone.now(),
    )
    messages.success(request, _("Đã lưu. Tin gửi từ bây giờ dùng lời văn này."))
    return redirect("notifications:text", kind=kind, language=language)


def _wording(kind: str, language: str) -> wordings.Wording:
    if kind not in MESSAGES or language not in wordings.LANGUAGES:
        raise Http404
    return wordings.current(kind, language)
