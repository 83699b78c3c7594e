"""Papers of a draft: attach, use again, take out, open."""

from http import HTTPStatus

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
)

from saolang.dossiers import progress, stops, tiles
from saolang.dossiers.forms.draft import PapersForm
from saolang.dossiers.forms.papers import UsesForm
from saolang.dossiers.models import Dossier
from saolang.dossiers.pages import missing
from saolang.dossiers.queries import draft as queries
from saolang.dossiers.queries.offices import links_of
from saolang.dossiers.services import evidence as services
from saolang.dossiers.services import story
from saolang.dossiers.services.evidence import Use
from saolang.evidence import queries as evidence
from saolang.evidence.models import Evidence
from saolang.evidence.policies import may_open
from saolang.evidence.rules import catalogue
from saolang.kernel.errors import RuleViolation
from saolang.people.access import MemberRequest
from saolang.products import queries as products
from saolang.ui.forms import posted, status_of


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def papers(request: MemberRequest, dossier_id: int) -> HttpResponse:
    """The papers of a dossier; send more, several at once."""
    found = get_object_or_404(queries.own(request.user), pk=dossier_id)
    card = progress.card_of(found)
    asked = {
        "kind": request.GET.get("giay", ""),
        "criteria": request.GET.getlist("tieu-chi"),
    }
    form = PapersForm(posted(request), request.FILES or None, card=card, initial=asked)
    refused: tuple[tuple[str, str], ...] = ()
    if request.method == "POST" and form.is_valid():
        try:
            attached = services.attach(
                actor=request.user,
                dossier=found,
                uploads=form.cleaned_data["uploads"],
                particulars=form.particulars(),
                criteria=form.cleaned_data["criteria"],
                at=timezone.now(),
            )
        except RuleViolation as violation:
            field = violation.field if violation.field in form.fields else None
            form.add_error(field, violation.message)
        else:
            for paper in attached.known:
                told = _("“%(title)s” đã có từ trước: hồ sơ dùng luôn giấy ấy.")
                messages.info(request, told % {"title": paper.title})
            if attached.papers:
                count = len(attached.papers)
                told = ngettext(
                    "Đã nhận %(count)d tệp.", "Đã nhận %(count)d tệp.", count
                )
                messages.success(request, told % {"count": count})
            if not attached.refused:
                return redirect("dossiers:papers", found.pk)
            refused = attached.refused
    return _page(request, found, form, refused)


def _page(
    request: MemberRequest,
    found: Dossier,
    form: PapersForm,
    refused: tuple[tuple[str, str], ...],
) -> HttpResponse:
    today = timezone.localdate()
    used = links_of(found)
    look = progress.of(found, used, today)
    on = stops.judging_day(found, today)
    is_wrong = refused or form.errors
    context = {
        "dossier": found,
        "form": form,
        "refused": refused,
        "wanted": tiles.wanted(found, look, 5),
        "held": tiles.held(found, used, on),
        "usable": tiles.usable(found, on),
        "steps": stops.steps(found, look, progress.PAPERS),
        "bar": missing.bar(found, look, used, today),
        "is_open": found.status in queries.OPEN_TO_PRODUCER,
        "has_story": products.has_story(found.product),
        "judged_on": on,
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if is_wrong else HTTPStatus.OK
    return render(request, "dossiers/papers.html", context, status=status)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def place(request: MemberRequest, dossier_id: int, paper_id: int) -> HttpResponse:
    """Say what a paper is used for: criteria, pages and what each proves."""
    found = get_object_or_404(queries.own(request.user), pk=dossier_id)
    paper = _paper(found, paper_id)
    used = [each for each in links_of(found) if each.evidence_id == paper.pk]
    form = UsesForm(
        posted(request),
        card=progress.card_of(found),
        kind=paper.kind,
        uses=[Use(each.criterion, each.pages, each.proves) for each in used],
    )
    if request.method == "POST" and form.is_valid():
        try:
            services.place(
                actor=request.user,
                dossier=found,
                paper=paper,
                uses=form.uses(),
                at=timezone.now(),
            )
        except RuleViolation as refused:
            field = refused.field if refused.field in form.fields else None
            form.add_error(field, refused.message)
        else:
            messages.success(request, _("Đã lưu giấy này trong hồ sơ."))
            return redirect("dossiers:papers", found.pk)
    context = {
        "dossier": found,
        "paper": paper,
        "form": form,
        "is_used": bool(used),
        "may_open": may_open(request.user, paper),
        "is_open": found.status in queries.OPEN_TO_PRODUCER,
        "kind_name": catalogue.name_of(paper.kind),
        "expired_on": tiles.expired_on(paper, found, timezone.localdate()),
    }
    return render(request, "dossiers/place_paper.html", context, status=status_of(form))


@login_required
@require_POST
def take_out(request: MemberRequest, dossier_id: int, paper_id: int) -> HttpResponse:
    """Take a paper out of the dossier; it stays among the producer's papers."""
    found = get_object_or_404(queries.own(request.user), pk=dossier_id)
    paper = _paper(found, paper_id)
    try:
        services.take_out(actor=request.user, dossier=found, paper=paper)
    except RuleViolation as refused:
        messages.error(request, refused.message)
    else:
        messages.success(request, _("Đã bỏ giấy này khỏi hồ sơ."))
    return redirect("dossiers:papers", found.pk)


@login_required
@require_POST
def use_story(request: MemberRequest, dossier_id: int) -> HttpResponse:
    """Print the story of the product and use it as a paper of the dossier."""
    found = get_object_or_404(queries.own(request.user), pk=dossier_id)
    try:
        story.use_story(actor=request.user, dossier=found, at=timezone.now())
    except RuleViolation as refused:
        messages.error(request, refused.message)
    else:
        messages.success(request, _("Đã in câu chuyện thành một giấy của hồ sơ."))
    return redirect("dossiers:papers", found.pk)


def _paper(found: Dossier, paper_id: int) -> Evidence:
    kept = evidence.of_producer(found.product.producer)
    return get_object_or_404(kept, pk=paper_id)
