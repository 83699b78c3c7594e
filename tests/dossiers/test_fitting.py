"""Which of a producer's papers link themselves, and which pages prove what."""

from datetime import date, timedelta

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from saolang.audit.models import Entry
from saolang.dossiers import progress
from saolang.dossiers.models import EvidenceLink, Status
from saolang.dossiers.rules import fitting
from saolang.dossiers.rules.fitting import Kept, Sheet
from saolang.dossiers.services import evidence as services
from saolang.evidence.rules import catalogue
from saolang.files.models import StoredFile
from saolang.kernel.errors import RuleViolation
from saolang.products.models import ProductionSite
from tests import make

DAY = date(2026, 11, 21)
KINDS = [kind.code for kind in catalogue.CATALOGUE]
TOPICS = sorted({topic for kind in catalogue.CATALOGUE for topic in kind.topics})

kept = st.builds(
    Kept,
    kind=st.sampled_from(KINDS),
    valid_until=st.none() | st.dates(date(2025, 1, 1), date(2028, 1, 1)),
    is_refused=st.booleans(),
    is_replaced=st.booleans(),
    is_site_closed=st.booleans(),
    is_of_product=st.booleans(),
)
sheets = st.builds(
    Sheet,
    group=st.sampled_from(catalogue.GROUPS),
    topics=st.sets(st.sampled_from(TOPICS)),
)


@given(kept, sheets)
def test_what_links_itself_serves_and_is_no_other_products(paper, sheet):
    kind = catalogue.by_code()[paper.kind]

    if fitting.fits(paper, sheet, DAY):
        assert fitting.serves(paper, sheet, DAY)
        assert kind.shared or paper.is_of_product
        assert kind.need(sheet.group)
        assert paper.valid_until is None or paper.valid_until >= DAY
        assert not any([paper.is_refused, paper.is_replaced, paper.is_site_closed])


@given(kept, sheets, st.integers(1, 900))
def test_time_alone_never_makes_a_paper_fit(paper, sheet, days):
    later = DAY + timedelta(days=days)

    assert fitting.fits(paper, sheet, DAY) or not fitting.fits(paper, sheet, later)


@given(kept, sheets, st.sampled_from(TOPICS))
def test_a_sheet_that_asks_more_loses_no_paper(paper, sheet, topic):
    wider = Sheet(sheet.group, {*sheet.topics, topic})

    assert not fitting.fits(paper, sheet, DAY) or fitting.fits(paper, wider, DAY)


def test_a_paper_that_speaks_for_one_product_waits_to_be_chosen():
    sheet = Sheet("I", TOPICS)

    assert fitting.fits(Kept("business_registration"), sheet, DAY)
    assert not fitting.fits(Kept("label_proof"), sheet, DAY)
    assert fitting.serves(Kept("label_proof"), sheet, DAY)
    assert fitting.fits(Kept("label_proof", is_of_product=True), sheet, DAY)
    assert not fitting.serves(Kept("tourism_rules"), sheet, DAY)


def _kinds_in(dossier):
    return set(dossier.links.values_list("evidence__kind", flat=True))


def _link(dossier):
    actor = make.owner_of(dossier.product.producer)
    return services.link_what_fits(actor=actor, dossier=dossier, at=timezone.now())


@pytest.mark.django_db
def test_the_next_product_begins_with_what_its_sister_has():
    maker = make.producer()
    sister = make.dossier(product=make.product(producer=maker))
    for kind in ("business_registration", "environment_file", "label_proof"):
        make.link(sister, kind)
    make.evidence(maker, "labour_list", valid_until=date(2020, 1, 1))
    make.evidence(
        maker,
        "waste_evidence",
        file=make.stored_file(state="refused", refusal_code="pdf.broken"),
    )
    old = make.evidence(maker, "qms_certificate", title="Bản cũ")
    make.evidence(maker, "qms_certificate", title="Bản mới", replaces=old)
    dossier = make.dossier(product=make.product(producer=maker))

    count = _link(dossier)

    assert count == 3
    assert _kinds_in(dossier) == {
        "business_registration",
        "environment_file",
        "qms_certificate",
    }
    assert not dossier.links.filter(evidence=old).exists()
    link = dossier.links.filter(evidence__kind="environment_file")[0]
    card = progress.card_of(dossier)
    assert card.criteria[link.criterion].topic == "environment"
    assert link.added_by == make.owner_of(maker)
    assert link.added_at is not None
    assert Entry.objects.filter(verb="evidence.linked").count() == 1


@pytest.mark.django_db
def test_linking_again_changes_nothing():
    dossier = make.dossier()
    make.evidence(dossier.product.producer)

    assert (_link(dossier), _link(dossier)) == (1, 0)
    assert Entry.objects.filter(verb="evidence.linked").count() == 1


@pytest.mark.django_db
def test_a_paper_used_for_the_same_product_before_comes_along_with_its_newer_version():
    first = make.dossier(Status.NOT_RECOGNISED)
    label = make.link(first, "label_proof").evidence
    newer = make.evidence(first.product.producer, "label_proof", replaces=label)
    again = make.dossier(product=first.product)

    _link(again)

    assert set(again.links.values_list("evidence", flat=True)) == {newer.pk}


@pytest.mark.django_db
def test_papers_of_a_closed_site_and_of_others_stay_away():
    dossier = make.dossier()
    maker = dossier.product.producer
    site = ProductionSite.objects.create(
        producer=maker, name="Xưởng cũ", commune=maker.commune, closed_on=DAY
    )
    make.evidence(maker, "food_safety_certificate", site=site)
    make.evidence(make.producer(), "business_registration")

    assert _link(dossier) == 0


@pytest.mark.django_db
def test_a_paper_that_ends_before_the_round_does_not_link_though_it_holds_today():
    dossier = make.dossier(judged_on=timezone.localdate() + timedelta(days=40))
    maker = dossier.product.producer
    soon = timezone.localdate() + timedelta(days=10)
    make.evidence(maker, "food_safety_certificate", valid_until=soon)

    assert _link(dossier) == 0


@pytest.mark.django_db
def test_nothing_is_linked_into_a_dossier_an_office_holds():
    dossier = make.dossier(Status.COMMUNE_REVIEW)
    make.evidence(dossier.product.producer)

    with pytest.raises(RuleViolation) as refused:
        _link(dossier)

    assert refused.value.code == "dossier.locked"
    assert not EvidenceLink.objects.filter(dossier=dossier).exists()


@pytest.mark.django_db
def test_a_file_still_being_checked_links_already():
    dossier = make.dossier()
    file = make.stored_file(state=StoredFile.State.RECEIVED)
    make.evidence(dossier.product.producer, file=file)

    assert _link(dossier) == 1
