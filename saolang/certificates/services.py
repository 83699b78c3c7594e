"""Verbs that give, keep and take back stars."""

from collections.abc import Mapping
from datetime import date, datetime

from django.conf import settings
from django.db import transaction

from saolang.audit import ledger
from saolang.certificates import policies, queries, wording
from saolang.certificates.models import Certificate, RecognitionDecision
from saolang.certificates.rules import terms
from saolang.dossiers import transitions
from saolang.dossiers.models import Dossier, Status
from saolang.evaluation.models import Session, SessionItem
from saolang.evaluation.services import announcing
from saolang.kernel import calendar, codes
from saolang.kernel.codes import CodeKind
from saolang.kernel.errors import RuleViolation
from saolang.kernel.text import clean
from saolang.notifications import services as notifications
from saolang.papers import services as papers
from saolang.people import access
from saolang.people import queries as people
from saolang.people.models import Role, User
from saolang.people.policies import COMMUNE_ROLES
from saolang.products.models import Product

Outcome = SessionItem.Outcome


@transaction.atomic
def draft_decision(
    *, actor: User, session: Session, at: datetime
) -> RecognitionDecision:
    """Draft the decision on a concluded session, as a paper for signature."""
    session = Session.objects.select_for_update().get(pk=session.pk)
    access.require(policies.may_draft(actor, session))
    if session.state != Session.State.CONCLUDED:
        raise RuleViolation(
            "decision.session_open", "Phiên họp chưa kết luận, chưa lập quyết định."
        )
    decision = RecognitionDecision.objects.filter(session=session).first()
    if decision is not None:
        return decision
    if not queries.recognised_items(session):
        raise RuleViolation(
            "decision.nothing",
            "Phiên này không có sản phẩm nào được đề nghị công nhận.",
        )
    unit = session.round.unit
    decision = RecognitionDecision.objects.create(
        level=RecognitionDecision.Level.PROVINCE,
        unit=unit,
        issuer=wording.issuer(unit),
        session=session,
        drafted_by=actor,
    )
    decision.paper = papers.produce(
        actor=actor,
        kind="decision_recognise",
        unit=unit,
        subject=decision,
        title=wording.title(session),
        snapshot=wording.content(decision),
        at=at,
        page=decision.get_absolute_url(),
    )
    decision.save(update_fields=["paper"])
    ledger.record(
        actor=actor.pseudonym,
        verb="decision.drafted",
        subject=decision,
        digest=decision.paper.sealed_digest,
    )
    notifications.tell(
        recipients=people.officers_of(unit, Role.PROVINCE_LEADER),
        kind="decision.to_sign",
        values={"paper": decision.paper.title},
        url=decision.get_absolute_url(),
        about=f"decision:{decision.pk}:to_sign",
    )
    return decision


