"""What a commune does with a dossier: take it in, report on it, send it on."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from django.db import transaction

from saolang.audit import ledger
from saolang.criteria import library
from saolang.dossiers import form03, numbering, policies, transitions
from saolang.dossiers.models import CommuneReport, Dossier, Status
from saolang.dossiers.offices import COMMUNE, PROVINCE
from saolang.dossiers.queries import offices as queries
from saolang.kernel.calendar import local_date
from saolang.kernel.errors import RuleViolation
from saolang.kernel.text import clean
from saolang.notifications import services as notifications
from saolang.papers import queries as paper_queries
from saolang.papers import services as papers
from saolang.papers.models import Paper
from saolang.people import access
from saolang.people.models import User
from saolang.people.queries import members_of, officers_of

Findings = Mapping[str, Mapping[str, str]]


@transaction.atomic
def take_in(*, actor: User, dossier: Dossier, at: datetime) -> Dossier:
    """Begin the commune's check of a dossier that was handed in."""
    dossier = transitions.locked(dossier)
    access.require(policies.may_check(actor, dossier, COMMUNE.level))
    transitions.require_status(dossier, COMMUNE.arrived)
    receipt = queries.latest_receipts([dossier], COMMUNE)[dossier.pk]
    receipt.received_by = actor
    receipt.save(update_fields=["received_by"])
    transitions.move(actor=actor, dossier=dossier, to=COMMUNE.checking, at=at)
    _tell(
        dossier,
        members_of(dossier.product.producer),
        "dossier.taken_in",
        dossier.get_absolute_url(),
    )
    return dossier


@transaction.atomic
def save_report(
    *,
    actor: User,
    dossier: Dossier,
    findings: Findings,
    conclusion: str,
    version: int,
    at: datetime,
) -> CommuneReport:
    """Keep the draft of Form 03; `version` is the one the officer had before them."""
    dossier = transitions.locked(dossier)
    access.require(policies.may_check(actor, dossier, COMMUNE.level))
    return _write_report(actor, dossier, findings, conclusion, version, at)


@transaction.atomic
def propose_report(
    *,
    actor: User,
    dossier: Dossier,
    findings: Findings,
    conclusion: str,
    version: int,
    at: datetime,
) -> CommuneReport:
    """Put Form 03 before the commune's leader for signature."""
    dossier = transitions.locked(dossier)
    access.require(policies.may_check(actor, dossier, COMMUNE.level))
    report = _write_report(actor, dossier, findings, conclusion, version, at)
    _require_complete(report)
    report.proposed_at = at
    report.sent_back_note = ""
    report.save(update_fields=["proposed_at", "sent_back_note"])
    ledger.record(
        actor=actor.pseudonym,
        verb="report.proposed",
        subject=report,
        digest=_digest(report),
    )
    _tell(
        dossier,
        officers_of(dossier.commune, *COMMUNE.leaders),
        "report.proposed",
        COMMUNE.address("sign", dossier),
    )
    return report


def _write_report(
    actor: User,
    dossier: Dossier,
    findings: Findings,
    conclusion: str,
    version: int,
    at: datetime,
) -> CommuneReport:
    transitions.require_status(dossier, COMMUNE.checking)
    report = queries.report_of(dossier) or CommuneReport(dossier=dossier, version=0)
    if report.proposed_at:
        raise RuleViolation(
            "report.proposed",
            "Báo cáo đang chờ lãnh đạo ký nên không sửa được. Muốn sửa, đề nghị lãnh"
            " đạo chuyển lại.",
        )
    if report.version != version:
        raise RuleViolation(
            "report.changed_meanwhile",
            "Đồng nghiệp vừa lưu một bản khác của báo cáo này. Chữ bạn viết vẫn còn ở"
            " đây: xem lại với bản mới rồi lưu lần nữa.",
        )
    report.findings = form03.cleaned(findings)
    report.conclusion = clean(conclusion)
    report.drafted_by = actor
    report.drafted_at = at
    report.version += 1
    report.save()
    return report


def _require_complete(report: CommuneReport) -> None:
    for heading in form03.HEADINGS:
        if not report.findings.get(heading.key, {}).get("found"):
            raise RuleViolation(
                "report.incomplete",
                "Mục “%(heading)s” chưa có kết quả kiểm tra của xã.",
                field=f"found_{heading.key}",
                heading=heading.title,
            )
    if not report.conclusion:
        raise RuleViolation(
            "report.incomplete", "Chưa có kết luận của xã.", field="conclusion"
        )


