"""Where a producer makes things: open a place, describe it, close it, open it again."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction

from saolang.audit import ledger
from saolang.geography.models import AdminUnit
from saolang.kernel.errors import RuleViolation
from saolang.kernel.text import clean
from saolang.people import access
from saolang.people.models import Producer, User
from saolang.products import policies
from saolang.products.models import ProductionSite


@dataclass(frozen=True, slots=True)
class Place:
    """What a producer says of a production site."""

    name: str
    commune: AdminUnit
    address: str = ""

    def write(self, site: ProductionSite) -> None:
        """Put the words into a row, in one spelling."""
        site.name = clean(self.name)
        site.address = clean(self.address)
        site.commune = self.commune


@transaction.atomic
def open_site(*, actor: User, producer: Producer, place: Place) -> ProductionSite:
    """Enter a place where a producer makes things."""
    producer = Producer.objects.select_for_update().get(pk=producer.pk)
    access.require(policies.may_register(actor, producer))
    return _saved(actor, ProductionSite(producer=producer), place, "site.opened")


@transaction.atomic
def describe_site(*, actor: User, site: ProductionSite, place: Place) -> ProductionSite:
    """Change what is said of a site."""
    site = _locked(actor, site)
    return _saved(actor, site, place, "site.described")


@transaction.atomic
def close_site(*, actor: User, site: ProductionSite, on: date) -> ProductionSite:
    """Nothing is made there any more; its papers link themselves no longer."""
    return _closed(actor, site, on, "site.closed")


@transaction.atomic
def reopen_site(*, actor: User, site: ProductionSite) -> ProductionSite:
    """Things are made there again."""
    return _closed(actor, site, None, "site.reopened")


def _closed(
    actor: User, site: ProductionSite, on: date | None, verb: str
) -> ProductionSite:
    """Asking twice is the same as asking once."""
    site = _locked(actor, site)
    if (site.closed_on is None) != (on is None):
        site.closed_on = on
        site.save(update_fields=["closed_on"])
        ledger.record(actor=actor.pseudonym, verb=verb, subject=site)
    return site


def _locked(actor: User, site: ProductionSite) -> ProductionSite:
    producer = Producer.objects.select_for_update().get(pk=site.producer_id)
    access.require(policies.may_register(actor, producer))
    return ProductionSite.objects.select_for_update().get(pk=site.pk)


def _saved(
    actor: User, site: ProductionSite, place: Place, verb: str
) -> ProductionSite:
    place.write(site)
    same = ProductionSite.objects.filter(producer=site.producer_id, name=site.name)
    if same.exclude(pk=site.pk).exists():
        raise RuleViolation(
            "site.exists", "Bạn đã có một nơi sản xuất tên này.", field="name"
        )
    site.save()
    ledger.record(actor=actor.pseudonym, verb=verb, subject=site)
    return site
