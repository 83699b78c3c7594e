"""A producer's pages of its dossiers: list, overview, handing in, receipt."""

from http import HTTPStatus

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from saolang.dossiers import (
    ladder,
    overview,
    policies,
    progress,
    reading,
    stops,
    tiles,
)
from saolang.dossiers.forms.draft import SubmitForm
from saolang.dossiers.models import Dossier, DossierKind, Receipt
from saolang.dossiers.offices import COMMUNE, PROVINCE, Office
from saolang.dossiers.pages import missing
from saolang.dossiers.queries import draft as queries
from saolang.dossiers.queries import offices, visible_to
from saolang.dossiers.services import handing_in, starting
from saolang.kernel.errors import RuleViolation
from saolang.people import access
from saolang.people.access import MemberRequest
from saolang.products import queries as products
from saolang.ui.forms import posted


@login_required
@require_safe
def mine(request: MemberRequest) -> HttpResponse:
    """The dossiers of a person's producers, and the products that have none."""
    found = queries.own(request.user)
    page = Paginator(found, 24).get_page(request.GET.get("page"))
    begun = set(found.values_list("product_id", flat=True))
    context = {
        "page": page,
        "rows": [(each, stops.BADGES.get(each.status, "info")) for each in page],
        "unbegun": [
            each for each in products.products_of(request.user) if each.pk not in begun
        ],
    }
    return render(request, "dossiers/mine.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def of_product(request: MemberRequest, product_id: int) -> HttpResponse:
    """The dossiers of one product; begin the first when none is on its way.

    Who has stars goes on from where certificates are kept.
    """
    product = get_object_or_404(products.products_of(request.user), pk=product_id)
    found = list(queries.of_product(product))
    running = queries.open_of(product)
    if request.method == "GET" and running:
        return redirect(running)
    refused = None
    if request.method == "POST":
        try:
            dossier = starting.start(
                actor=request.user,
                product=product,
                kind=DossierKind.FIRST,
                at=timezone.now(),
            )
        except RuleViolation as violation:
            if running:
                return redirect(running)
            refused = violation
        else:
            messages.success(request, _("Đã mở hồ sơ. Mọi thứ bạn viết đều tự lưu."))
            return redirect(dossier)
    context = {
        "product": product,
        "refused": refused,
        "was_recognised": queries.last_recognised(product) is not None,
        "stars_url": reverse(settings.STARS_NEXT_URL, args=[product.pk]),
        "rows": [(each, stops.BADGES.get(each.status, "info")) for each in found],
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if refused else HTTPStatus.OK
    return render(request, "dossiers/of_product.html", context, status=status)


@login_required
@require_safe
def dossier(request: MemberRequest, dossier_id: int) -> HttpResponse:
    """One dossier: its producer's overview, an office's own page, or to be read."""
    found = get_object_or_404(visible_to(request.user), pk=dossier_id)
    if found.product.producer_id in access.standing(request.user).producer_ids:
        return _overview(request, found)
    for office in (COMMUNE, PROVINCE):
        if offices.seen_by(request.user, office).filter(pk=found.pk).exists():
            return redirect(office.address("dossier", found))
    return _read(request, found, PROVINCE)


def _read(request: MemberRequest, found: Dossier, office: Office) -> HttpResponse:
    """What was handed in, with the papers this reader may open."""
    context = reading.context(found, office, timezone.now())
    context["is_closed"] = not policies.may_open_all(request.user, found)
    return render(request, "dossiers/reading.html", context)


def _overview(request: MemberRequest, found: Dossier) -> HttpResponse:
    today = timezone.localdate()
    links = offices.links_of(found)
    look = progress.of(found, links, today)
    asked = queries.asked_for(found)
    receipt = _receipt(found)
    context = overview.context(
        found, look, links, receipt, today, is_asked=asked is not None
    )
    context |= {"asked": asked, "saved": queries.last_saved(found)}
    context["may_withdraw"] &= policies.may_hand_in(request.user, found.product)
    if found.status in offices.RECOGNISED:
        context["stars_url"] = reverse(settings.STARS_NEXT_URL, args=[found.product_id])
    return render(request, "dossiers/overview.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def review(request: MemberRequest, dossier_id: int) -> HttpResponse:
    """Read everything once more, see what is missing, hand the dossier in."""
    found = get_object_or_404(queries.own(request.user), pk=dossier_id)
    form = SubmitForm(posted(request))
    status = HTTPStatus.OK
    if request.method == "POST" and form.is_valid():
        try:
            handing_in.submit(
                actor=request.user,
                dossier=found,
                commitment=form.cleaned_data["commitment"],
                at=timezone.now(),
            )
        except RuleViolation as refused:
            form.add_error(refused.field or None, refused.message)
            status = HTTPStatus.UNPROCESSABLE_ENTITY
        else:
            messages.success(request, _("Đã nộp hồ sơ."))
            return redirect("dossiers:receipt", found.pk)
    if found.status not in queries.OPEN_TO_PRODUCER:
        return redirect(found)
    links = offices.links_of(found)
    look = progress.of(found, links, timezone.localdate())
    context = {
        "dossier": found,
        "form": form,
        "progress": look,
        "may_hand_in": policies.may_hand_in(request.user, found.product),
        "gaps": [(gap, stops.url_of(found, gap)) for gap in look.gaps],
        "rungs": ladder.rungs(found, look.card, look.standing),
        "forms": reading.forms(found, {"form01": found.form01, "form02": found.form02}),
        "steps": stops.steps(found, look, "review"),
        "bar": missing.bar(found, look, links, timezone.localdate()),
        "asked": queries.asked_for(found),
        "stops": look.card.stops,
        "held": tiles.held(found, links, timezone.localdate()),
    }
    return render(request, "dossiers/review.html", context, status=status)


@login_required
@require_safe
def receipt(request: MemberRequest, dossier_id: int) -> HttpResponse:
    """The slip that says the dossier was taken in, for the screen and for paper."""
    found = get_object_or_404(visible_to(request.user), pk=dossier_id)
    slip = _receipt(found)
    if slip is None:
        return redirect(found)
    context = {"dossier": found, "slip": slip, "card": progress.card_of(found)}
    return render(request, "dossiers/receipt.html", context)


@login_required
@require_safe
def handed_in(request: MemberRequest, dossier_id: int) -> HttpResponse:
    """The copy that was handed in last, as the offices read it."""
    found = get_object_or_404(visible_to(request.user), pk=dossier_id)
    if found.filed_at is None:
        return redirect(found)
    return _read(request, found, COMMUNE)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: MemberRequest, dossier_id: int) -> HttpResponse:
    """Ask once, then take the dossier back for good."""
    found = get_object_or_404(queries.own(request.user), pk=dossier_id)
    if request.method == "POST":
        try:
            handing_in.withdraw(actor=request.user, dossier=found, at=timezone.now())
        except RuleViolation as refused:
            messages.error(request, refused.message)
        else:
            messages.success(request, _("Đã rút hồ sơ."))
        return redirect(found)
    return render(request, "dossiers/withdraw.html", {"dossier": found})


def _receipt(found: Dossier) -> Receipt | None:
    """The commune's last slip, with the copy it stands for."""
    slips = found.receipts.filter(level=COMMUNE.level).select_related("snapshot")
    return slips.order_by("-received_at", "-pk").first()
