"""Beginning the dossier of a product."""

from datetime import datetime

from django.db import transaction

from saolang.audit import ledger
from saolang.criteria.regimes import DossierKind, regime_for
from saolang.criteria.scorecard import SetStatus
from saolang.dossiers import (
    fields,
    policies,
    progress,
)
from saolang.dossiers.models import Dossier
from saolang.dossiers.queries import draft as queries
from saolang.kernel.calendar import local_date
from saolang.kernel.errors import RuleViolation
from saolang.people import access
from saolang.people.models import User
from saolang.products.models import Product


@transaction.atomic
def start(*, actor: User, product: Product, kind: str, at: datetime) -> Dossier:
    """Begin the dossier of a product; a product has one on its way at a time."""
    product = Product.objects.select_for_update().get(pk=product.pk)
    access.require(policies.may_write_of(actor, product))
    if queries.open_of(product):
        raise RuleViolation(
            "dossier.open_exists", "Sản phẩm này đang có một hồ sơ chưa xong."
        )
    ruling = regime_for(local_date(at), DossierKind(kind))
    form01, form02 = fields.first_answers(product)
    dossier = Dossier(
        product=product,
        kind=kind,
        regime=ruling.regime,
        pack_id=ruling.pack_id,
        set_slug=product.set_slug,
        commune=product.commune,
        form01=form01,
        form02=form02,
        created_by=actor,
        status_since=at,
    )
    if progress.card_of(dossier).status is not SetStatus.COMPLETE:
        raise RuleViolation(
            "dossier.set_incomplete",
            "Bộ tiêu chí của sản phẩm này chưa đủ để chấm. Hãy hỏi cơ quan OCOP tỉnh.",
        )
    dossier.save()
    ledger.record(actor=actor.pseudonym, verb="dossier.started", subject=dossier)
    return dossier
