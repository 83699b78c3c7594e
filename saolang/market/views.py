"""The catalogue a shopper browses and a product's public page."""

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language

from saolang.certificates import queries as certificates
from saolang.certificates.rules import terms
from saolang.market import queries
from saolang.market.forms import CatalogueForm
from saolang.products import story

PAGE_SIZE = 24


def catalogue(request: HttpRequest) -> HttpResponse:
    """Find a product by name, producer, place, stars or group."""
    wanted = CatalogueForm(request.GET).wanted()
    rows = queries.catalogue(
        timezone.localdate(),
        text=wanted.get("q", ""),
        stars=wanted.get("sao"),
        group=wanted.get("nhom", ""),
        province=wanted.get("tinh", ""),
    )
    page = Paginator(rows, PAGE_SIZE).get_page(request.GET.get("page"))
    context = {
        "form": CatalogueForm(initial=wanted),
        "page": page,
        "cards": [queries.card(row) for row in page],
        "is_narrowed": any(wanted.values()),
    }
    return render(request, "market/catalogue.html", context)


def product(request: HttpRequest, product_id: int, name: str = "") -> HttpResponse:
    """One product, its people, its story and its stars."""
    certificate = queries.public_product(product_id)
    if certificate is None:
        raise Http404
    today = timezone.localdate()
    shown = certificate.product
    context = {
        "certificate": certificate,
        "product": shown,
        "story": story.told(shown, get_language() or "vi") or story.told(shown, "vi"),
        "story_photos": queries.story_photos(shown),
        "finding": terms.condition(certificate.term, today),
        "photo": queries.photo_url(shown),
        "truth_url": certificates.public_path(certificate.code)
        + ("?lang=en" if get_language() == "en" else ""),
        "others": [queries.card(row) for row in queries.others_of(shown, today)],
    }
    return render(request, "market/product.html", context)
