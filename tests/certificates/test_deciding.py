"""A province decides on what its council concluded."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from saolang.audit.models import Entry
from saolang.certificates import services
from saolang.certificates.models import Certificate, RecognitionDecision
from saolang.dossiers.models import Status
from saolang.files import storage
from saolang.kernel.errors import RuleViolation
from saolang.notifications.models import Notice
from saolang.papers.models import Paper
from saolang.people.models import Role
from tests import make

pytestmark = pytest.mark.django_db


def officer_of(session):
    return make.user(Role.PROVINCE_OFFICER, session.round.unit)


def leader_of(session):
    return make.user(Role.PROVINCE_LEADER, session.round.unit)


def draft(session):
    return services.draft_decision(
        actor=officer_of(session), session=session, at=timezone.now()
    )


def sign(decision, actor, number=12, signed_on=None):
    return services.sign_decision(
        actor=actor,
        decision=decision,
        number=number,
        signed_on=signed_on or timezone.localdate(),
        at=timezone.now(),
    )


def test_a_draft_is_a_paper_and_asking_twice_makes_one():
    session = make.concluded_session(4)

    first, second = draft(session), draft(session)

    assert first == second
    assert first.paper.state == Paper.State.DRAFT
    assert first.paper.pdf
    assert first.paper.docx
    assert Certificate.objects.count() == 0


def test_signing_gives_each_product_its_stars_a_code_and_a_term():
    session = make.concluded_session(4, 3)
    decision = draft(session)
    today = timezone.localdate()

    issued = sign(decision, leader_of(session), number=3215)

    decision.refresh_from_db()
    assert decision.symbol == "3215/QĐ-UBND"
    assert [(c.stars, c.number) for c in issued] == [(4, "3215-01"), (3, "3215-02")]
    assert all(len(c.code) == 20 for c in issued)
    assert issued[0].issued_on == today
    assert issued[0].last_day == date(today.year + 3, today.month, today.day)
    assert {c.dossier.status for c in issued} == {Status.RECOGNISED}
    assert decision.paper.state == Paper.State.SIGNED
    verbs = set(Entry.objects.values_list("verb", flat=True))
    assert {"decision.drafted", "decision.signed", "certificate.issued"} <= verbs


def test_producer_and_commune_are_told():
    session = make.concluded_session(4)
    dossier = session.items.get().dossier
    commune = make.user(Role.COMMUNE_LEADER, dossier.commune)

    sign(draft(session), leader_of(session))

    told = Notice.objects.filter(kind="certificate.issued")
    assert {n.recipient for n in told} == {
        make.owner_of(dossier.product.producer),
        commune,
        *told_officers(dossier),
    }


def told_officers(dossier):
    """The commune's own people that made the dossier what it is."""
    from_report = dossier.commune_report
    return {from_report.drafted_by, from_report.signed_by}


def test_five_stars_are_approved_and_not_certified():
    session = make.concluded_session(5, 4)

    issued = sign(draft(session), leader_of(session))

    assert [c.stars for c in issued] == [4]
    five = session.items.get(stars=5).dossier
    assert five.status == Status.RESULT_APPROVED_5


def test_products_below_three_stars_are_in_no_annex():
    session = make.concluded_session(4, 2)

    decision = draft(session)

    assert [row["stars"] for row in decision.paper.snapshot["recognised"]] == ["4"]


def test_new_stars_supersede_the_old_ones_from_the_day_of_issue():
    session = make.concluded_session(4)
    product = session.items.get().dossier.product
    old = make.certificate(product, stars=3)

    (new,) = sign(draft(session), leader_of(session))

    old.refresh_from_db()
    assert old.superseded_by == new
    assert old.superseded_on == new.issued_on


def refusal(verb):
    with pytest.raises(RuleViolation) as refused:
        verb()
    return refused.value


def test_a_session_that_recognised_nothing_gets_no_decision():
    session = make.concluded_session(2)

    assert refusal(lambda: draft(session)).code == "decision.nothing"


def test_an_open_session_gets_no_decision():
    session = make.open_session()

    assert refusal(lambda: draft(session)).code == "decision.session_open"


def test_a_signed_decision_is_final():
    session = make.concluded_session(4)
    decision, leader = draft(session), leader_of(session)
    sign(decision, leader)
    before = storage.read(Paper.objects.get().pdf)

    assert refusal(lambda: sign(decision, leader, 13)).code == "decision.signed"
    assert Certificate.objects.count() == 1
    assert storage.read(Paper.objects.get().pdf) == before


def test_no_date_after_today_or_before_the_council_concluded():
    session = make.concluded_session(4)
    decision, leader = draft(session), leader_of(session)
    today = timezone.localdate()

    late = refusal(lambda: sign(decision, leader, 1, today + timedelta(days=1)))
    early = refusal(lambda: sign(decision, leader, 1, today - timedelta(days=1)))

    assert (late.code, late.field) == ("decision.future", "signed_on")
    assert (early.code, early.field) == ("decision.too_early", "signed_on")


def test_a_number_is_given_once_and_the_next_one_is_named():
    first = make.concluded_session(4)
    leader = leader_of(first)
    sign(draft(first), leader, number=7)
    second = make.concluded_session(4, unit=first.round.unit, number=2)

    refused = refusal(lambda: sign(draft(second), leader, number=7))

    assert (refused.code, refused.field) == ("paper.number_taken", "number")
    assert "8" in refused.message
    assert RecognitionDecision.objects.filter(signed_on=None).count() == 1


def test_only_the_provinces_office_drafts_and_only_its_leader_signs():
    session = make.concluded_session(4)
    decision = draft(session)
    stranger = make.user(Role.PROVINCE_LEADER)

    for actor in (officer_of(session), stranger):
        with pytest.raises(PermissionDenied):
            sign(decision, actor)
    with pytest.raises(PermissionDenied):
        services.draft_decision(actor=stranger, session=session, at=timezone.now())


def test_what_the_leader_read_is_signed_though_the_product_was_renamed_since():
    session = make.concluded_session(4)
    decision = draft(session)
    product = session.items.get().dossier.product
    before = product.name
    product.name = "Tên khác hẳn"
    product.save()

    [certificate] = sign(decision, leader_of(session))

    decision.refresh_from_db()
    assert [row["product"] for row in decision.paper.snapshot["recognised"]] == [before]
    assert certificate.holder["product"] == before


def test_a_decision_names_what_was_handed_in_and_judged():
    """T-35: a product renamed after the council met takes no stars with it."""
    session = make.concluded_session(4)
    product = session.items.get().dossier.product
    judged = product.name
    product.name = "Sâm nghìn năm"
    product.save()

    [certificate] = sign(draft(session), leader_of(session))

    assert certificate.holder["product"] == judged
    assert "Sâm nghìn năm" not in str(certificate.decision.paper.snapshot)