@transaction.atomic
def sign_decision(
    *,
    actor: User,
    decision: RecognitionDecision,
    number: int,
    signed_on: date,
    at: datetime,
) -> list[Certificate]:
    """Sign: the paper gets its number, each recognised product its certificate.

    Products at five stars are not certified here: their result is approved and goes to
    the ministry (article 7.3e).
    """
    decision = RecognitionDecision.objects.select_for_update().get(pk=decision.pk)
    access.require(policies.may_sign(actor, decision))
    if decision.signed_on:
        raise RuleViolation("decision.signed", "Quyết định này đã ký rồi.")
    session = decision.session
    if session is None or decision.paper is None:
        raise RuleViolation("decision.imported", "Quyết định này không ký ở đây.")
    _refuse_date(session, signed_on, at)
    annex = wording.annex_of(decision.paper.snapshot)
    decision.symbol = f"{number}/{wording.SYMBOL}"
    decision.signed_on, decision.signed_by = signed_on, actor
    decision.save(update_fields=["symbol", "signed_on", "signed_by"])
    decision.paper = papers.sign(
        actor=actor,
        paper=decision.paper,
        number=number,
        symbol=wording.SYMBOL,
        dated_on=signed_on,
        snapshot={**wording.content(decision), **annex},
        at=at,
    )
    ledger.record(
        actor=actor.pseudonym,
        verb="decision.signed",
        subject=decision,
        digest=decision.paper.sealed_digest,
    )
    issued = []
    for place, item in enumerate(queries.recognised_items(session), start=1):
        dossier = transitions.locked(item.dossier)
        if item.outcome == Outcome.POTENTIAL_FIVE:
            transitions.move(
                actor=actor, dossier=dossier, to=Status.RESULT_APPROVED_5, at=at
            )
            announcing.announce(dossier)
            continue
        transitions.move(actor=actor, dossier=dossier, to=Status.RECOGNISED, at=at)
        named = wording.names_in(annex, dossier)
        certificate = _issue(decision, dossier, item, f"{number}-{place:02d}", named)
        ledger.record(
            actor=actor.pseudonym, verb="certificate.issued", subject=certificate
        )
        _tell_issued(certificate, dossier)
        issued.append(certificate)
    return issued


def _refuse_date(session: Session, signed_on: date, at: datetime) -> None:
    if signed_on > calendar.local_date(at):
        raise RuleViolation(
            "decision.future",
            "Ngày ký không được sau hôm nay.",
            field="signed_on",
        )
    concluded = calendar.local_date(session.concluded_at or at)
    if signed_on < concluded:
        raise RuleViolation(
            "decision.too_early",
            "Ngày ký không được trước ngày Hội đồng kết luận (%(day)s).",
            field="signed_on",
            day=f"{concluded:%d/%m/%Y}",
        )


def _issue(
    decision: RecognitionDecision,
    dossier: Dossier,
    item: SessionItem,
    number: str,
    named: Mapping[str, str],
) -> Certificate:
    issued_on = decision.signed_on
    if issued_on is None or item.stars is None:
        raise RuleViolation("certificate.unsigned", "Quyết định chưa ký.")
    certificate = Certificate.objects.create(
        product=dossier.product,
        dossier=dossier,
        decision=decision,
        number=number,
        product_code=dossier.product_code,
        stars=item.stars,
        regime=dossier.regime,
        basis=dossier.kind,
        mean=item.mean,
        issued_on=issued_on,
        last_day=terms.last_day(
            issued_on, first_day_counts=settings.TERM_COUNTS_FIRST_DAY
        ),
        holder={**wording.names_on_paper(dossier.product, dossier.pack_id), **named},
    )
    _give_code(certificate)
    _supersede(certificate)
    return certificate


def _give_code(certificate: Certificate) -> None:
    certificate.code = codes.make(
        CodeKind.CERTIFICATE, certificate.pk, settings.CODE_KEY
    )
    certificate.save(update_fields=["code"])


def _supersede(new: Certificate) -> None:
    """The product's earlier stars end on the day the new ones begin."""
    Certificate.objects.filter(
        product=new.product, superseded_by=None, revoked_on=None
    ).exclude(pk=new.pk).filter(issued_on__lte=new.issued_on).update(
        superseded_by=new, superseded_on=new.issued_on
    )


def _tell_issued(certificate: Certificate, dossier: Dossier) -> None:
    values = {
        "product": dossier.product.name,
        "stars": str(certificate.stars),
        "number": certificate.number,
        "last_day": f"{certificate.last_day:%d/%m/%Y}",
    }
    notifications.tell(
        recipients=[
            *people.members_of(dossier.product.producer),
            *people.officers_of(dossier.commune, *COMMUNE_ROLES),
        ],
        kind="certificate.issued",
        values=values,
        url=certificate.get_absolute_url(),
        about=f"certificate:{certificate.pk}:issued",
    )


