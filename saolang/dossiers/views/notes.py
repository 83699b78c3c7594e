"""Words between a producer and the offices, criterion by criterion."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from saolang.dossiers import progress
from saolang.dossiers.forms.notes import NoteForm
from saolang.dossiers.models import Dossier
from saolang.dossiers.pages import talk
from saolang.dossiers.queries import notes as queries
from saolang.dossiers.services import notes as services
from saolang.kernel.errors import RuleViolation
from saolang.kernel.text import read_number
from saolang.people.access import MemberRequest
from saolang.ui.forms import posted, status_of


def notes(request: MemberRequest, dossier_id: int) -> HttpResponse:
    """One conversation, the list of all, and a box to answer in."""
    found = _found(request, dossier_id)
    criterion = _criterion(found, request.GET.get("tieu-chi", ""))
    form = NoteForm(posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            services.write(
                actor=request.user, dossier=found, criterion=criterion,
                text=form.cleaned_data["text"], at=timezone.now(),
            )  # fmt: skip
        except RuleViolation as refused:
            form.add_error(refused.field or None, refused.message)
        else:
            messages.success(request, _("Đã gửi lời nhắn."))
            return redirect(queries.url_of(found, criterion))
    if request.method == "GET":
        services.mark_read(
            actor=request.user, dossier=found, criterion=criterion, at=timezone.now()
        )
    context = talk.context(found, criterion, request.user) | {"form": form}
    return render(request, "dossiers/notes.html", context, status=status_of(form))


def settle(request: MemberRequest, dossier_id: int) -> HttpResponse:
    """Close a conversation as it was read."""
    found = _found(request, dossier_id)
    criterion = _criterion(found, request.POST.get("criterion", ""))
    try:
        services.settle(
            actor=request.user, dossier=found, criterion=criterion,
            last=read_number(request.POST.get("last", "")), at=timezone.now(),
        )  # fmt: skip
    except RuleViolation as refused:
        messages.error(request, refused.message)
    else:
        messages.success(request, _("Đã đánh dấu xong."))
    return redirect(queries.url_of(found, criterion))


def reopen(request: MemberRequest, dossier_id: int) -> HttpResponse:
    """Open a closed conversation again."""
    found = _found(request, dossier_id)
    criterion = _criterion(found, request.POST.get("criterion", ""))
    services.reopen(actor=request.user, dossier=found, criterion=criterion)
    return redirect(queries.url_of(found, criterion))


def _found(request: MemberRequest, dossier_id: int) -> Dossier:
    return get_object_or_404(queries.talkable(request.user), pk=dossier_id)


def _criterion(dossier: Dossier, typed: str) -> str:
    """The criterion an address names; one the sheet has not is the whole dossier."""
    return typed if typed in progress.card_of(dossier).criteria else ""
