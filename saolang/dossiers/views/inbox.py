"""Send papers of any kind, then say what each one is."""

import re
from collections.abc import Callable
from datetime import datetime
from http import HTTPStatus
from typing import Any

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
    require_safe,
)

from saolang.dossiers.forms.papers import SendForm
from saolang.dossiers.models import Dossier
from saolang.dossiers.pages import inbox as pages
from saolang.dossiers.pages.inbox import Row, Target
from saolang.dossiers.queries import draft as dossiers
from saolang.dossiers.services import inbox as services
from saolang.dossiers.services.inbox import Described
from saolang.evidence import queries as evidence
from saolang.files import queries as files
from saolang.files import reader
from saolang.files.models import Upload
from saolang.kernel.errors import RuleViolation
from saolang.kernel.text import fold, read_number
from saolang.people.access import MemberRequest
from saolang.people.models import Producer
from saolang.products import queries as products
from saolang.tasks.idempotency import works_long


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def inbox(request: MemberRequest, producer_id: int) -> HttpResponse:
    """The files that arrived; say what each is, several at once."""
    producer, target = _found(request, producer_id)
    if request.method == "POST" and "bo" in request.POST:
        return _set_aside(request, producer, target)
    if request.method == "POST":
        try:
            return _put_away(request, producer, target)
        except RuleViolation as refused:  # the dossier was handed in meanwhile
            messages.error(request, refused.message)
            return redirect(pages.address(producer, None))
    page = pages.arrived(request.user, producer, request.GET.get("page"))
    rows = pages.rows(request.user, list(page), producer, target)
    context = pages.context(request.user, producer, target, page, rows)
    return render(request, "dossiers/inbox.html", context | {"form": SendForm()})


def _put_away(
    request: MemberRequest, producer: Producer, target: Target | None
) -> HttpResponse:
    """Save the rows of the page; those refused come back as they were filled in."""
    uploads = _chosen(request, producer, "tep")
    rows = pages.rows(request.user, uploads, producer, target, request.POST)
    one = read_number(request.POST.get("luu", ""))
    wanted = [row for row in rows if one in (0, row.upload.pk)]
    ready = [row for row in wanted if _is_ready(row, is_asked=bool(one))]
    done = services.put_away(
        actor=request.user,
        producer=producer,
        described=[Described(r.upload, r.form.particulars()) for r in ready],
        dossier=target.dossier if target else None,
        criteria=target.criteria if target else (),
        at=timezone.now(),
    )
    for row in ready:
        row.refuse(done.refused.get(row.upload.pk))
    if count := len(done.papers):
        said = ngettext("Đã xếp %(n)d giấy.", "Đã xếp %(n)d giấy.", count)
        messages.success(request, said % {"n": count})
    is_wrong = any(row.form.errors for row in wanted)
    kept = {paper.file_id for paper in done.papers}
    left = [row for row in rows if row.upload.file_id not in kept]
    if not is_wrong and not (one and left):
        return redirect(pages.address(producer, target))
    page = pages.arrived(request.user, producer, request.GET.get("page"))
    context = pages.context(request.user, producer, target, page, left)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if is_wrong else HTTPStatus.OK
    return render(
        request, "dossiers/inbox.html", context | {"form": SendForm()}, status=status
    )


def _is_ready(row: Row, *, is_asked: bool) -> bool:
    """Whether a row can be saved; a file whose kind nobody chose is left to wait."""
    if not row.form.is_valid():
        return False
    if not row.form.cleaned_data["kind"] and is_asked:
        row.form.add_error("kind", _("Hãy chọn loại giấy."))
    return bool(row.form.cleaned_data.get("kind"))


def _set_aside(
    request: MemberRequest, producer: Producer, target: Target | None
) -> HttpResponse:
    """Drop a file that is not needed; what the library has already is used instead."""
    upload = get_object_or_404(
        files.uploads_of(request.user).filter(folder=evidence.folder_of(producer)),
        pk=read_number(request.POST["bo"]),
    )
    try:
        twin = services.use_twin(
            actor=request.user,
            producer=producer,
            upload=upload,
            dossier=target.dossier if target else None,
            criteria=target.criteria if target else (),
            at=timezone.now(),
        )
    except RuleViolation as refused:
        messages.error(request, refused.message)
    else:
        said = _("Đã bỏ tệp “%(name)s”.") % {"name": upload.name}
        if twin and target:
            said = _("Đã dùng “%(title)s” trong hồ sơ.") % {"title": twin.title}
        messages.success(request, said)
    return redirect(pages.address(producer, target))