@transaction.atomic
def send_report_back(
    *, actor: User, dossier: Dossier, note: str, at: datetime
) -> CommuneReport:
    """Hand Form 03 back to the officer, saying what must change before signing."""
    dossier = transitions.locked(dossier)
    access.require(policies.may_sign_report(actor, dossier))
    report = _awaiting_signature(dossier)
    if not clean(note):
        raise RuleViolation(
            "report.note_missing", "Hãy ghi rõ cần sửa gì.", field="note"
        )
    report.proposed_at = None
    report.sent_back_note = clean(note)
    report.save(update_fields=["proposed_at", "sent_back_note"])
    ledger.record(
        actor=actor.pseudonym,
        verb="report.sent_back",
        subject=report,
        digest=_digest(report),
    )
    _tell(
        dossier,
        officers_of(dossier.commune, *COMMUNE.officers),
        "report.sent_back",
        COMMUNE.address("report", dossier),
        note=report.sent_back_note,
    )
    return report


@transaction.atomic
def sign_report(
    *, actor: User, dossier: Dossier, version: int, at: datetime
) -> CommuneReport:
    """Sign Form 03 as read in `version`; the product gets its code for the year."""
    dossier = transitions.locked(dossier)
    access.require(policies.may_sign_report(actor, dossier))
    report = _awaiting_signature(dossier)
    if report.version != version:
        raise RuleViolation(
            "report.changed_meanwhile",
            "Báo cáo vừa được sửa. Hãy đọc lại bản mới rồi ký.",
        )
    report.signed_by = actor
    report.signed_at = at
    report.samples = form03.samples(library.load_set(dossier.pack_id, dossier.set_slug))
    report.save(update_fields=["signed_by", "signed_at", "samples"])
    if not dossier.product_code:
        dossier.product_code = numbering.product_code(
            commune=dossier.commune, year=local_date(at).year
        )
        dossier.save(update_fields=["product_code"])
    transitions.move(
        actor=actor,
        dossier=dossier,
        to=Status.COMMUNE_REPORTED,
        at=at,
        digest=_digest(report),
    )
    _tell(
        dossier,
        officers_of(dossier.commune, *COMMUNE.officers),
        "report.signed",
        COMMUNE.address("dossier", dossier),
        code=dossier.product_code,
    )
    return report


@transaction.atomic
def forward(*, actor: User, dossier: Dossier, at: datetime) -> Dossier:
    """Send the dossier with the signed Form 03 to the province."""
    dossier = transitions.locked(dossier)
    access.require(policies.may_forward(actor, dossier))
    transitions.require_status(dossier, Status.COMMUNE_REPORTED)
    CommuneReport.objects.filter(dossier=dossier).update(forwarded_at=at)
    transitions.move(actor=actor, dossier=dossier, to=PROVINCE.arrived, at=at)
    _tell(
        dossier,
        officers_of(PROVINCE.unit_of(dossier), *PROVINCE.officers),
        "dossier.forwarded",
        PROVINCE.address("dossier", dossier),
    )
    _tell(
        dossier,
        members_of(dossier.product.producer),
        "dossier.forwarded",
        dossier.get_absolute_url(),
    )
    return dossier


@transaction.atomic
def draw_up_report(*, actor: User, dossier: Dossier, at: datetime) -> Paper:
    """Produce the signed Form 03 as a paper; asking again gives the same paper."""
    dossier = transitions.locked(dossier)
    access.require(policies.may_forward(actor, dossier))
    report = queries.report_of(dossier)
    if report is None or report.signed_at is None:
        raise RuleViolation(
            "report.not_signed", "Báo cáo chưa ký nên chưa lập thành văn bản được."
        )
    content = form03.content(dossier, report)
    return paper_queries.of_subject(report, form03.PAPER) or papers.produce(
        actor=actor,
        kind=form03.PAPER,
        unit=dossier.commune,
        subject=report,
        title=content["title"],
        snapshot=content,
        at=at,
        page=COMMUNE.address("dossier", dossier),
    )


def _awaiting_signature(dossier: Dossier) -> CommuneReport:
    transitions.require_status(dossier, COMMUNE.checking)
    report = queries.report_of(dossier)
    if report is None or report.proposed_at is None:
        raise RuleViolation(
            "report.not_proposed", "Báo cáo này không ở trong danh sách chờ ký."
        )
    return report


def _digest(report: CommuneReport) -> str:
    salt = queries.latest_snapshot(report.dossier).salt
    return ledger.salted_digest(
        {"findings": report.findings, "conclusion": report.conclusion}, salt
    )


def _tell(
    dossier: Dossier, recipients: Iterable[User], kind: str, url: str, **values: str
) -> None:
    known = {"product": dossier.product.name, "commune": dossier.commune.full_name}
    report = queries.report_of(dossier)
    version = report.version if report else 0
    turn = f"{queries.latest_snapshot(dossier).number}.{version}"
    notifications.tell(
        recipients=recipients,
        kind=kind,
        values={**known, **values},
        url=url,
        about=f"dossier:{dossier.pk}:{kind}:{turn}",
    )
