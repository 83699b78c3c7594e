"""A producer's pages about its papers."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from saolang.evidence import queries, services
from saolang.evidence.forms import ParticularsForm, values_of
from saolang.evidence.rules import catalogue, validity
from saolang.files import links
from saolang.kernel.errors import RuleViolation
from saolang.people.access import MemberRequest
from saolang.ui.forms import posted, status_of


@login_required
@require_safe
def mine(request: MemberRequest) -> HttpResponse:
    """Every paper a person's producers keep, newest first."""
    today = timezone.localdate()
    page = Paginator(queries.papers_of(request.user), 24).get_page(
        request.GET.get("page")
    )
    rows = [
        {
            "paper": paper,
            "kind_name": catalogue.name_of(paper.kind),
            "validity": validity.on_day(paper.valid_until, today).value,
        }
        for paper in page
    ]
    return render(request, "evidence/mine.html", {"page": page, "rows": rows})


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def paper(request: MemberRequest, paper_id: int) -> HttpResponse:
    """One paper: look at it, correct what is noted of it."""
    found = get_object_or_404(queries.papers_of(request.user), pk=paper_id)
    form = ParticularsForm(posted(request), initial=values_of(found))
    if request.method == "POST" and form.is_valid():
        try:
            services.describe(
                actor=request.user,
                paper=found,
                particulars=form.particulars(),
                at=timezone.now(),
            )
        except RuleViolation as refused:
            form.add_error(refused.field or None, refused.message)
        else:
            messages.success(request, _("Đã lưu thông tin của giấy."))
            return redirect("evidence:mine")
    return render(
        request,
        "evidence/paper.html",
        {"paper": found, "form": form},
        status=status_of(form),
    )


@login_required
@require_safe
def file(request: MemberRequest, paper_id: int) -> HttpResponse:
    """Open the file of a paper by a fresh short-lived link."""
    found = get_object_or_404(queries.papers_of(request.user), pk=paper_id)
    url = links.url_for(found.file, reader=request.user, at=timezone.now(), inline=True)
    return HttpResponseRedirect(url)
