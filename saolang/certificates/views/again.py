"""Where a product with stars goes on: an upgrade, or rated again before they end."""

from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from saolang.certificates import queries
from saolang.certificates.conditions import shown
from saolang.certificates.forms import AgainForm
from saolang.certificates.rules import terms
from saolang.dossiers.queries import draft as dossiers
from saolang.dossiers.services import starting
from saolang.kernel.errors import RuleViolation
from saolang.people.access import MemberRequest
from saolang.products import queries as products
from saolang.ui.forms import posted, status_of


def again(request: MemberRequest, product_id: int) -> HttpResponse:
    """The stars a product holds, and the dossier to begin with them in hand."""
    product = get_object_or_404(products.products_of(request.user), pk=product_id)
    today = timezone.localdate()
    held = queries.of_products([product.pk], today).get(product.pk)
    running = dossiers.open_of(product)
    form = AgainForm(posted(request), stars=held.stars if held else 0)
    if request.method == "POST" and form.is_valid():
        try:
            begun = starting.start(
                actor=request.user,
                product=product,
                kind=form.cleaned_data["kind"],
                stars=held.stars if held else None,
                at=timezone.now(),
            )
        except RuleViolation as refused:
            form.add_error(None, refused.message)
        else:
            messages.success(request, _("Đã mở hồ sơ. Mọi thứ bạn viết đều tự lưu."))
            return redirect("dossiers:carried", begun.pk)
    context: dict[str, Any] = {
        "product": product,
        "held": held,
        "running": running,
        "form": form,
    }
    if held:
        context |= {
            "shown": shown(held, today),
            "window": terms.renewal_window(held.last_day),
            "filing": terms.filing(held.last_day, today),
        }
    status = status_of(form) if request.method == "POST" else HTTPStatus.OK
    return render(request, "certificates/again.html", context, status=status)
