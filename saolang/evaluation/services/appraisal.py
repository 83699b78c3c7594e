"""The advisory team reads a dossier and reports to the council."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.urls import reverse

from saolang.audit import ledger
from saolang.criteria import engine, library
from saolang.dossiers import transitions
from saolang.dossiers.models import Dossier, Receipt, Status, SupplementRequest
from saolang.dossiers.queries.offices import latest_snapshot
from saolang.evaluation import policies
from saolang.evaluation.models import Appraisal
from saolang.evaluation.rules.merging import Entry
from saolang.evaluation.services import announcing
from saolang.evaluation.services.sheet import refuse_bad_entry
from saolang.kernel.calendar import local_date
from saolang.kernel.errors import RuleViolation
from saolang.kernel.text import clean
from saolang.notifications.services import tell
from saolang.people import access
from saolang.people.models import Role, User
from saolang.people.queries import members_of, officers_of

Recommendation = Appraisal.Recommendation


@dataclass(frozen=True, slots=True)
class Report:
    """What an adviser writes beside the proposals per criterion."""

    survey: str = ""
    conclusion: str = ""
    wanted: str = ""
    recommendation: str = ""


@transaction.atomic
def save_appraisal(
    *,
    actor: User,
    dossier: Dossier,
    entry: Entry,
    report: Report,
    version: int,
    at: datetime,
) -> Appraisal:
    """Keep what the advisers have so far."""
    dossier, appraisal = _in_hand(actor, dossier)
    _write(dossier, appraisal, entry, report, version, at)
    return appraisal


@transaction.atomic
def submit_appraisal(
    *,
    actor: User,
    dossier: Dossier,
    entry: Entry,
    report: Report,
    version: int,
    answer_by: date | None = None,
    at: datetime,
) -> Appraisal:
    """Report: to the council, back for a supplement, or not eligible."""
    dossier, appraisal = _in_hand(actor, dossier)
    _write(dossier, appraisal, entry, report, version, at)
    appraisal.author = actor
    if report.recommendation == Recommendation.TO_COUNCIL:
        _pass_on(actor, dossier, appraisal, at)
    elif report.recommendation == Recommendation.SUPPLEMENT:
        _ask_for_more(actor, dossier, appraisal, answer_by, at)
    elif report.recommendation == Recommendation.NOT_ELIGIBLE:
        _turn_down(actor, dossier, appraisal, at)
    else:
        raise RuleViolation(
            "appraisal.no_recommendation",
            "Hãy chọn kiến nghị của Tổ tư vấn.",
            field="recommendation",
        )
    appraisal.save(update_fields=["author", "submitted_at"])
    return appraisal


def entry_of(appraisal: Appraisal) -> Entry:
    """What an appraisal proposes, in the form of a sheet."""
    return Entry(
        ticks=appraisal.ticks,
        notes=appraisal.reasons,
        facts=tuple(appraisal.facts),
        unmet_gates=tuple(appraisal.unmet_gates),
    )


def _in_hand(actor: User, dossier: Dossier) -> tuple[Dossier, Appraisal]:
    dossier = transitions.locked(dossier)
    access.require(policies.may_appraise(actor, dossier))
    if dossier.status != Status.ADVISORY_REVIEW:
        raise RuleViolation(
            "appraisal.not_in_review",
            "Hồ sơ đang ở bước “%(step)s”, không phải bước thẩm định.",
            step=Status(dossier.status).label,
        )
    try:
        with transaction.atomic():
            appraisal, _ = Appraisal.objects.select_for_update().get_or_create(
                dossier=dossier, defaults={"author": actor}
            )
    except IntegrityError:
        appraisal = Appraisal.objects.select_for_update().get(dossier=dossier)
    return dossier, appraisal


def _write(
    dossier: Dossier,
    appraisal: Appraisal,
    entry: Entry,
    report: Report,
    version: int,
    at: datetime,
) -> None:
    card = library.load_set(dossier.pack_id, dossier.set_slug)
    refuse_bad_entry(card, entry)
    new = {
        "ticks": dict(entry.ticks),
        "reasons": dict(entry.notes),
        "facts": list(entry.facts),
        "unmet_gates": list(entry.unmet_gates),
        "survey": report.survey,
        "conclusion": report.conclusion,
        "wanted": report.wanted,
        "recommendation": report.recommendation,
    }
    if all(getattr(appraisal, name) == value for name, value in new.items()):
        return
    if appraisal.version != version:
        raise RuleViolation(
            "appraisal.changed",
            "Báo cáo này vừa được ghi từ một máy khác. Bấm “Lưu” để xem và gộp"
            " hai bản, không mất gì.",
        )
    for name, value in new.items():
        setattr(appraisal, name, value)
    appraisal.version += 1
    appraisal.saved_at = at
    appraisal.save(update_fields=[*new, "version", "saved_at"])


def _pass_on(actor: User, dossier: Dossier, appraisal: Appraisal, at: datetime) -> None:
    card = library.load_set(dossier.pack_id, dossier.set_slug)
    engine.assess(card, appraisal.ticks, appraisal.facts, appraisal.unmet_gates)
    appraisal.submitted_at = at
    digest = ledger.salted_digest(
        [appraisal.ticks, appraisal.reasons, appraisal.conclusion],
        latest_snapshot(dossier).salt,
    )
    transitions.move(
        actor=actor,
        dossier=dossier,
        to=Status.ADVISORY_REPORTED,
        at=at,
        digest=digest,
    )
    province = dossier.commune.parent
    if province:
        tell(
            recipients=officers_of(province, Role.PROVINCE_OFFICER),
            kind="appraisal.reported",
            values={"product": str(dossier)},
            url=appraisal.get_absolute_url(),
        )


def _ask_for_more(
    actor: User,
    dossier: Dossier,
    appraisal: Appraisal,
    answer_by: date | None,
    at: datetime,
) -> None:
    items = [
        {"line": "", "text": text}
        for line in appraisal.wanted.splitlines()
        if (text := clean(line))
    ]
    if not items:
        raise RuleViolation(
            "appraisal.nothing_wanted",
            "Hãy ghi cần bổ sung gì, mỗi dòng một mục.",
            field="wanted",
        )
    if answer_by is None or answer_by <= local_date(at):
        raise RuleViolation(
            "appraisal.date_passed",
            "Hãy ghi hạn bổ sung, sau hôm nay.",
            field="answer_by",
        )
    request = SupplementRequest.objects.create(
        dossier=dossier,
        level=Receipt.Level.PROVINCE,
        items=items,
        note=appraisal.conclusion,
        answer_by=answer_by,
        requested_by=actor,
        requested_at=at,
    )
    transitions.move(actor=actor, dossier=dossier, to=Status.PROVINCE_RETURNED, at=at)
    _tell_of_supplement(dossier, request)


def _turn_down(
    actor: User, dossier: Dossier, appraisal: Appraisal, at: datetime
) -> None:
    if not appraisal.conclusion.strip():
        raise RuleViolation(
            "appraisal.no_reason",
            "Hãy nêu rõ vì sao hồ sơ không đủ điều kiện.",
            field="conclusion",
        )
    appraisal.submitted_at = at
    transitions.move(actor=actor, dossier=dossier, to=Status.DISQUALIFIED, at=at)
    announcing.announce(dossier, "appraisal.not_eligible")


def _tell_of_supplement(dossier: Dossier, request: SupplementRequest) -> None:
    """Tell the producer and the commune, each with the address of their own page."""
    values = {"product": dossier.product.name}
    tell(
        recipients=members_of(dossier.product.producer),
        kind="appraisal.supplement",
        values=values,
        url=dossier.get_absolute_url(),
        about=f"supplement:{request.pk}",
    )
    tell(
        recipients=officers_of(dossier.commune, Role.COMMUNE_OFFICER),
        kind="appraisal.supplement",
        values=values,
        url=reverse("dossiers:commune_dossier", args=[dossier.pk]),
        about=f"supplement:{request.pk}",
    )
