"""Pages for those who open accounts, give offices and issue one-time codes."""

import uuid

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from saolang.kernel.errors import RuleViolation
from saolang.people import policies, queries
from saolang.people.access import MemberRequest
from saolang.people.forms.fields import add_refusal
from saolang.people.forms.offices import NewUserForm, OfficeForm
from saolang.people.models import User
from saolang.people.services import accounts, offices
from saolang.ui.forms import posted, status_of

PER_PAGE = 25


def user_list(request: MemberRequest) -> HttpResponse:
    """Accounts one looks after, with their offices."""
    typed = request.GET.get("q", "")
    found = queries.matching(queries.accounts_for(request.user), typed)
    page = Paginator(queries.with_offices(found), PER_PAGE).get_page(
        request.GET.get("page")
    )
    return render(request, "people/users.html", {"page": page, "typed": typed})


@never_cache
def new_user(request: MemberRequest) -> HttpResponse:
    """Open an officer's account; the one-time code is shown this once."""
    today = {"starts_on": timezone.localdate()}
    form = NewUserForm(posted(request), actor=request.user, initial=today)
    if request.method == "POST" and form.is_valid():
        try:
            person, code = offices.open_account(
                actor=request.user, **form.cleaned_data, at=timezone.now()
            )
        except RuleViolation as refused:
            add_refusal(form, refused)
        else:
            context = {"person": person, "code": code, "is_new": True}
            return render(request, "people/issued.html", context)
    return render(
        request, "people/new_user.html", {"form": form}, status=status_of(form)
    )


@never_cache
def user(request: MemberRequest, public_id: uuid.UUID) -> HttpResponse:
    """One account: its offices, and what may be done with it."""
    person = get_object_or_404(queries.accounts_for(request.user), public_id=public_id)
    return _show(request, person, OfficeForm(actor=request.user, initial=_today()))


def assign(request: MemberRequest, public_id: uuid.UUID) -> HttpResponse:
    """Give the person one more office."""
    person = get_object_or_404(queries.accounts_for(request.user), public_id=public_id)
    form = OfficeForm(request.POST, actor=request.user)
    if form.is_valid():
        try:
            offices.assign(actor=request.user, person=person, **form.cleaned_data)
        except RuleViolation as refused:
            add_refusal(form, refused)
        else:
            messages.success(request, _("Đã giao vai trò."))
            return redirect("people:user", person.public_id)
    return _show(request, person, form)


def _show(request: MemberRequest, person: User, form: OfficeForm) -> HttpResponse:
    context = {
        "person": person,
        "offices": queries.offices_of(person),
        "today": timezone.localdate(),
        "form": form,
        "may_suspend": policies.may_suspend(request.user, person),
        "may_issue_code": policies.may_issue_code(request.user, person),
    }
    return render(request, "people/user.html", context, status=status_of(form))


def _today() -> dict[str, object]:
    return {"starts_on": timezone.localdate()}


def end_assignment(
    request: MemberRequest, public_id: uuid.UUID, assignment_id: int
) -> HttpResponse:
    """Let an office end today."""
    person = get_object_or_404(queries.accounts_for(request.user), public_id=public_id)
    office = get_object_or_404(queries.offices_of(person), pk=assignment_id)
    offices.end_assignment(
        actor=request.user, assignment=office, on=timezone.localdate()
    )
    messages.success(request, _("Đã cho thôi vai trò này."))
    return redirect("people:user", person.public_id)


def suspend(request: MemberRequest, public_id: uuid.UUID) -> HttpResponse:
    """Close the account's door."""
    person = get_object_or_404(queries.accounts_for(request.user), public_id=public_id)
    offices.suspend(actor=request.user, person=person)
    messages.success(request, _("Đã khóa tài khoản."))
    return redirect("people:user", person.public_id)


def reinstate(request: MemberRequest, public_id: uuid.UUID) -> HttpResponse:
    """Open the account's door again."""
    person = get_object_or_404(queries.accounts_for(request.user), public_id=public_id)
    offices.reinstate(actor=request.user, person=person)
    messages.success(request, _("Đã mở lại tài khoản."))
    return redirect("people:user", person.public_id)


@never_cache
def helped(request: MemberRequest) -> HttpResponse:
    """People of one's area who may have forgotten a password."""
    typed = request.GET.get("q", "")
    found = queries.matching(queries.helped_by(request.user), typed)
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "people/helped.html", {"page": page, "typed": typed})


@never_cache
def issue_code(request: MemberRequest, public_id: uuid.UUID) -> HttpResponse:
    """Make a one-time code for somebody who is there or on the phone."""
    person = get_object_or_404(queries.helped_by(request.user), public_id=public_id)
    if request.method != "POST":
        return render(request, "people/issue_code.html", {"person": person})
    code = accounts.issue_code(actor=request.user, person=person, at=timezone.now())
    return render(request, "people/issued.html", {"person": person, "code": code})
