"""What an adviser's page shows."""

from typing import Any

from django.utils.translation import gettext as _

from saolang.criteria import library
from saolang.dossiers.models import CommuneReport, Dossier, Status
from saolang.evaluation import beside, cards, policies, queries
from saolang.evaluation.models import Appraisal
from saolang.evaluation.pages.sheet import joined_fields
from saolang.evaluation.rules.merging import Entry, merge
from saolang.evaluation.services.appraisal import Report, entry_of
from saolang.kernel.errors import RuleViolation
from saolang.people.models import User

NOTHING = Entry(ticks={}, notes={})


def context(
    dossier: Dossier,
    user: User,
    *,
    typed: tuple[Entry, Report] | None = None,
    refused: RuleViolation | None = None,
) -> dict[str, Any]:
    """An appraisal with what the producer claims and the commune found."""
    appraisal = queries.appraisal_of(dossier)
    entry = entry_of(appraisal) if appraisal else NOTHING
    report = report_of(appraisal)
    if typed:
        entry, report = typed
    form03 = CommuneReport.objects.filter(dossier=dossier).first()
    card_set = library.load_set(dossier.pack_id, dossier.set_slug)
    known = beside.of_dossier(dossier, form03)
    in_review = dossier.status == Status.ADVISORY_REVIEW
    return {
        "dossier": dossier,
        "appraisal": appraisal,
        "version": appraisal.version if appraisal else 1,
        "form03": form03 if form03 and form03.signed_at else None,
        "view": cards.lay_out(card_set, entry, known),
        "report": report,
        "refused": refused,
        "is_open": in_review and policies.may_appraise(user, dossier),
        "is_bound": policies.has_interest(user, dossier),
        "recommendations": Appraisal.Recommendation.choices,
        "receipts": dossier.receipts.order_by("received_at", "pk"),
    }


def merge_context(dossier: Dossier, typed: Entry, report: Report) -> dict[str, Any]:
    """Both versions of an appraisal joined, with a choice where the ticks differ."""
    appraisal = Appraisal.objects.get(dossier=dossier)
    card_set = library.load_set(dossier.pack_id, dossier.set_slug)
    joined = merge(entry_of(appraisal), typed)
    saved = report_of(appraisal)
    fields = joined_fields(card_set, joined)
    texts = [
        ("survey", _("Khảo sát thực tế"), _both(saved.survey, report.survey)),
        ("conclusion", _("Nhận xét chung"), _both(saved.conclusion, report.conclusion)),
        ("wanted", _("Cần bổ sung"), _both(saved.wanted, report.wanted)),
    ]
    fields["texts"] += [text for text in texts if text[2]]
    recommended = report.recommendation or saved.recommendation
    fields["hidden"] += [("recommendation", recommended)] if recommended else []
    return {
        **fields,
        "version": appraisal.version,
        "action": appraisal.get_absolute_url(),
    }


def report_of(appraisal: Appraisal | None) -> Report:
    """What is kept beside the proposals."""
    if appraisal is None:
        return Report()
    return Report(
        survey=appraisal.survey,
        conclusion=appraisal.conclusion,
        wanted=appraisal.wanted,
        recommendation=appraisal.recommendation,
    )


def _both(saved: str, typed: str) -> str:
    return merge(
        Entry(ticks={}, notes={}, opinion=saved),
        Entry(ticks={}, notes={}, opinion=typed),
    ).entry.opinion
