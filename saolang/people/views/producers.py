"""Pages of a producer: its data, its people, the invitations to it."""

from http import HTTPStatus

from django.contrib import messages
from django.contrib.auth import login
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from saolang.kernel.errors import RuleViolation
from saolang.people import access, policies, queries
from saolang.people.access import MemberRequest
from saolang.people.forms.accounts import InvitedForm
from saolang.people.forms.fields import add_refusal
from saolang.people.forms.producers import Clash, CommuneForm, InviteForm, ProducerForm
from saolang.people.models import Producer
from saolang.people.rules import login as logins
from saolang.people.services import producers
from saolang.ui.forms import posted, status_of

BACKEND = "saolang.people.backends.LoginBackend"
PER_PAGE = 25
SHOWN = 50


def communes(request: MemberRequest) -> HttpResponse:
    """The list of communes under the box, while somebody types a name."""
    context = {"form": CommuneForm(initial=request.GET.dict())}
    return render(request, "people/producer_form.html#communes", context)


def producer_list(request: MemberRequest) -> HttpResponse:
    """The producers of one's area, or one's own."""
    typed = request.GET.get("q", "")
    found = queries.producers_called(queries.producers_for(request.user), typed)
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "typed": typed, "helps": policies.may_help(request.user)}
    return render(request, "people/producers.html", context)


def new_producer(request: MemberRequest) -> HttpResponse:
    """Enter a producer; the commune is found by any name it ever had."""
    access.require(policies.may_register_producer(request.user))
    if request.method == "POST" and "find" in request.POST:
        form = ProducerForm(initial=request.POST.dict())
    else:
        form = ProducerForm(posted(request), initial=_representative(request))
    if request.method == "POST" and form.is_bound and form.is_valid():
        producers.register_producer(actor=request.user, data=form.cleaned_data)
        messages.success(request, _("Đã ghi cơ sở. Giờ hãy thêm sản phẩm đầu tiên."))
        return redirect("web:desk")
    return render(
        request, "people/producer_form.html", {"form": form}, status=status_of(form)
    )


def _representative(request: MemberRequest) -> dict[str, str]:
    return {
        "representative_name": request.user.full_name,
        "phone": request.user.phone,
        "email": request.user.email,
    }


@never_cache
def producer(request: MemberRequest, producer_id: int) -> HttpResponse:
    """A producer's data, with the confidential part covered."""
    found = get_object_or_404(queries.producers_for(request.user), pk=producer_id)
    return _show(request, found, {})


@never_cache
def reveal(request: MemberRequest, producer_id: int) -> HttpResponse:
    """The same page with the confidential part open once; the look is recorded."""
    found = get_object_or_404(queries.producers_for(request.user), pk=producer_id)
    return _show(request, found, producers.reveal(actor=request.user, producer=found))


def _show(
    request: MemberRequest, found: Producer, revealed: dict[str, str]
) -> HttpResponse:
    covered = {
        name: logins.masked(value) if (value := getattr(found, name)) else ""
        for name in producers.CONFIDENTIAL
    }
    context = {
        "producer": found,
        "confidential": revealed or covered,
        "is_revealed": bool(revealed),
        "has_confidential": any(covered.values()),
        "may_edit": policies.may_edit_producer(request.user, found),
        "may_ask": policies.may_ask_to_help(request.user, found),
    }
    return render(request, "people/producer.html", context)


@never_cache
def edit_producer(request: MemberRequest, producer_id: int) -> HttpResponse:
    """Change a producer's data; whoever comes second sees both versions."""
    found = get_object_or_404(queries.own_producers(request.user), pk=producer_id)
    clashes: list[Clash] | None = None
    if request.method == "POST" and "find" in request.POST:
        form = ProducerForm(initial=request.POST.dict(), instance=found)
    else:
        seen = {"commune": found.commune_id, "version": found.version}
        form = ProducerForm(posted(request), instance=found, initial=seen)
    if request.method == "POST" and form.is_bound and form.is_valid():
        try:
            producers.edit_producer(
                actor=request.user,
                producer=found,
                data=form.cleaned_data,
                version=form.cleaned_data["version"] or 0,
            )
        except RuleViolation as refused:
            found.refresh_from_db()
            clashes = form.clashes_with(found)
            add_refusal(form, refused)
        else:
            messages.success(request, _("Đã lưu thông tin cơ sở."))
            return redirect(found)
    context = {"form": form, "producer": found, "clashes": clashes}
    status = status_of(form) if clashes is None else HTTPStatus.CONFLICT
    return render(request, "people/producer_form.html", context, status=status)


