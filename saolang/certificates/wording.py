"""What the decision to recognise and its certificates say, as plain content.

Grounds and articles as in domain practice; no national form is printed in Decision
26/2026, so a province edits the template, not this content.
"""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.utils import translation

from saolang.certificates import queries
from saolang.certificates.models import RecognitionDecision
from saolang.criteria import library
from saolang.dossiers.models import Dossier, DossierKind
from saolang.dossiers.queries.offices import latest_snapshot
from saolang.evaluation.models import Session, SessionItem
from saolang.geography import queries as geography
from saolang.geography.models import AdminUnit
from saolang.kernel import calendar
from saolang.papers import dates
from saolang.products.models import Product

SYMBOL = "QĐ-UBND"
_ANNEX = ("recognised", "approved", "count", "approved_count", "by_stars")
_NAMED = ("product", "specification", "producer")


def issuer(unit: AdminUnit) -> str:
    """`UBND thành phố Hải Phòng`."""
    return f"UBND {unit.full_name}"


def title(session: Session) -> str:
    """Type and subject of the decision, without its number."""
    round_ = session.round
    return (
        "Quyết định công nhận, cấp giấy chứng nhận sản phẩm OCOP "
        f"đợt {round_.number} năm {round_.year}"
    )


def content(decision: RecognitionDecision) -> dict[str, Any]:
    """Everything the paper prints; strings only, no personal data beyond names."""
    with translation.override("vi"):
        return _content(decision)


def _content(decision: RecognitionDecision) -> dict[str, Any]:
    session, unit = decision.session, decision.unit
    if session is None or unit is None:
        raise ValueError("only a decision on a session of a province has a text")
    items = queries.recognised_items(session)
    recognised = [item for item in items if item.outcome == "decision"]
    approved = [item for item in items if item.outcome == "potential_five"]
    return {
        "issuer_top": "ỦY BAN NHÂN DÂN",
        "issuer_name": unit.full_name.upper(),
        "unit": unit.full_name,
        "place": unit.name,
        "symbol": decision.symbol or f"{dates.BLANK}/{SYMBOL}",
        **dates.dateline(decision.signed_on, session.round.year),
        "title": title(session),
        "round": str(session.round.number),
        "round_year": str(session.round.year),
        "council": session.council.name,
        "council_decision": session.council.decision_number,
        "council_decided_on": dates.spelled(session.council.decided_on),
        "session_number": str(session.number),
        "session_on": dates.spelled(calendar.local_date(session.held_at)),
        "recognised": [_row(n, item) for n, item in enumerate(recognised, 1)],
        "approved": [_row(n, item) for n, item in enumerate(approved, 1)],
        "count": f"{len(recognised):02d}",
        "approved_count": f"{len(approved):02d}",
        "by_stars": _by_stars(recognised),
        "signatory": decision.signed_by.full_name if decision.signed_by else "",
        "position": "CHỦ TỊCH",
    }


def annex_of(draft: Mapping[str, Any]) -> dict[str, Any]:
    """The products as the leader read them in the draft: what is signed is that."""
    return {name: draft[name] for name in _ANNEX}


def names_in(annex: Mapping[str, Any], dossier: Dossier) -> dict[str, str]:
    """What the annex calls a product and its producer, whatever they became since."""
    rows = (row for row in annex["recognised"] if row["code"] == dossier.product_code)
    return {name: row[name] for row in rows for name in _NAMED}


def names_on_paper(product: Product, pack_id: str) -> dict[str, str]:
    """The names a certificate prints, with the place's old name beside the new one."""
    return {
        "product": product.name,
        "specification": product.specification,
        "producer": product.producer.name,
        "address": product.producer.address,
        "place": geography.place_line(product.commune),
        "former_place": "; ".join(geography.former_names(product.commune)),
        "set": library.load_set(pack_id, product.set_slug).name_vi,
    }


def _row(place: int, item: SessionItem) -> dict[str, str]:
    dossier = item.dossier
    handed_in = latest_snapshot(dossier).content  # what the council judged
    return {
        "place": str(place),
        "product": handed_in["product"]["name"],
        "specification": handed_in["product"]["specification"],
        "producer": handed_in["producer"]["name"],
        "address": geography.place_line(dossier.commune),
        "set": library.load_set(dossier.pack_id, dossier.set_slug).name_vi,
        "mean": f"{item.mean or Decimal(0):.2f}".replace(".", ","),
        "stars": str(item.stars),
        "kind": str(DossierKind(dossier.kind).label),
        "code": dossier.product_code,
    }


def _by_stars(items: list[SessionItem]) -> str:
    """`04 sản phẩm 4 sao, 02 sản phẩm 3 sao`."""
    counted = [(s, sum(item.stars == s for item in items)) for s in (4, 3)]
    return ", ".join(f"{n:02d} sản phẩm {s} sao" for s, n in counted if n)
