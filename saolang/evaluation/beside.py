"""What stands beside the criteria of a dossier: claim, finding, papers, proposal."""

from collections.abc import Collection
from dataclasses import replace

from django.urls import reverse
from django.utils.http import urlencode

from saolang.criteria.scorecard import ProductSet
from saolang.dossiers.form03 import HEADINGS
from saolang.dossiers.models import CommuneReport, Dossier, EvidenceLink
from saolang.dossiers.queries.offices import latest_snapshot
from saolang.evaluation import queries
from saolang.evaluation.cards import Beside, Paper
from saolang.evaluation.models import Appraisal, Round
from saolang.files.models import StoredFile

Show = Round.ShowProposal


def of_dossier(dossier: Dossier, report: CommuneReport | None) -> Beside:
    """What the producer and the commune brought, with links that open the papers.

    What tells of persons has none: offices that check have seen it.
    """
    papers: dict[str, list[Paper]] = {}
    for link in queries.evidence_of(dossier):
        if link.evidence.file.state == StoredFile.State.ACCEPTED:
            papers.setdefault(link.criterion, []).append(
                Paper(
                    title=link.evidence.title,
                    url="" if link.evidence.is_sensitive else _address(link),
                    detail=link.pages or link.proves,
                )
            )
    return Beside(
        claims=latest_snapshot(dossier).content["ticks"],
        findings=_findings(report),
        papers=papers,
    )


def _address(link: EvidenceLink) -> str:
    """Where a paper is read, opened at the pages that prove its criterion."""
    page = reverse("evaluation:paper", args=[link.dossier_id, link.evidence_id])
    return f"{page}?{urlencode({'tieu-chi': link.criterion})}"


def with_proposal(
    known: Beside,
    appraisal: Appraisal | None,
    show: str,
    card_set: ProductSet,
    ticked: Collection[str],
) -> Beside:
    """The same with the adviser's proposal, as far as the working rules show it."""
    if appraisal is None or show == Show.NEVER:
        return known
    shown = set(card_set.criteria) if show == Show.ALWAYS else set(ticked)
    return replace(
        known,
        proposals={c: t for c, t in appraisal.ticks.items() if c in shown},
        reasons={c: t for c, t in appraisal.reasons.items() if c in shown},
    )


def _findings(report: CommuneReport | None) -> dict[str, str]:
    """Topic of a criterion -> what the commune found about it; signed reports only."""
    if report is None or report.signed_at is None:
        return {}
    return {
        topic: report.findings.get(heading.key, {}).get("found", "")
        for heading in HEADINGS
        for topic in heading.topics
    }
