"""A producer's library of papers: find one, read its story, correct it, replace it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from saolang.dossiers.pages import library as pages
from saolang.dossiers.pages.library import Wanted
from saolang.dossiers.services import evidence as services
from saolang.dossiers.services.evidence import Replaced
from saolang.evidence import policies, queries
from saolang.evidence import services as evidence
from saolang.evidence.forms import ParticularsForm, RenewalForm, values_of
from saolang.evidence.services import AlreadyKept
from saolang.files import queries as files
from saolang.files import reader
from saolang.files.models import StoredFile
from saolang.kernel.errors import RuleViolation
from saolang.people import access
from saolang.people.access import MemberRequest
from saolang.products import queries as products
from saolang.ui.forms import posted, status_of


@login_required
@require_safe
def library(request: MemberRequest) -> HttpResponse:
    """Every paper a person's producers keep, shelf by shelf."""
    wanted = Wanted.read(request.GET)
    today = timezone.localdate()
    context = pages.shown(request.user, wanted, today, request.GET.get("page"))
    context["own"] = products.producers_of(request.user)
    context["tabs"] = pages.tabs(
        wanted, context["counts"], context["total"], request.GET
    )
    return render(request, "dossiers/library.html", context)


@login_required
@require_safe
def paper(request: MemberRequest, paper_id: int) -> HttpResponse:
    """One paper: what it is, its versions, and every dossier it is used in."""
    found = get_object_or_404(queries.papers_of(request.user), pk=paper_id)
    context = pages.history(found, timezone.localdate())
    context["may_open"] = policies.may_open(request.user, found)
    return render(request, "dossiers/kept_paper.html", context)


@login_required
@require_safe
def read(request: MemberRequest, paper_id: int) -> HttpResponse:
    """Read a paper page by page."""
    accepted = queries.papers_of(request.user).filter(
        file__state=StoredFile.State.ACCEPTED
    )
    found = get_object_or_404(accepted, pk=paper_id)
    access.require(policies.may_open(request.user, found))
    return reader.answer(
        request,
        file=found.file,
        reader=request.user,
        template="dossiers/read_paper.html",
        context={"heading": found.title, "paper": found},
    )


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def correct(request: MemberRequest, paper_id: int) -> HttpResponse:
    """Correct what is noted of a paper; the file itself never changes."""
    found = get_object_or_404(queries.papers_of(request.user), pk=paper_id)
    form = ParticularsForm(
        posted(request),
        sites=products.sites_of(found.producer),
        initial=values_of(found),
    )
    if request.method == "POST" and form.is_valid():
        try:
            evidence.describe(
                actor=request.user,
                paper=found,
                particulars=form.particulars(),
                at=timezone.now(),
            )
        except RuleViolation as refused:
            form.add_error(refused.field or None, refused.message)
        else:
            messages.success(request, _("Đã lưu thông tin của giấy."))
            return redirect("dossiers:kept_paper", found.pk)
    context = {"paper": found, "form": form}
    return render(
        request, "dossiers/correct_paper.html", context, status=status_of(form)
    )


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def replace(request: MemberRequest, paper_id: int) -> HttpResponse:
    """Send a newer paper in the place of this one."""
    found = get_object_or_404(queries.papers_of(request.user), pk=paper_id)
    known = {name: values_of(found)[name] for name in ("kind", "title", "site")}
    form = RenewalForm(
        posted(request),
        request.FILES or None,
        sites=products.sites_of(found.producer),
        arrived=files.arrived(request.user, queries.folder_of(found.producer)),
        initial=known | {"issuer": found.issuer},
    )
    context = {"paper": found, "form": form, "newest": queries.newest_of(found)}
    if request.method == "POST" and form.is_valid():
        try:
            done = services.replace(
                actor=request.user,
                paper=found,
                upload=form.source(),
                particulars=form.particulars(),
                at=timezone.now(),
            )
        except AlreadyKept as twin:
            form.add_error("upload", twin.message)
            context["twin"] = twin.paper
        except RuleViolation as refused:
            field = "upload" if refused.field == "file" else refused.field
            form.add_error(field or None, refused.message)
        else:
            _tell(request, done)
            return redirect("dossiers:kept_paper", done.paper.pk)
    return render(
        request, "dossiers/replace_paper.html", context, status=status_of(form)
    )


def _tell(request: MemberRequest, done: Replaced) -> None:
    """Say what happened: the new version, the drafts that use it, pages to look at."""
    count = len(done.dossiers)
    told = ngettext(
        "Đã thay bằng giấy mới; %(count)d hồ sơ đang lập dùng bản mới.",
        "Đã thay bằng giấy mới; %(count)d hồ sơ đang lập dùng bản mới.",
        count,
    )
    plain = _("Đã thay bằng giấy mới. Bản cũ vẫn còn trong lịch sử.")
    messages.success(request, told % {"count": count} if count else plain)
    for dossier in done.pages_cleared:
        said = _(
            "Số trang của giấy mới có thể khác: hãy ghi lại trang cho từng tiêu chí"
            " trong hồ sơ %(product)s."
        )
        messages.warning(request, said % {"product": dossier.product})
