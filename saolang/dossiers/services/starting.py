"""Beginning the dossier of a product: for the first time, or after a recognition."""

from datetime import datetime
from typing import Any

from django.db import transaction

from saolang.audit import ledger
from saolang.criteria.regimes import DossierKind, regime_for
from saolang.criteria.scorecard import SetStatus
from saolang.dossiers import carried, fields, policies, progress, stops
from saolang.dossiers.models import Dossier, EvidenceLink
from saolang.dossiers.queries import draft as queries
from saolang.dossiers.queries import offices
from saolang.dossiers.rules.carrying import Carried
from saolang.dossiers.services import evidence
from saolang.kernel.calendar import local_date
from saolang.kernel.errors import RuleViolation
from saolang.people import access
from saolang.people.models import User
from saolang.products.models import Product

FIVE = 5


@transaction.atomic
def start(
    *,
    actor: User,
    product: Product,
    kind: str,
    at: datetime,
    stars: int | None = None,
) -> Dossier:
    """Begin the dossier of a product; a product has one on its way at a time.

    `stars` are those it holds on this day, as whoever knows its certificates says: only
    such a product is upgraded or rated again, and starts from what was recognised.
    """
    product = Product.objects.select_for_update().get(pk=product.pk)
    access.require(policies.may_write_of(actor, product))
    _refuse(product, DossierKind(kind), stars)
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
    if kind != DossierKind.FIRST:
        dossier.previous = queries.last_recognised(product)
    found = _carry_answers(dossier, at)
    dossier.save()
    ledger.record(actor=actor.pseudonym, verb="dossier.started", subject=dossier)
    if found and dossier.previous:
        _carry_papers(actor, dossier, dossier.previous, found, at)
    evidence.link_what_fits(actor=actor, dossier=dossier, at=at)
    return dossier


def _refuse(product: Product, kind: DossierKind, stars: int | None) -> None:
    if queries.open_of(product):
        raise RuleViolation(
            "dossier.open_exists", "Sản phẩm này đang có một hồ sơ chưa xong."
        )
    if kind is not DossierKind.FIRST and stars is None:
        raise RuleViolation(
            "dossier.no_stars",
            "Sản phẩm không có sao đang còn hiệu lực, nên không nâng hạng hay đánh giá"
            " lại được. Hãy lập hồ sơ lần đầu.",
        )
    if kind is DossierKind.UPGRADE and stars == FIVE:
        raise RuleViolation(
            "dossier.top_stars",
            "Sản phẩm đang có 5 sao, hạng cao nhất. Khi gần hết hạn, hãy chọn đánh giá"
            " lại.",
        )


def _carry_answers(dossier: Dossier, at: datetime) -> Carried | None:
    """Put in what was handed in last; ticks only where they mean the same today."""
    previous, year = dossier.previous, local_date(at).year
    if previous is None:
        if dossier.kind == DossierKind.RENEWAL:
            dossier.form02 |= carried.years({}, dossier, year)
        return None
    first = (dossier.form01, dossier.form02)
    dossier.form01, dossier.form02 = carried.forms(previous, first, year)
    found = carried.sheet(dossier)
    assert found is not None  # noqa: S101 there is a dossier before
    before = offices.latest_snapshot(previous).content
    dossier.ticks = dict(found.ticks)
    dossier.form02["descriptions"] = carried.descriptions(before, found)
    if found.is_same_sheet:
        gates: dict[str, Any] = before["form02"].get("gates", {})
        dossier.form02["gates"] = dict(gates)
        dossier.unmet_gates = [code for code, holds in gates.items() if not holds]
    return found


def _carry_papers(
    actor: User, dossier: Dossier, previous: Dossier, found: Carried, at: datetime
) -> None:
    """Use again what still holds on the day of the round, in its newest version."""
    on = stops.judging_day(dossier, local_date(at))
    EvidenceLink.objects.bulk_create(
        link
        for paper in carried.papers(previous, on)
        if paper.is_carried
        for link in carried.uses(paper, found, dossier, actor, at)
    )
