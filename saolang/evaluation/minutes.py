"""What the minutes of a session say, as plain content.

No national form exists. Vietnamese only: minutes are an administrative paper. Strings
only, so that what was printed can be kept and compared; a province edits the template,
not this content.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils import translation

from saolang.criteria import engine, library
from saolang.dossiers.models import Dossier
from saolang.evaluation import queries, results, wording
from saolang.evaluation.models import (
    Appraisal,
    Panelist,
    Position,
    Session,
    SessionItem,
)
from saolang.evaluation.results import Result
from saolang.evaluation.rules.quorum import needed
from saolang.papers import dates

NOTHING = "–"
SYMBOL = "BB-HĐ"


@dataclass(frozen=True, slots=True)
class _Settled:
    """A product and what came of it."""

    item: SessionItem
    result: Result

    @property
    def product(self) -> str:
        return self.item.dossier.product.name


def title(session: Session) -> str:
    """Type and subject of the minutes, without their number."""
    round_ = session.round
    return (
        f"Biên bản phiên họp số {session.number}, đợt {round_.number} năm {round_.year}"
        " đánh giá, phân hạng sản phẩm OCOP"
    )


def content(session: Session) -> dict[str, Any]:
    """Everything the minutes of a closed session print."""
    with translation.override("vi"):
        return _content(session)


def _content(session: Session) -> dict[str, Any]:
    panel = queries.panel_of(session)
    settled = [_Settled(item, results.read(item)) for item in queries.items_of(session)]
    scorers = [p for p in panel if p.position in queries.SCORING_POSITIONS]
    unit, round_ = session.round.unit, session.round
    return {
        "title": title(session),
        "issuer_top": f"UBND {unit.full_name}".upper(),
        "issuer_name": session.council.name.upper(),
        "symbol": f"{dates.BLANK}/{SYMBOL}",
        "unit": unit.full_name,
        "session_number": str(session.number),
        "round": str(round_.number),
        "round_year": str(round_.year),
        "council": session.council.name,
        "council_decision": session.council.decision_number,
        "council_decided_on": dates.spelled(session.council.decided_on),
        "rules_document": round_.rules_document,
        "started": dates.spelled_moment(session.opened_at or session.held_at),
        "venue": session.place,
        "ended": dates.spelled_moment(
            session.concluded_at or session.closed_at or session.held_at
        ),
        "chair": _named(panel, Position.CHAIR),
        "secretary": _named(panel, Position.SECRETARY),
        "present": [
            {
                "place": str(place),
                "name": p.name,
                "agency": p.agency,
                "position": str(p.get_position_display()),
            }
            for place, p in enumerate((p for p in panel if p.is_present), 1)
        ],
        "absent": [
            {"name": p.name, "position": str(p.get_position_display())}
            for p in panel
            if not p.is_present
        ],
        "quorum": _quorum(session, scorers),
        "count": f"{len(settled):02d}",
        "groups": _groups(settled),
        "notes": list(_notes(settled)),
        "opinions": session.opinions,
        "recusals": _recusals(session, panel),
        "gaps": [
            {"product": each.product, "text": text}
            for each in settled
            if (text := wording.to_improve(each.result))
        ],
        "members": [
            {"short": f"TV{place}", "name": p.name}
            for place, p in enumerate(scorers, 1)
        ],
        "products": _rows(settled, scorers),
    }


def _named(panel: list[Panelist], position: Position) -> str:
    return next((p.name for p in panel if p.position == position), "")


def _quorum(session: Session, scorers: list[Panelist]) -> str:
    present = sum(p.is_present for p in scorers)
    least = needed(len(scorers), session.round.quorum_share)
    return (
        f"Số thành viên chấm điểm có mặt: {present}/{len(scorers)}; theo quy chế cần ít"
        f" nhất {least}. Mỗi sản phẩm đều có đủ số phiếu khi khép chấm."
    )


def _groups(settled: list[_Settled]) -> list[dict[str, str]]:
    labels = [(stars, f"Hạng {stars} sao") for stars in (5, 4, 3, 2, 1)]
    found = []
    for stars, label in [*labels, (None, "Dừng chấm, bị loại")]:
        names = [each.product for each in settled if each.result.stars == stars]
        if names:
            found.append(
                {
                    "label": label,
                    "count": f"{len(names):02d}",
                    "products": "; ".join(names),
                }
            )
    return found


def _notes(settled: list[_Settled]) -> Iterator[dict[str, str]]:
    """Lowered ranks, stops, minority findings, wide spreads and second passes."""
    for each in settled:
        for reason in wording.reasons(each.result, each.item):
            if reason.kind != "ok":
                yield {"product": each.product, "text": reason.text}
        for kept in each.item.earlier:
            before = results.parse(kept)
            yield {
                "product": each.product,
                "text": f"Chấm lại sau thảo luận. Lượt {before.number}: trung bình"
                f" {wording.mean(before.points)}, chênh"
                f" {wording.number(before.spread)}.",
            }


def _recusals(session: Session, panel: list[Panelist]) -> list[dict[str, str]]:
    names = {p.user_id: p.name for p in panel}
    found = session.recusals.select_related("dossier__product").order_by("pk")
    return [
        {
            "name": names.get(recusal.member_id, ""),
            "product": recusal.dossier.product.name,
            "reason": recusal.reason,
        }
        for recusal in found
    ]


def _rows(settled: list[_Settled], scorers: list[Panelist]) -> list[dict[str, Any]]:
    appraisals = Appraisal.objects.in_bulk(
        [each.item.dossier_id for each in settled], field_name="dossier_id"
    )
    return [
        _row(place, each, appraisals.get(each.item.dossier_id), scorers)
        for place, each in enumerate(settled, 1)
    ]


def _row(
    place: int, each: _Settled, appraisal: Appraisal | None, scorers: list[Panelist]
) -> dict[str, Any]:
    dossier, result = each.item.dossier, each.result
    totals = {member.user: wording.number(member.points) for member in result.members}
    return {
        "place": str(place),
        "product": each.product,
        "producer": dossier.product.producer.name,
        "set": library.load_set(dossier.pack_id, dossier.set_slug).name_vi,
        "self": _points(dossier, dossier.ticks, dossier.unmet_gates),
        "adviser": _points(dossier, appraisal.ticks, appraisal.unmet_gates)
        if appraisal
        else NOTHING,
        **{code.lower(): wording.mean(points) for code, points in result.parts.items()},
        "mean": wording.mean(result.points),
        "spread": wording.number(result.spread),
        "outcome": _outcome(each),
        "totals": [totals.get(p.user_id, NOTHING) for p in scorers],
    }


def _outcome(each: _Settled) -> str:
    stars = f"{each.result.stars} sao" if each.result.stars else "Dừng chấm"
    outcome = each.item.get_outcome_display() if each.item.outcome else ""
    return ", ".join(filter(None, (stars, str(outcome).lower())))


def _points(
    dossier: Dossier, ticks: Mapping[str, str | None], unmet_gates: list[str]
) -> str:
    card = library.load_set(dossier.pack_id, dossier.set_slug)
    points: Decimal = engine.standing(card, ticks, (), unmet_gates).points
    return wording.number(points)
