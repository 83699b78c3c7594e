"""The written notice of a result: what the council or the advisers found, and why."""

from typing import Any

from saolang.dossiers.models import Dossier, Status
from saolang.evaluation import queries, results, wording
from saolang.evaluation.models import Appraisal, SessionItem

ANNOUNCED = (
    Status.RECOGNISED,
    Status.RESULT_APPROVED_5,
    Status.NOT_RECOGNISED,
    Status.DISQUALIFIED,
)


def context(dossier: Dossier) -> dict[str, Any]:
    """Everything the notice says; no member's own marks and no member's name."""
    item = queries.concluded_item(dossier)
    if item is None:
        return {"dossier": dossier, "turned_down": _turned_down(dossier)}
    return {"dossier": dossier, "item": item, **_scored(item)}


def _scored(item: SessionItem) -> dict[str, Any]:
    result = results.read(item)
    return {
        "result": result,
        "verdict": wording.verdict(result),
        "to_improve": wording.to_improve(result),
    }


def _turned_down(dossier: Dossier) -> Appraisal | None:
    return Appraisal.objects.filter(
        dossier=dossier, recommendation=Appraisal.Recommendation.NOT_ELIGIBLE
    ).first()
