"""Where a story is like another's, side by side."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from saolang.people.access import MemberRequest
from saolang.products import queries as products
from saolang.web import alike


@login_required
@require_safe
def story(request: MemberRequest, product_id: int) -> HttpResponse:
    """What a story shares with others: for its producer, or an office it reached."""
    own = products.products_of(request.user).filter(pk=product_id).first()
    if own:
        findings = alike.for_producer(own, request.GET.get("phan", ""))
        context = {"product": own, "findings": findings, "is_own": True}
        return render(request, "web/alike.html", context)
    product = alike.seen_by(request.user, product_id)
    if product is None:
        raise Http404
    findings = alike.for_office(request.user, product)
    return render(request, "web/alike.html", {"product": product, "findings": findings})