@transaction.atomic
def register(
    *,
    actor: User,
    decision: RecognitionDecision,
    product: Product,
    number: str,
    stars: int,
    regime: str,
    issued_on: date,
    former: Mapping[str, str] | None = None,
) -> Certificate:
    """Enter a certificate given before this system existed; it needs no dossier."""
    access.require(policies.may_register(actor, decision))
    if stars not in (3, 4, 5):
        raise RuleViolation("certificate.stars", "Hạng sao phải là 3, 4 hoặc 5.")
    certificate = Certificate.objects.create(
        product=product,
        decision=decision,
        number=number,
        stars=stars,
        regime=regime,
        basis=Certificate.Basis.REGISTER,
        issued_on=issued_on,
        last_day=terms.last_day(
            issued_on, first_day_counts=settings.TERM_COUNTS_FIRST_DAY
        ),
        holder={**wording.names_on_paper(product, "qd-26-2026"), **(former or {})},
    )
    _give_code(certificate)
    _supersede(certificate)
    ledger.record(
        actor=actor.pseudonym, verb="certificate.registered", subject=certificate
    )
    return certificate


@transaction.atomic
def extend(*, actor: User, certificate: Certificate, to: date) -> Certificate:
    """Keep a late filer's stars alive until the council decides (article 12)."""
    certificate = _locked(certificate)
    access.require(policies.may_register(actor, certificate.decision))
    if certificate.revoked_on or certificate.superseded_on:
        raise RuleViolation(
            "certificate.ended",
            "Giấy này đã thu hồi hoặc đã có giấy mới, không kéo dài được.",
        )
    limit = terms.longest_extension(certificate.last_day)
    if not certificate.last_day < to <= limit:
        raise RuleViolation(
            "certificate.extension",
            "Chỉ kéo dài được đến %(day)s, tức 180 ngày sau ngày hết hạn.",
            field="to",
            day=f"{limit:%d/%m/%Y}",
        )
    certificate.extended_to = to
    certificate.save(update_fields=["extended_to"])
    ledger.record(
        actor=actor.pseudonym, verb="certificate.extended", subject=certificate
    )
    return certificate


@transaction.atomic
def revoke(
    *,
    actor: User,
    certificate: Certificate,
    ground: Certificate.Ground,
    note: str,
    symbol: str,
    on: date,
    at: datetime,
) -> Certificate:
    """Take the stars back on one of the six grounds of article 8.1."""
    certificate = _locked(certificate)
    access.require(policies.may_revoke(actor, certificate))
    if certificate.revoked_on:
        raise RuleViolation("certificate.revoked", "Giấy này đã thu hồi rồi.")
    if not certificate.issued_on <= on <= calendar.local_date(at):
        raise RuleViolation(
            "certificate.revoked_when",
            "Ngày thu hồi phải từ ngày cấp đến hôm nay.",
            field="on",
        )
    certificate.revoked_on = on
    certificate.revocation_ground = ground
    certificate.revocation_note = clean(note)
    certificate.revocation_symbol = clean(symbol)
    certificate.save(
        update_fields=[
            "revoked_on",
            "revocation_ground",
            "revocation_note",
            "revocation_symbol",
        ]
    )
    ledger.record(
        actor=actor.pseudonym, verb="certificate.revoked", subject=certificate
    )
    notifications.tell(
        recipients=[
            *people.members_of(certificate.product.producer),
            *people.officers_of(certificate.product.commune, *COMMUNE_ROLES),
        ],
        kind="certificate.revoked",
        values={
            "product": certificate.product.name,
            "number": certificate.number,
            "ground": str(ground.label),
        },
        url=certificate.get_absolute_url(),
        about=f"certificate:{certificate.pk}:revoked",
    )
    return certificate


def _locked(certificate: Certificate) -> Certificate:
    return (
        Certificate.objects.select_for_update(of=("self",))
        .select_related("product__commune", "product__producer", "decision")
        .get(pk=certificate.pk)
    )
