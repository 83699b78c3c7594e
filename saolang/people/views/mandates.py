"""Pages of helpers: ask a producer, bring its consent, end it."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from saolang.files import links
from saolang.kernel.errors import RuleViolation
from saolang.people import access, policies, queries
from saolang.people.access import MemberRequest
from saolang.people.forms.fields import add_refusal
from saolang.people.forms.mandates import AskForm, ConsentCodeForm, SignedConsentForm
from saolang.people.models import Mandate
from saolang.people.rules import mandates as rules
from saolang.people.services import mandates as services
from saolang.ui.forms import posted, status_of

PER_PAGE, FOUND = 25, 12


def helping(request: MemberRequest) -> HttpResponse:
    """Everyone I help, asked to help, or helped; and whom of my area I could ask."""
    found = queries.mandates_seen_by(request.user).filter(helper=request.user)
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    typed = request.GET.get("q", "")
    area = queries.producers_called(queries.may_be_helped_by(request.user), typed)
    context = {
        "page": page,
        "today": timezone.localdate(),
        "typed": typed,
        "may_ask": access.standing(request.user).has(*access.HELPING_OFFICES),
        "candidates": area[:FOUND] if typed else [],
    }
    return render(request, "people/helping.html", context)


def ask(request: MemberRequest, producer_id: int) -> HttpResponse:
    """Ask a producer of the area to be allowed to write its dossiers."""
    found = get_object_or_404(queries.may_be_helped_by(request.user), pk=producer_id)
    form = AskForm(posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            mandate = services.ask(
                actor=request.user, producer=found, at=timezone.now(),
                **form.cleaned_data,
            )  # fmt: skip
        except RuleViolation as refused:
            add_refusal(form, refused)
        else:
            messages.success(request, _("Đã gửi lời xin giúp cho cơ sở."))
            return redirect(mandate)
    context = {"producer": found, "form": form, "text": rules.TEXTS[rules.CURRENT]}
    return render(request, "people/ask_to_help.html", context, status=status_of(form))


@never_cache
def mandate(request: MemberRequest, mandate_id: int) -> HttpResponse:
    """One mandate: what is agreed, and what each side may do about it."""
    return _show(request, _found(request, mandate_id))


def agree(request: MemberRequest, mandate_id: int) -> HttpResponse:
    """The owner says yes."""
    found = _found(request, mandate_id)
    try:
        services.agree(actor=request.user, mandate=found, at=timezone.now())
    except RuleViolation as refused:
        messages.error(request, refused.message)
    else:
        messages.success(request, _("Bạn đã đồng ý. Thu lại lúc nào cũng được."))
    return redirect(found)


def agree_on_paper(request: MemberRequest, mandate_id: int) -> HttpResponse:
    """Bring the signed sheet."""
    found = _found(request, mandate_id)
    form = SignedConsentForm(request.POST, request.FILES)
    if form.is_valid():
        try:
            services.agree_on_paper(
                actor=request.user, mandate=found, at=timezone.now(),
                upload=form.cleaned_data["file"],
            )  # fmt: skip
        except RuleViolation as refused:
            add_refusal(form, refused)
        else:
            messages.success(
                request, _("Đã nhận bản ký. Tệp được kiểm tra rồi mới tính.")
            )
            return redirect(found)
    return _show(request, found, sheet=form)


def agree_by_code(request: MemberRequest, mandate_id: int) -> HttpResponse:
    """Type the code the household read out."""
    found = _found(request, mandate_id)
    form = ConsentCodeForm(request.POST)
    if form.is_valid():
        try:
            is_right = services.agree_by_code(
                actor=request.user, mandate=found, at=timezone.now(),
                code=form.cleaned_data["code"],
            )  # fmt: skip
        except RuleViolation as refused:
            add_refusal(form, refused)
        else:
            if is_right:
                messages.success(
                    request, _("Cơ sở đã đồng ý. Bạn viết hồ sơ được rồi.")
                )
                return redirect(found)
            form.add_error("code", _("Mã chưa đúng. Hãy nghe lại và gõ lại."))
    return _show(request, found, code=form)


def end(request: MemberRequest, mandate_id: int) -> HttpResponse:
    """Say no, take the yes back, or stop helping."""
    found = _found(request, mandate_id)
    services.end(actor=request.user, mandate=found, at=timezone.now())
    messages.success(request, _("Đã dừng. Người này không viết thay cơ sở được nữa."))
    return redirect(found)


@never_cache
def signed_consent(request: MemberRequest, mandate_id: int) -> HttpResponse:
    """Open the signed sheet by a fresh short-lived link."""
    paper = _found(request, mandate_id).paper
    if paper is None:
        raise Http404
    if not paper.is_servable:
        messages.info(request, _("Tệp đang được kiểm tra, chờ một lát."))
        return redirect("people:mandate", mandate_id)
    at = timezone.now()
    url = links.url_for(paper, reader=request.user, at=at, inline=True)
    return HttpResponseRedirect(url)


def _found(request: MemberRequest, mandate_id: int) -> Mandate:
    return get_object_or_404(queries.mandates_seen_by(request.user), pk=mandate_id)


def _show(
    request: MemberRequest,
    found: Mandate,
    *,
    sheet: SignedConsentForm | None = None,
    code: ConsentCodeForm | None = None,
) -> HttpResponse:
    waits = not (found.agreed_at or found.ended_at)
    live = Mandate.objects.live().filter(pk=found.pk)
    context = {
        "mandate": found,
        "text": rules.TEXTS[found.text_version],
        "is_waiting": waits,
        "is_in_force": live.exists(),
        "is_over": found.ended_at or found.ends_on < timezone.localdate(),
        "is_owner": policies.may_manage_members(request.user, found.producer),
        "may_end": policies.may_end_mandate(request.user, found),
        "brings": waits and policies.may_take_up(request.user, found),
        "sheet": sheet or SignedConsentForm(),
        "code": code or ConsentCodeForm(),
    }
    typed = sheet or code
    status = status_of(typed) if typed else 200
    return render(request, "people/mandate.html", context, status=status)
