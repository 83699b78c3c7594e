"""A producer's pages about the places where it makes things."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from saolang.kernel.errors import RuleViolation
from saolang.people.access import MemberRequest
from saolang.products import queries
from saolang.products.forms import SiteForm
from saolang.products.services import sites as services
from saolang.ui.forms import posted, status_of


@login_required
@require_safe
def sites(request: MemberRequest) -> HttpResponse:
    """Every place where a person's producers make things."""
    context = {
        "sites": queries.own_sites(request.user),
        "producers": queries.producers_of(request.user),
    }
    return render(request, "products/sites.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: MemberRequest, producer_id: int) -> HttpResponse:
    """Enter a place where things are made."""
    producer = get_object_or_404(queries.producers_of(request.user), pk=producer_id)
    form = SiteForm(posted(request), producer=producer)
    if request.method == "POST" and form.is_valid():
        try:
            services.open_site(
                actor=request.user, producer=producer, place=form.place()
            )
        except RuleViolation as refused:
            form.add_error(refused.field or None, refused.message)
        else:
            messages.success(request, _("Đã thêm nơi sản xuất."))
            return redirect("products:sites_kept")
    return _form(request, form, {"producer": producer})


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: MemberRequest, site_id: int) -> HttpResponse:
    """Change what is said of a place."""
    found = get_object_or_404(queries.own_sites(request.user), pk=site_id)
    known = {name: getattr(found, name) for name in ("name", "address", "commune")}
    form = SiteForm(posted(request), producer=found.producer, initial=known)
    if request.method == "POST" and form.is_valid():
        try:
            services.describe_site(actor=request.user, site=found, place=form.place())
        except RuleViolation as refused:
            form.add_error(refused.field or None, refused.message)
        else:
            messages.success(request, _("Đã lưu nơi sản xuất."))
            return redirect("products:sites_kept")
    return _form(request, form, {"producer": found.producer, "site": found})


@login_required
@require_POST
def close(request: MemberRequest, site_id: int) -> HttpResponse:
    """Close a place, or open it again."""
    found = get_object_or_404(queries.own_sites(request.user), pk=site_id)
    if found.closed_on:
        services.reopen_site(actor=request.user, site=found)
        messages.success(request, _("Đã mở lại nơi sản xuất."))
    else:
        services.close_site(actor=request.user, site=found, on=timezone.localdate())
        messages.success(request, _("Đã đóng nơi sản xuất. Giấy tờ vẫn còn."))
    return redirect("products:sites_kept")


def _form(
    request: MemberRequest, form: SiteForm, context: dict[str, Any]
) -> HttpResponse:
    return render(
        request, "products/site.html", context | {"form": form}, status=status_of(form)
    )
