"""Handing a dossier in, and taking it back."""

from datetime import datetime

from django.db import transaction
from django.urls import reverse

from saolang.criteria.regimes import DossierKind, regime_for
from saolang.dossiers import (
    numbering,
    policies,
    progress,
    snapshots,
    transitions,
)
from saolang.dossiers.models import Dossier, Receipt, Snapshot, Status
from saolang.dossiers.offices import COMMUNE, PROVINCE, Office
from saolang.dossiers.queries.offices import links_of, report_of
from saolang.dossiers.rules.rounds import COMMUNE_DAYS
from saolang.dossiers.services import answers
from saolang.dossiers.services.opening import open_draft
from saolang.geography import clocks
from saolang.kernel.calendar import local_date
from saolang.kernel.errors import RuleViolation
from saolang.notifications import services as notifications
from saolang.people import access
from saolang.people.models import User
from saolang.people.queries import members_of, officers_of

_NEXT = {
    Status.DRAFT: Status.SUBMITTED_COMMUNE,
    Status.COMMUNE_RETURNED: Status.SUBMITTED_COMMUNE,
    Status.PROVINCE_RETURNED: Status.SUBMITTED_PROVINCE,
}


@transaction.atomic
def submit(
    *, actor: User, dossier: Dossier, commitment: bool, at: datetime
) -> Snapshot:
    """Hand the dossier over: freeze it, enter it in the commune's register, tell both.

    A dossier sent back goes to the office that asked, as the next numbered copy.
    """
    dossier = open_draft(actor, dossier)
    access.require(policies.may_hand_in(actor, dossier.product))
    links = links_of(dossier)
    missing = progress.of(dossier, links, local_date(at)).gaps
    if missing:
        raise RuleViolation(
            "dossier.incomplete",
            "Hồ sơ còn thiếu %(count)s điều. Danh sách đầy đủ ở dưới đây.",
            count=len(missing),
        )
    answers.require_met(dossier)
    if not commitment:
        raise RuleViolation(
            "dossier.no_commitment",
            "Hãy đọc và đánh dấu vào lời cam kết trước khi nộp.",
            field="commitment",
        )
    to = _NEXT[Status(dossier.status)]
    if dossier.filed_at is None:
        _fix_regime(dossier, at)
    snapshot = snapshots.take(actor=actor, dossier=dossier, links=links, at=at)
    dossier.supplements.filter(answered_at=None).update(answered_at=at)
    transitions.move(actor=actor, dossier=dossier, to=to, at=at, digest=snapshot.sha256)
    if to is Status.SUBMITTED_COMMUNE:
        receipt = _receipt(dossier, snapshot, at)
        _tell_commune(dossier, receipt)
    else:
        _tell_province(dossier, snapshot)
    return snapshot


@transaction.atomic
def withdraw(*, actor: User, dossier: Dossier, at: datetime) -> Dossier:
    """Take a dossier back for good; the product may begin another one."""
    dossier = transitions.locked(dossier)
    access.require(policies.may_hand_in(actor, dossier.product))
    transitions.move(actor=actor, dossier=dossier, to=Status.WITHDRAWN, at=at)
    report = report_of(dossier)
    if dossier.filed_at:
        _tell_of_withdrawal(dossier, COMMUNE)
    if report and report.forwarded_at:
        _tell_of_withdrawal(dossier, PROVINCE)
    return dossier


def _fix_regime(dossier: Dossier, at: datetime) -> None:
    """The filing date decides the rules (article 12); the draft was made for them."""
    ruling = regime_for(local_date(at), DossierKind(dossier.kind))
    if ruling.pack_id != dossier.pack_id:
        raise RuleViolation(
            "dossier.rules_changed",
            "Bộ tiêu chí đã thay từ khi bạn lập hồ sơ. Hãy rút hồ sơ này và lập hồ sơ"
            " mới theo bộ tiêu chí đang có hiệu lực.",
        )
    dossier.regime = ruling.regime
    dossier.filed_at = at
    dossier.save(update_fields=["regime", "filed_at"])


def _receipt(dossier: Dossier, snapshot: Snapshot, at: datetime) -> Receipt:
    today = local_date(at)
    return Receipt.objects.create(
        dossier=dossier,
        level=COMMUNE.level,
        unit=dossier.commune,
        number=numbering.slip_number(
            office=dossier.commune, commune=dossier.commune, year=today.year
        ),
        snapshot=snapshot,
        received_at=at,
        due_on=clocks.due_on(today, COMMUNE_DAYS),
    )


def _tell_commune(dossier: Dossier, receipt: Receipt) -> None:
    """Tell the office of a new dossier, or of one that comes back with more."""
    values = _names(dossier) | {"number": receipt.number}
    is_new = receipt.snapshot.number == 1
    notifications.tell(
        recipients=officers_of(dossier.commune, *COMMUNE.officers),
        kind="dossier.submitted" if is_new else "dossier.supplemented",
        values=values,
        url=reverse("dossiers:commune_dossier", args=[dossier.pk]),
        about=f"receipt:{receipt.pk}:office",
    )
    notifications.tell(
        recipients=members_of(dossier.product.producer),
        kind="dossier.receipt",
        values=values,
        url=reverse("dossiers:receipt", args=[dossier.pk]),
        about=f"receipt:{receipt.pk}",
    )


def _tell_of_withdrawal(dossier: Dossier, office: Office) -> None:
    notifications.tell(
        recipients=officers_of(office.unit_of(dossier), *office.officers),
        kind="dossier.withdrawn",
        values=_names(dossier),
        url=office.address("dossier", dossier),
        about=f"dossier:{dossier.pk}:withdrawn",
    )


def _tell_province(dossier: Dossier, snapshot: Snapshot) -> None:
    notifications.tell(
        recipients=officers_of(PROVINCE.unit_of(dossier), *PROVINCE.officers),
        kind="dossier.supplemented",
        values=_names(dossier),
        url=reverse("dossiers:province_dossier", args=[dossier.pk]),
        about=f"snapshot:{snapshot.pk}:supplemented",
    )


def _names(dossier: Dossier) -> dict[str, str]:
    return {
        "product": dossier.product.name,
        "producer": dossier.product.producer.name,
        "commune": dossier.commune.full_name,
    }
