"""What a province's OCOP office does before the advisory team looks."""

from datetime import datetime

from django.db import transaction

from saolang.dossiers import numbering, policies, transitions
from saolang.dossiers.models import Dossier, Receipt, Status
from saolang.dossiers.offices import COMMUNE, PROVINCE
from saolang.dossiers.queries import offices as queries
from saolang.kernel.calendar import local_date
from saolang.notifications import services as notifications
from saolang.people import access
from saolang.people.models import Role, User
from saolang.people.queries import members_of, officers_of


@transaction.atomic
def receive(*, actor: User, dossier: Dossier, at: datetime) -> Receipt:
    """Take a forwarded dossier in, under the province's own slip number."""
    dossier = transitions.locked(dossier)
    access.require(policies.may_check(actor, dossier, PROVINCE.level))
    transitions.require_status(dossier, PROVINCE.arrived)
    office = PROVINCE.unit_of(dossier)
    receipt = Receipt.objects.create(
        dossier=dossier,
        level=PROVINCE.level,
        unit=office,
        number=numbering.slip_number(
            office=office, commune=dossier.commune, year=local_date(at).year
        ),
        snapshot=queries.latest_snapshot(dossier),
        received_at=at,
        received_by=actor,
    )
    transitions.move(actor=actor, dossier=dossier, to=PROVINCE.checking, at=at)
    _tell(dossier, "dossier.received_by_province", number=receipt.number)
    return receipt


@transaction.atomic
def hand_to_advisory(*, actor: User, dossier: Dossier, at: datetime) -> Dossier:
    """Hand a checked dossier to the advisory team for appraisal."""
    dossier = transitions.locked(dossier)
    access.require(policies.may_check(actor, dossier, PROVINCE.level))
    transitions.require_status(dossier, PROVINCE.checking)
    transitions.move(actor=actor, dossier=dossier, to=Status.ADVISORY_REVIEW, at=at)
    _tell(dossier, "dossier.handed_to_advisory")
    _tell_advisers(dossier)
    return dossier


def _tell_advisers(dossier: Dossier) -> None:
    office = PROVINCE.unit_of(dossier)
    notifications.tell(
        recipients=officers_of(office, Role.ADVISORY_MEMBER),
        kind="appraisal.asked",
        values={"product": dossier.product.name, "province": office.full_name},
        url=dossier.get_absolute_url(),
        about=_about(dossier, "appraisal.asked"),
    )


def _about(dossier: Dossier, kind: str) -> str:
    """The matter of a message: once for each copy handed in."""
    return f"dossier:{dossier.pk}:{kind}:{queries.latest_snapshot(dossier).number}"


def _tell(dossier: Dossier, kind: str, **values: str) -> None:
    """Tell the producer and the commune, each with the address of their own page."""
    known = {
        "product": dossier.product.name,
        "province": PROVINCE.unit_of(dossier).full_name,
        **values,
    }
    notifications.tell(
        recipients=members_of(dossier.product.producer),
        kind=kind,
        values=known,
        url=dossier.get_absolute_url(),
        about=_about(dossier, kind),
    )
    notifications.tell(
        recipients=officers_of(dossier.commune, *COMMUNE.officers),
        kind=kind,
        values=known,
        url=COMMUNE.address("dossier", dossier),
        about=_about(dossier, kind),
    )
