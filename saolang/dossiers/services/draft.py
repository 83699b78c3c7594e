"""What a producer does with a dossier: start it, write it, hand it in, withdraw it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import transaction
from django.urls import reverse

from saolang.audit import ledger
from saolang.criteria.regimes import DossierKind, regime_for
from saolang.criteria.scorecard import SetStatus
from saolang.dossiers import (
    fields,
    numbering,
    policies,
    progress,
    snapshots,
    transitions,
)
from saolang.dossiers.fields import TICKS, Step
from saolang.dossiers.models import Dossier, DraftStep, Receipt, Snapshot, Status
from saolang.dossiers.offices import COMMUNE, PROVINCE, Office
from saolang.dossiers.queries import draft as queries
from saolang.dossiers.queries.offices import links_of, report_of
from saolang.dossiers.rules.rounds import COMMUNE_DAYS
from saolang.dossiers.services.opening import open_draft
from saolang.geography import clocks
from saolang.kernel.calendar import local_date
from saolang.kernel.errors import RuleViolation
from saolang.kernel.text import clean
from saolang.notifications import services as notifications
from saolang.people import access
from saolang.people.models import User
from saolang.people.queries import members_of, officers_of
from saolang.products.models import Product

_NEXT = {
    Status.DRAFT: Status.SUBMITTED_COMMUNE,
    Status.COMMUNE_RETURNED: Status.SUBMITTED_COMMUNE,
    Status.PROVINCE_RETURNED: Status.SUBMITTED_PROVINCE,
}


@dataclass(frozen=True, slots=True)
class Answers:
    """One part of the self-score: levels, conditions and what is said of each."""

    ticks: Mapping[str, str | None] = field(default_factory=dict)
    gates: Mapping[str, bool] = field(default_factory=dict)
    descriptions: Mapping[str, str] = field(default_factory=dict)


class StepChanged(RuleViolation):
    """Somebody else saved the same step in between; nothing was overwritten."""

    def __init__(self, row: DraftStep, changed: tuple[str, ...]) -> None:
        who = row.saved_by.full_name if row.saved_by else ""
        names = ", ".join(f"“{name}”" for name in changed)
        super().__init__(
            "draft.changed",
            "%(who)s vừa sửa phần này: %(names)s. Chữ bạn viết vẫn còn đây, chưa lưu đè"
            " lên của ai.",
            who=who,
            names=names,
        )
        self.row = row
        self.changed = changed


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


@transaction.atomic
def save_form(
    *,
    actor: User,
    dossier: Dossier,
    step: Step,
    values: Mapping[str, Any],
    version: int,
    at: datetime,
) -> DraftStep:
    """Keep what was typed on one step of Form 01 or 02; nothing is refused for being
    unfinished."""
    dossier = open_draft(actor, dossier)
    asked = {each.name: each for each in fields.of_step(step, dossier.kind)}
    written = {
        name: _tidy(values[name], asked[name]) for name in asked if name in values
    }
    kept = dossier.form01 if step is Step.REGISTRATION else dossier.form02
    changed = [
        str(asked[name].label)
        for name, value in written.items()
        if (kept.get(name) or "") != (value or "")
    ]
    row = _claim(actor, dossier, step, version, changed, at)
    kept.update(written)
    dossier.save(update_fields=["form01", "form02"])
    return row


@transaction.atomic
def save_ticks(
    *,
    actor: User,
    dossier: Dossier,
    step: Step,
    answers: Answers,
    version: int,
    at: datetime,
) -> DraftStep:
    """Keep the self-score of one part of the sheet."""
    dossier = open_draft(actor, dossier)
    part = next(letter for letter, each in TICKS.items() if each is step).upper()
    card = progress.card_of(dossier)
    own = {code for code in card.criteria if code.startswith(f"{part}.")}
    said = {code: clean(text) for code, text in answers.descriptions.items()}
    for code in {*answers.ticks, *answers.gates, *said} - own:
        raise RuleViolation(
            "criterion.unknown",
            "Phần %(part)s không có “%(criterion)s”.",
            part=part,
            criterion=code,
        )
    for code, text in said.items():
        _refuse_too_long(text, fields.LONG, card.criteria[code].title, f"noi-{code}")
    progress.standing_of(dossier, answers.ticks)  # refuses a level the sheet has not
    gates = dossier.form02.setdefault("gates", {})
    descriptions = dossier.form02.setdefault("descriptions", {})
    changed = [
        f"{code} {card.criteria[code].title}"
        for code in card.criteria
        if code in own
        and (
            answers.ticks.get(code, "") != dossier.ticks.get(code, "")
            or answers.gates.get(code) != gates.get(code)
            or said.get(code, "") != descriptions.get(code, "")
        )
    ]
    row = _claim(actor, dossier, step, version, changed, at)
    _replace(dossier.ticks, own, answers.ticks)
    _replace(gates, own, answers.gates)
    _replace(descriptions, own, {code: text for code, text in said.items() if text})
    dossier.unmet_gates = [code for code, holds in gates.items() if not holds]
    dossier.save(update_fields=["ticks", "form02", "unmet_gates"])
    return row


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
        _tell_province(dossier)
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


def _claim(
    actor: User,
    dossier: Dossier,
    step: Step,
    version: int,
    changed: list[str],
    at: datetime,
) -> DraftStep:
    """Take the next version of a step, unless somebody else just changed it."""
    row = queries.step_of(dossier, step)
    if row.version != version and changed:
        raise StepChanged(row, tuple(changed))
    row.version += 1
    row.saved_by, row.saved_at = actor, at
    row.save()
    return row


def _tidy(value: Any, asked: fields.Field) -> Any:
    if asked.kind == "choices":
        known = {code for code, _label in asked.choices}
        return [code for code in value if code in known]
    text = clean(str(value))
    _refuse_too_long(text, asked.limit, str(asked.label), asked.name)
    return text


def _refuse_too_long(text: str, limit: int, label: str, name: str) -> None:
    if len(text) > limit:
        raise RuleViolation(
            "draft.too_long",
            "“%(label)s” dài %(length)s chữ, tối đa %(limit)s. Hãy rút gọn.",
            field=name,
            label=label,
            length=len(text),
            limit=limit,
        )


def _replace(kept: dict[str, Any], own: set[str], given: Mapping[str, Any]) -> None:
    for code in own & kept.keys():
        del kept[code]
    kept.update(given)


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
    values = _names(dossier) | {"number": receipt.number}
    notifications.tell(
        recipients=officers_of(dossier.commune, *COMMUNE.officers),
        kind="dossier.submitted",
        values=values,
        url=reverse("dossiers:commune_dossier", args=[dossier.pk]),
    )
    notifications.tell(
        recipients=members_of(dossier.product.producer),
        kind="dossier.receipt",
        values=values,
        url=reverse("dossiers:receipt", args=[dossier.pk]),
    )


def _tell_of_withdrawal(dossier: Dossier, office: Office) -> None:
    notifications.tell(
        recipients=officers_of(office.unit_of(dossier), *office.officers),
        kind="dossier.withdrawn",
        values=_names(dossier),
        url=office.address("dossier", dossier),
    )


def _tell_province(dossier: Dossier) -> None:
    notifications.tell(
        recipients=officers_of(PROVINCE.unit_of(dossier), *PROVINCE.officers),
        kind="dossier.supplemented",
        values=_names(dossier),
        url=reverse("dossiers:province_dossier", args=[dossier.pk]),
    )


def _names(dossier: Dossier) -> dict[str, str]:
    return {
        "product": dossier.product.name,
        "producer": dossier.product.producer.name,
        "commune": dossier.commune.full_name,
    }
