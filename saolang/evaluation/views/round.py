"""The province office's pages: rounds, councils, new sessions."""

from typing import Any

from django.contrib import messages
from django.forms import BaseForm
from django.forms.models import model_to_dict
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from saolang.criteria import library, regimes
from saolang.dossiers.rules import rounds as legal
from saolang.evaluation import policies, queries
from saolang.evaluation.forms import (
    CouncilForm,
    RoundForm,
    SeatForm,
    SessionForm,
)
from saolang.evaluation.models import Council, CouncilSeat, Round, Session
from saolang.evaluation.services import round as services
from saolang.evaluation.services import session as sitting
from saolang.geography.models import AdminUnit
from saolang.kernel.errors import RuleViolation
from saolang.kernel.text import read_number
from saolang.people.access import MemberRequest, standing
from saolang.people.models import Role
from saolang.people.queries import officers_of
from saolang.ui.forms import status_of

SEATED = (Role.COUNCIL_CHAIR, Role.COUNCIL_SECRETARY, Role.COUNCIL_MEMBER)


def _own_province(request: MemberRequest) -> AdminUnit:
    held = standing(request.user).units(*policies.OFFICER)
    return get_object_or_404(AdminUnit.objects.order_by("pk"), pk=min(held))


def _round(request: MemberRequest, round_id: int) -> Round:
    found: Round = get_object_or_404(queries.rounds_of(request.user), pk=round_id)
    return found


def _council(request: MemberRequest, council_id: int) -> Council:
    found: Council = get_object_or_404(queries.councils_of(request.user), pk=council_id)
    return found


def _suggested() -> dict[str, Any]:
    """The next round that the decision prescribes, with customary working rules."""
    today = timezone.localdate()
    in_force = regimes.regime_for(today, regimes.DossierKind.FIRST)
    coming = legal.upcoming(library.load(in_force.pack_id).rounds, today)[0]
    return {
        **model_to_dict(Round(), fields=services.WORKING_RULES),
        "year": coming.year,
        "number": coming.number,
        "cutoff_on": coming.cutoff_on,
        "hold_by_on": coming.hold_by,
    }


def _form_page(request: MemberRequest, form: BaseForm, title: str) -> HttpResponse:
    context = {"form": form, "title": title}
    status = status_of(form)
    return render(request, "evaluation/form.html", context, status=status)


def rounds(request: MemberRequest) -> HttpResponse:
    """The rounds of the province."""
    return render(
        request, "evaluation/rounds.html", {"rounds": queries.rounds_of(request.user)}
    )


def round_new(request: MemberRequest) -> HttpResponse:
    """Announce a round; dates of the decision are filled in."""
    form = RoundForm(request.POST or None, initial=_suggested())
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        rules = {name: data.pop(name) for name in services.WORKING_RULES}
        try:
            made = services.plan_round(
                actor=request.user,
                unit=_own_province(request),
                working_rules=rules,
                **data,
            )
        except RuleViolation as refused:
            form.add_error(refused.field or None, refused.message)
        else:
            messages.success(request, _("Đã lập đợt đánh giá."))
            return redirect(made)
    return _form_page(request, form, _("Lập đợt đánh giá"))


def round_edit(request: MemberRequest, round_id: int) -> HttpResponse:
    """Change a round's dates, plan or working rules."""
    found = _round(request, round_id)
    form = RoundForm(request.POST or None, instance=_round(request, round_id))
    if request.method == "POST" and form.is_valid():
        try:
            services.amend_round(
                actor=request.user, round=found, values=form.cleaned_data
            )
        except RuleViolation as refused:
            form.add_error(refused.field or None, refused.message)
        else:
            messages.success(request, _("Đã sửa đợt đánh giá."))
            return redirect(found)
    return _form_page(request, form, str(found))


def round_page(request: MemberRequest, round_id: int) -> HttpResponse:
    """One round: its rules, its sessions, the dossiers that may join."""
    found = _round(request, round_id)
    context = {
        "round": found,
        "sessions": queries.sessions_of(request.user).filter(round=found),
        "candidates": queries.schedulable(found),
        "arranges": policies.may_arrange(request.user, found.unit),
    }
    return render(request, "evaluation/round.html", context)


def session_new(request: MemberRequest, round_id: int) -> HttpResponse:
    """Set a sitting."""
    found = _round(request, round_id)
    councils = queries.councils_of(request.user).filter(
        unit=found.unit, dissolved_on=None
    )
    form = SessionForm(request.POST or None, councils=councils)
    if request.method == "POST" and form.is_valid():
        try:
            made: Session = sitting.plan_session(
                actor=request.user,
                round=found,
                council=form.cleaned_data["council"],
                held_at=form.held_at,
                place=form.cleaned_data["place"],
            )
        except RuleViolation as refused:
            form.add_error(refused.field or None, refused.message)
        else:
            messages.success(request, _("Đã lập phiên họp."))
            return redirect(made)
    return _form_page(request, form, _("Lập phiên họp"))


def councils(request: MemberRequest) -> HttpResponse:
    """The councils of the province."""
    context = {"councils": queries.councils_of(request.user)}
    return render(request, "evaluation/councils.html", context)


def council_new(request: MemberRequest) -> HttpResponse:
    """Register the decision that founds a council."""
    form = CouncilForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        made = services.found_council(
            actor=request.user, unit=_own_province(request), **form.cleaned_data
        )
        messages.success(request, _("Đã ghi Hội đồng. Hãy xếp các ghế."))
        return redirect(made)
    return _form_page(request, form, _("Lập Hội đồng"))


def council(request: MemberRequest, council_id: int) -> HttpResponse:
    """One council and its seats."""
    found = _council(request, council_id)
    return _council_page(request, found, _seat_form(request, found))


def _seat_form(request: MemberRequest, found: Council) -> SeatForm:
    return SeatForm(request.POST or None, people=officers_of(found.unit, *SEATED))


def _council_page(
    request: MemberRequest, found: Council, form: SeatForm, status: int = 200
) -> HttpResponse:
    context = {
        "council": found,
        "seats": found.seats.select_related("user").order_by("pk"),
        "form": form,
        "arranges": policies.may_arrange(request.user, found.unit),
    }
    return render(request, "evaluation/council.html", context, status=status)


def seat(request: MemberRequest, council_id: int) -> HttpResponse:
    """Give a seat."""
    found = _council(request, council_id)
    form = _seat_form(request, found)
    if form.is_valid():
        try:
            services.seat_member(actor=request.user, council=found, **form.cleaned_data)
        except RuleViolation as refused:
            form.add_error(refused.field or None, refused.message)
        else:
            messages.success(request, _("Đã xếp ghế."))
            return redirect(found)
    return _council_page(request, found, form, status=422)


def unseat(request: MemberRequest, council_id: int) -> HttpResponse:
    """Take a seat back."""
    found = _council(request, council_id)
    taken = get_object_or_404(
        CouncilSeat.objects.select_related("council"),
        council=found,
        pk=read_number(request.POST.get("seat", "")),
    )
    try:
        services.unseat_member(actor=request.user, seat=taken)
    except RuleViolation as refused:
        messages.error(request, refused.message)
    return redirect(found)
