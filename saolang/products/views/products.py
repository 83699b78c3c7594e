"""A producer's pages about its own products."""

from datetime import date
from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from saolang.criteria import library
from saolang.files import links
from saolang.kernel.errors import RuleViolation
from saolang.people.access import MemberRequest
from saolang.people.models import Producer
from saolang.products import queries, story
from saolang.products.forms import PhotosForm, ProductForm, values_of
from saolang.products.models import Product
from saolang.products.rules import sets
from saolang.products.services import products as services
from saolang.ui.forms import posted, status_of
from saolang.ui.naming import named


@login_required
@require_safe
def mine(request: MemberRequest) -> HttpResponse:
    """Every product a person's producers make."""
    today = timezone.localdate()
    cards = [
        {
            "product": product,
            "set_name": _set_name(product.set_slug, today),
            "photo": _cover(product),
        }
        for product in queries.products_of(request.user)
    ]
    return render(request, "products/mine.html", {"cards": cards})


@login_required
@require_safe
def sets_found(request: MemberRequest) -> HttpResponse:
    """The sets that what is typed may belong to, while it is typed."""
    return render(request, "products/new.html#found", _search(request))


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: MemberRequest) -> HttpResponse:
    """Find the set by typing what the product is, then describe the product."""
    producers = list(queries.producers_of(request.user))
    producer = _chosen(producers, request)
    slug = request.GET.get("bo", "")
    entry = sets.entry_on(slug, timezone.localdate())
    context = {"producers": producers, "producer": producer, "entry": entry}
    if entry is None:
        return render(request, "products/new.html", context | _search(request))
    named = {"name": request.GET.get("q", "")}
    form = ProductForm(posted(request), producer=producer, initial=named)
    if request.method == "POST" and form.is_valid():
        try:
            product = services.register(
                actor=request.user,
                producer=producer,
                set_slug=entry.slug,
                description=form.description(),
                at=timezone.now(),
            )
        except RuleViolation as refused:
            form.add_error(_field(form, refused), refused.message)
        else:
            messages.success(request, _("Đã đăng ký sản phẩm."))
            return redirect(product)
    context |= {"form": form}
    return render(request, "products/new.html", context, status=status_of(form))


@login_required
@require_safe
def product(request: MemberRequest, product_id: int) -> HttpResponse:
    """One product as its owner sees it, and what to do with it next."""
    found = get_object_or_404(queries.products_of(request.user), pk=product_id)
    return _page(request, found, PhotosForm())


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: MemberRequest, product_id: int) -> HttpResponse:
    """Change what is said of a product."""
    found = get_object_or_404(queries.products_of(request.user), pk=product_id)
    form = ProductForm(
        posted(request), producer=found.producer, initial=values_of(found)
    )
    context: dict[str, Any] = {"product": found, "form": form}
    changed = False
    if request.method == "POST" and form.is_valid():
        try:
            services.describe(
                actor=request.user,
                product=found,
                version=form.cleaned_data["version"] or 0,
                description=form.description(),
            )
        except RuleViolation as refused:
            form.add_error(_field(form, refused), refused.message)
            if changed := refused.code == "product.changed":
                context["theirs"] = _differences(form, found)
                form.stand_on(found.version)
        else:
            messages.success(request, _("Đã lưu sản phẩm."))
            return redirect(found)
    status = HTTPStatus.CONFLICT if changed else status_of(form)
    return render(request, "products/edit.html", context, status=status)


@login_required
@require_POST
def add_photos(request: MemberRequest, product_id: int) -> HttpResponse:
    """Take in pictures; those refused say why, the others stay."""
    found = get_object_or_404(queries.products_of(request.user), pk=product_id)
    form = PhotosForm(request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, found, form, status=422)
    added = services.add_photos(
        actor=request.user,
        product=found,
        uploads=form.cleaned_data["photos"],
        at=timezone.now(),
    )
    if added.count:
        said = ngettext("Đã nhận %d ảnh.", "Đã nhận %d ảnh.", added.count)
        messages.success(request, said % added.count)
    for name, reason in added.refused:
        messages.error(request, f"{name}: {reason}")
    return redirect(found)


@login_required
@require_POST
def remove_photo(
    request: MemberRequest, product_id: int, photo_id: int
) -> HttpResponse:
    """Take a picture off the product."""
    found = get_object_or_404(queries.products_of(request.user), pk=product_id)
    photo = next((each for each in found.photos.all() if each.pk == photo_id), None)
    if photo is not None:
        services.remove_photo(actor=request.user, photo=photo)
        messages.success(request, _("Đã bỏ ảnh."))
    return redirect(found)


def _page(
    request: HttpRequest, found: Product, photos: PhotosForm, status: int = 200
) -> HttpResponse:
    shown = queries.shown_photos(found)
    context = {
        "product": found,
        "told": story.told(found, "vi"),
        "set": sets.entry_on(found.set_slug, timezone.localdate()),
        "photos": [(photo, links.public_url(photo.file)) for photo in shown],
        "waiting": [photo for photo in found.photos.all() if photo not in shown],
        "photos_form": photos,
        "next_url": reverse(settings.PRODUCT_NEXT_URL, args=[found.pk]),
    }
    return render(request, "products/product.html", context, status=status)


def _cover(found: Product) -> str:
    shown = queries.shown_photos(found)
    return links.public_url(shown[0].file) if shown else ""


def _search(request: HttpRequest) -> dict[str, Any]:
    """What was typed, the sets that fit it, and all of them where none was found."""
    typed = request.GET.get("q", "")[:160]
    pack = sets.pack_on(timezone.localdate())
    return {
        "typed": typed,
        "found": library.search_sets(pack, typed) if typed else (),
        "all_sets": library.sets(pack),
        "producer_id": request.GET.get("chu-the", ""),
    }


def _chosen(producers: list[Producer], request: HttpRequest) -> Producer:
    """The producer named in the address, or the only one, or the first."""
    wanted = request.GET.get("chu-the")
    if not producers:
        raise Http404
    if wanted:
        for producer in producers:
            if str(producer.pk) == wanted:
                return producer
        raise Http404
    return producers[0]


def _field(form: ProductForm, refused: RuleViolation) -> str | None:
    return refused.field if refused.field in form.fields else None


def _differences(form: ProductForm, found: Product) -> list[tuple[str, str]]:
    """What the product says now where it is not what was typed: label and value."""
    theirs = values_of(found) | {"commune": found.commune}
    return [
        (str(form.fields[name].label), str(theirs[name]))
        for name, typed in form.cleaned_data.items()
        if name != "version" and theirs[name] != typed
    ]


def _set_name(slug: str, day: date) -> str:
    entry = sets.entry_on(slug, day)
    return named(entry) if entry else slug