@never_cache
def members(request: MemberRequest, producer_id: int) -> HttpResponse:
    """Who acts for the producer, and who is invited."""
    found = get_object_or_404(queries.own_producers(request.user), pk=producer_id)
    return _show_members(request, found, InviteForm())


@never_cache
def invite(request: MemberRequest, producer_id: int) -> HttpResponse:
    """Invite somebody by e-mail or phone number."""
    found = get_object_or_404(queries.own_producers(request.user), pk=producer_id)
    form = InviteForm(request.POST)
    if form.is_valid():
        try:
            producers.invite(
                actor=request.user,
                producer=found,
                login=form.cleaned_data["login"],
                access_kind=form.cleaned_data["access"],
                until=form.cleaned_data["until"],
                at=timezone.now(),
            )
        except RuleViolation as refused:
            add_refusal(form, refused)
        else:
            messages.success(request, _("Đã tạo lời mời, dùng được trong 7 ngày."))
            return redirect("people:members", found.pk)
    return _show_members(request, found, form)


def _show_members(
    request: MemberRequest, found: Producer, form: InviteForm
) -> HttpResponse:
    context = {
        "producer": found,
        "members": queries.memberships(found),
        "invitations": queries.open_invitations(found),
        "mandates": queries.mandates_of(found)[:SHOWN],
        "today": timezone.localdate(),
        "now": timezone.now(),
        "is_owner": policies.may_manage_members(request.user, found),
        "form": form,
    }
    return render(request, "people/members.html", context, status=status_of(form))


def cancel_invitation(
    request: MemberRequest, producer_id: int, invitation_id: int
) -> HttpResponse:
    """Take an invitation back."""
    found = get_object_or_404(queries.own_producers(request.user), pk=producer_id)
    invitation = get_object_or_404(queries.open_invitations(found), pk=invitation_id)
    producers.cancel_invitation(
        actor=request.user, invitation=invitation, at=timezone.now()
    )
    messages.success(request, _("Đã hủy lời mời."))
    return redirect("people:members", found.pk)


def remove_member(
    request: MemberRequest, producer_id: int, member_id: int
) -> HttpResponse:
    """End somebody's place at the producer."""
    found = get_object_or_404(queries.own_producers(request.user), pk=producer_id)
    member = get_object_or_404(queries.memberships(found), pk=member_id)
    try:
        producers.remove_member(actor=request.user, member=member, at=timezone.now())
    except RuleViolation as refused:
        messages.error(request, refused.message)
    else:
        messages.success(request, _("Đã đưa người này ra khỏi cơ sở."))
    if member.user_id == request.user.pk:
        return redirect("web:desk")
    return redirect("people:members", found.pk)


@never_cache
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """What an invitation offers; accept it with this account, or with a new one."""
    at = timezone.now()
    found = queries.invitation_behind(token)
    is_over = not found or bool(
        found.accepted_at or found.cancelled_at or found.expires_at <= at
    )
    form, why = InvitedForm(posted(request)), ""
    if request.method == "POST" and not is_over:
        try:
            if _accept(request, form, token):
                messages.success(request, _("Bạn đã vào cơ sở."))
                return redirect("web:desk")
        except RuleViolation as refused:
            why = refused.message
    context = {
        "invitation": found,
        "is_over": is_over,
        "has_account": bool(found and queries.account_called(found.login)),
        "why": why,
        "form": form,
    }
    return render(request, "people/invitation.html", context)


def _accept(request: HttpRequest, form: InvitedForm, token: str) -> bool:
    at = timezone.now()
    if request.user.is_authenticated:
        producers.accept_invitation(actor=request.user, token=token, at=at)
        return True
    if not form.is_valid():
        return False
    user = producers.register_and_accept(
        **form.cleaned_data, language=get_language() or "vi", token=token, at=at
    )
    login(request, user, BACKEND)
    return True
