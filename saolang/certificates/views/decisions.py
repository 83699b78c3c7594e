"""Pages of decisions: which sessions wait for one, drafting, reading, signing."""

from http import HTTPStatus

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from saolang.certificates import policies, queries, services
from saolang.certificates.forms import SignForm
from saolang.certificates.models import RecognitionDecision
from saolang.kernel.errors import RuleViolation
from saolang.papers import downloads
from saolang.papers import queries as papers
from saolang.people.access import MemberRequest, standing

PAGE = 20


def decision_list(request: MemberRequest) -> HttpResponse:
    """Sessions that wait for a decision, and the decisions there are."""
    return _list_page(request)


def draft(request: MemberRequest, session_id: int) -> HttpResponse:
    """Draft the decision on one concluded session."""
    session = get_object_or_404(queries.sessions_of(request.user), pk=session_id)
    try:
        drafted = services.draft_decision(
            actor=request.user, session=session, at=timezone.now()
        )
    except RuleViolation as refused:
        return _list_page(request, refused)
    messages.success(request, _("Đã lập dự thảo quyết định, chờ lãnh đạo ký."))
    return redirect(drafted)


def decision(request: MemberRequest, decision_id: int) -> HttpResponse:
    """Read a decision and its annex."""
    found = get_object_or_404(queries.decisions_of(request.user), pk=decision_id)
    form = SignForm(initial=_proposed(found))
    return _decision_page(request, found, form)


def sign(request: MemberRequest, decision_id: int) -> HttpResponse:
    """Sign a draft; every recognised product gets its certificate."""
    found = get_object_or_404(queries.decisions_of(request.user), pk=decision_id)
    form = SignForm(request.POST)
    if form.is_valid():
        try:
            issued = services.sign_decision(
                actor=request.user,
                decision=found,
                **form.cleaned_data,
                at=timezone.now(),
            )
        except RuleViolation as refused:
            form.add_refusal(refused)
        else:
            messages.success(
                request,
                ngettext(
                    "Đã ký quyết định và cấp %(n)s giấy chứng nhận.",
                    "Đã ký quyết định và cấp %(n)s giấy chứng nhận.",
                    len(issued),
                )
                % {"n": len(issued)},
            )
            return redirect(found)
    return _decision_page(request, found, form)


def _list_page(
    request: MemberRequest, refused: RuleViolation | None = None
) -> HttpResponse:
    found = Paginator(queries.decisions_of(request.user), PAGE)
    context = {
        "waiting": queries.awaiting_decision(request.user),
        "page": found.get_page(request.GET.get("page")),
        "may_draft": standing(request.user).has(*policies.DRAFTERS),
        "refused": refused.message if refused else "",
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if refused else HTTPStatus.OK
    return render(request, "certificates/decisions.html", context, status=status)


def _decision_page(
    request: MemberRequest, found: RecognitionDecision, form: SignForm
) -> HttpResponse:
    items = queries.recognised_items(found.session) if found.session else []
    paper = found.paper
    context = {
        "decision": found,
        "form": form,
        "files": downloads.of(paper, reader=request.user, at=timezone.now())
        if paper
        else [],
        "items": items,
        "certificates": queries.of_decision(found),
        "awaits_signature": found.session is not None and found.signed_on is None,
        "may_sign": policies.may_sign(request.user, found),
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
    return render(request, "certificates/decision.html", context, status=status)


def _proposed(decision: RecognitionDecision) -> dict[str, object]:
    """What the signature form starts from: the register's next number, today."""
    today = timezone.localdate()
    if decision.unit is None or decision.paper is None:
        return {}
    number = papers.proposed_number(decision.unit, decision.paper.kind, today.year)
    return {"number": number, "signed_on": today}
