"""The forms of a dossier, to read, print and sign."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from saolang.dossiers.pages import paper_list
from saolang.dossiers.queries import draft as queries
from saolang.dossiers.queries import visible_to
from saolang.dossiers.services import papers as services
from saolang.kernel.errors import RuleViolation
from saolang.kernel.text import slug
from saolang.papers.layouts import DOCX, PDF
from saolang.people.access import MemberRequest, standing

TYPES = {"pdf": PDF, "docx": DOCX}


@login_required
@require_safe
def forms(request: MemberRequest, dossier_id: int) -> HttpResponse:
    """Every form of a dossier: drafts for its producer, and what was handed in."""
    found = get_object_or_404(visible_to(request.user), pk=dossier_id)
    own = found.product.producer_id in standing(request.user).producer_ids
    context = {
        "dossier": found,
        "rows": paper_list.rows(found, request.user, timezone.now()),
        "drafts": own and found.status in queries.OPEN_TO_PRODUCER,
    }
    return render(request, "dossiers/forms.html", context)


@login_required
@require_POST
def draw_up(request: MemberRequest, dossier_id: int, kind: str) -> HttpResponse:
    """Make a form into a paper, once."""
    found = get_object_or_404(visible_to(request.user), pk=dossier_id)
    subject = request.POST.get("subject", "")
    try:
        services.draw_up(
            actor=request.user,
            dossier=found,
            kind=kind,
            subject_id=int(subject) if subject.isdecimal() else 0,
            at=timezone.now(),
        )
    except RuleViolation as refused:
        messages.error(request, refused.message)
    else:
        messages.success(request, _("Đã lập văn bản. Tải về ở dưới đây."))
    return redirect("dossiers:forms", found.pk)


@login_required
@require_safe
def draft_form(
    request: MemberRequest, dossier_id: int, kind: str, form: str
) -> HttpResponse:
    """Form 01 or 02 as the draft stands now."""
    found = get_object_or_404(queries.own(request.user), pk=dossier_id)
    if kind not in services.OWN or form not in TYPES:
        raise Http404
    try:
        made = services.draft_form(found, kind, form, timezone.now())
    except RuleViolation as refused:
        messages.error(request, refused.message)
        return redirect("dossiers:forms", found.pk)
    name = f"{kind}-{slug(found.product.name)[:60]}-nhap.{form}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(made, content_type=TYPES[form], headers=headers)
