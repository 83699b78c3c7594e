"""Pages where an office sets the templates of its papers."""

import csv

from django.conf import settings
from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from saolang.files import links
from saolang.kernel.errors import RuleViolation
from saolang.papers import fields, queries
from saolang.papers.forms import TemplateForm
from saolang.papers.layouts import DOCX, LAYOUTS, Layout
from saolang.papers.models import OfficeTemplate
from saolang.papers.services import templates as services
from saolang.people.access import MemberRequest
from saolang.tasks.idempotency import works_long
from saolang.ui.forms import posted, status_of


def templates(request: MemberRequest) -> HttpResponse:
    """Every kind of paper, and which template it follows."""
    office = queries.office_setting(request.user)
    known = queries.templates_of(office)
    used = {each.kind: each for each in known if each.state == each.State.IN_FORCE}
    rows = [(layout, used.get(kind)) for kind, layout in LAYOUTS.items()]
    context = {"office": office, "rows": rows}
    return render(request, "papers/templates.html", context)


@works_long
def template(request: MemberRequest, kind: str) -> HttpResponse:
    """One kind: fields, the template to begin with, versions; bring a new one."""
    layout, office = _layout(kind), queries.office_setting(request.user)
    form = TemplateForm(posted(request), request.FILES or None)
    if request.method == "POST" and form.is_valid():
        upload = form.cleaned_data["file"]
        try:
            made = services.try_template(
                actor=request.user,
                office=office,
                kind=kind,
                name=upload.name,
                content=upload.read(services.BIGGEST + 1),
                at=timezone.now(),
            )
        except RuleViolation as refused:
            form.add_error("file", refused.message.split("\n"))
        else:
            done = _("Bản %(number)s điền thử được. Xem thử rồi bấm “Dùng mẫu này”.")
            messages.success(request, done % {"number": made.number})
            return redirect("papers:template", kind)
    context = {
        "layout": layout,
        "office": office,
        "form": form,
        "fields": fields.table(kind),
        "example": "{{ " + fields.FIELDS[kind][0].name + " }}",
        "pdf_by_office": bool(settings.OFFICE_PROGRAM),
        "versions": queries.templates_of(office).filter(kind=kind),
    }
    return render(request, "papers/template.html", context, status=status_of(form))


def fields_list(request: MemberRequest, kind: str) -> HttpResponse:
    """The fields of a kind as a table a spreadsheet opens."""
    _layout(kind)
    answer = HttpResponse(content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="truong-{kind}.csv"'
    answer.write("\ufeff")
    rows = csv.writer(answer)
    rows.writerow(["Trường", "Ý nghĩa", "Ví dụ", "Thuộc danh sách"])
    rows.writerows(fields.table(kind))
    return answer


def default(request: MemberRequest, kind: str) -> FileResponse:
    """Our own template, to begin with."""
    word = _layout(kind).word
    return FileResponse(
        word.open("rb"), as_attachment=True, filename=word.name, content_type=DOCX
    )


def sample(request: MemberRequest, template_id: int) -> HttpResponse:
    """How a version comes out, as PDF where there is one."""
    found = _version(request, template_id)
    file = found.sample_pdf or found.sample
    inline = found.sample_pdf is not None
    url = links.url_for(file, reader=request.user, at=timezone.now(), inline=inline)
    return redirect(url)


def use(request: MemberRequest, template_id: int) -> HttpResponse:
    """Use this version from now on."""
    found = _version(request, template_id)
    services.put_in_force(actor=request.user, template=found, at=timezone.now())
    done = _("Từ nay văn bản lập theo mẫu bản %(number)s.") % {"number": found.number}
    messages.success(request, done)
    return redirect("papers:template", found.kind)


def use_default(request: MemberRequest, kind: str) -> HttpResponse:
    """Go back to the standard template."""
    _layout(kind)
    office = queries.office_setting(request.user)
    services.withdraw(actor=request.user, office=office, kind=kind)
    messages.success(request, _("Từ nay văn bản lập theo mẫu chuẩn."))
    return redirect("papers:template", kind)


def _layout(kind: str) -> Layout:
    if kind not in LAYOUTS:
        raise Http404
    return LAYOUTS[kind]


def _version(request: MemberRequest, template_id: int) -> OfficeTemplate:
    office = queries.office_setting(request.user)
    return get_object_or_404(queries.templates_of(office), pk=template_id)