@login_required
@require_POST
def send(request: MemberRequest, producer_id: int) -> HttpResponse:
    """Files sent with the form itself, where no script sends them in pieces."""
    producer, target = _found(request, producer_id)
    form = SendForm(request.POST, request.FILES)
    refused: tuple[tuple[str, str], ...] = ()
    if form.is_valid():
        sent = services.send(
            actor=request.user,
            producer=producer,
            contents=form.cleaned_data["uploads"],
            at=timezone.now(),
        )
        refused = sent.refused
        if sent.count:
            said = ngettext("Đã nhận %(n)d tệp.", "Đã nhận %(n)d tệp.", sent.count)
            messages.success(request, said % {"n": sent.count})
        if not refused:
            return redirect(pages.address(producer, target))
    page = pages.arrived(request.user, producer, None)
    rows = pages.rows(request.user, list(page), producer, target)
    context = pages.context(request.user, producer, target, page, rows)
    context |= {"form": form, "refused": refused}
    return render(request, "dossiers/inbox.html", context, status=422)


@login_required
@require_safe
def arrived_file(
    request: MemberRequest, producer_id: int, upload_id: int
) -> HttpResponse:
    """Look at a file that arrived, page by page."""
    producer, _target = _found(request, producer_id)
    folder = evidence.folder_of(producer)
    waiting = files.arrived(request.user, folder).filter(file__state="accepted")
    found = get_object_or_404(waiting, pk=upload_id)
    assert found.file is not None  # noqa: S101
    return reader.answer(
        request,
        file=found.file,
        reader=request.user,
        template="dossiers/arrived_file.html",
        context={"heading": found.name, "producer": producer},
    )


@works_long
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def join(request: MemberRequest, producer_id: int) -> HttpResponse:
    """Put photos in page order, then make one paper of them."""
    producer, target = _found(request, producer_id)
    chosen = _chosen(request, producer, "chon")
    name, refused = str(request.POST.get("ten", "")).strip()[:80], ""
    if request.method == "POST":
        try:
            services.join(
                actor=request.user,
                producer=producer,
                uploads=chosen,
                name=f"{name or _('Giấy gộp')}.pdf",
                at=timezone.now(),
            )
        except RuleViolation as violation:
            refused = violation.message
        else:
            messages.success(request, _("Đã gộp thành một giấy. Hãy chọn loại giấy."))
            return redirect(pages.address(producer, target))
    context = {
        "producer": producer,
        "target": target,
        "photos": [
            (photo, pages.picture(request.user, producer, photo))
            for photo in _ordered(chosen, request)
        ],
        "name": name,
        "refused": refused,
    }
    return render(
        request, "dossiers/join_photos.html", context, status=422 if refused else 200
    )


def _ordered(chosen: list[Upload], request: MemberRequest) -> list[Upload]:
    """The photos in the order they had, sorted anew or one of them moved a place."""
    if way := _ORDERS.get(request.GET.get("xep", "")):
        return sorted(chosen, key=way)
    order = list(chosen)
    for name, step in (("len", -1), ("xuong", 1)):
        pk = read_number(request.GET.get(name, ""))
        here = next((i for i, each in enumerate(order) if each.pk == pk), None)
        if here is not None and 0 <= here + step < len(order):
            order[here], order[here + step] = order[here + step], order[here]
    return order


def _by_name(upload: Upload) -> list[tuple[int, str]]:
    """Names in the order people read them: `anh 2` before `anh 10`."""
    parts = re.findall(r"\d+|\D+", fold(upload.name))
    return [(int(p[:15]), "") if p.isdecimal() else (-1, p) for p in parts]


def _by_time(upload: Upload) -> tuple[datetime, int]:
    return upload.created_at, upload.pk


_ORDERS: dict[str, Callable[[Upload], Any]] = {"ten": _by_name, "gio": _by_time}


def _chosen(request: MemberRequest, producer: Producer, name: str) -> list[Upload]:
    """The files that wait which a form names, in the order it names them."""
    named = request.POST if request.method == "POST" else request.GET
    ids = list(dict.fromkeys(map(read_number, named.getlist(name))))
    folder = evidence.folder_of(producer)
    found = files.arrived(request.user, folder).in_bulk(ids)
    return [found[pk] for pk in ids if pk in found]


def _found(request: MemberRequest, producer_id: int) -> tuple[Producer, Target | None]:
    """The producer, and the dossier of it that the page was opened from."""
    producer = get_object_or_404(products.producers_of(request.user), pk=producer_id)
    asked = request.GET.get("ho-so")
    dossier: Dossier | None = None
    if asked:
        own = dossiers.own(request.user).filter(product__producer=producer)
        dossier = get_object_or_404(own, pk=read_number(asked))
    return producer, pages.target(dossier, request.GET)
