"""Pages of the register: certificates, and what may happen to one of them."""

from dataclasses import asdict
from http import HTTPStatus

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from saolang.certificates import policies, queries, services
from saolang.certificates.conditions import shown
from saolang.certificates.forms import ExtendForm, RegisterFilter, RevokeForm
from saolang.certificates.history import history
from saolang.certificates.models import Certificate
from saolang.certificates.rules import terms
from saolang.kernel.errors import RuleViolation
from saolang.people.access import MemberRequest

PAGE = 20


def certificate_list(request: MemberRequest) -> HttpResponse:
    """Certificates one may see, those that end soonest first."""
    today = timezone.localdate()
    wanted = RegisterFilter(request.GET).wanted()
    found = queries.register(request.user, today, wanted)
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    context = {
        "form": RegisterFilter(initial=asdict(wanted)),
        "page": page,
        "is_narrowed": wanted != queries.Wanted(),
        "rows": [(row, shown(row, today)) for row in page],
        "counts": queries.counts(request.user, today),
        "decides": policies.may_see_decisions(request.user),
    }
    return render(request, "certificates/list.html", context)


def certificate(request: MemberRequest, certificate_id: int) -> HttpResponse:
    """One certificate: what it is worth, its code, its history."""
    found = _found(request, certificate_id)
    today = timezone.localdate()
    condition = shown(found, today)
    path = queries.public_path(found.code)
    context = {
        "certificate": found,
        "shown": condition,
        "history": history(found, condition.condition),
        "others": [(c, shown(c, today)) for c in queries.of_same_product(found)],
        "window": terms.renewal_window(found.last_day),
        "public_path": path,
        "public_url": queries.public_url(found.code),
        "may_extend": policies.may_extend(request.user, found)
        and not (found.revoked_on or found.superseded_on),
        "may_revoke": policies.may_revoke(request.user, found) and not found.revoked_on,
        "may_read_decision": policies.may_read(request.user, found.decision),
    }
    return render(request, "certificates/certificate.html", context)


def extend(request: MemberRequest, certificate_id: int) -> HttpResponse:
    """Keep a late filer's stars for some time."""
    found = _found(request, certificate_id)
    if not policies.may_extend(request.user, found):
        raise PermissionDenied
    latest = terms.longest_extension(found.last_day)
    form = ExtendForm(_posted(request), initial={"to": latest})
    if form.is_bound and form.is_valid():
        try:
            services.extend(actor=request.user, certificate=found, **form.cleaned_data)
        except RuleViolation as refused:
            form.add_refusal(refused)
        else:
            messages.success(request, _("Đã kéo dài giấy chứng nhận."))
            return redirect(found)
    context = {"certificate": found, "form": form, "latest": latest}
    return _form_page(request, "certificates/extend.html", context, form.is_bound)


def revoke(request: MemberRequest, certificate_id: int) -> HttpResponse:
    """Take the stars back."""
    found = _found(request, certificate_id)
    if not policies.may_revoke(request.user, found):
        raise PermissionDenied
    form = RevokeForm(_posted(request), initial={"on": timezone.localdate()})
    if form.is_bound and form.is_valid():
        try:
            services.revoke(
                actor=request.user,
                certificate=found,
                **form.said(),
                at=timezone.now(),
            )
        except RuleViolation as refused:
            form.add_refusal(refused)
        else:
            messages.success(request, _("Đã thu hồi giấy chứng nhận."))
            return redirect(found)
    context = {"certificate": found, "form": form}
    return _form_page(request, "certificates/revoke.html", context, form.is_bound)


def _found(request: MemberRequest, certificate_id: int) -> Certificate:
    rows = queries.visible_to(request.user).select_related(
        "product__commune__parent", "superseded_by"
    )
    return get_object_or_404(rows, pk=certificate_id)


def _posted(request: MemberRequest) -> QueryDict | None:
    """What was sent, even when that is nothing at all."""
    return request.POST if request.method == "POST" else None


def _form_page(
    request: MemberRequest, template: str, context: dict[str, object], refused: bool
) -> HttpResponse:
    status = HTTPStatus.UNPROCESSABLE_ENTITY if refused else HTTPStatus.OK
    return render(request, template, context, status=status)
