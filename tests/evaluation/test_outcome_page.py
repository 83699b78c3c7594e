"""Producer and commune are told what became of a dossier, and may read why."""

import pytest
from django.urls import reverse
from django.utils import timezone

from saolang.certificates import services as certificates
from saolang.dossiers.models import Dossier, Status
from saolang.evaluation.models import Position
from saolang.evaluation.rules.merging import Entry
from saolang.evaluation.services import appraisal as appraisals
from saolang.evaluation.services import closing
from saolang.notifications.models import Notice
from saolang.people.models import Role
from tests import make

pytestmark = pytest.mark.django_db


def page_of(dossier):
    return reverse("evaluation:outcome", args=[dossier.pk])


def read(client, person, dossier):
    client.force_login(person)
    return client.get(page_of(dossier))


def told(person, kind="result.announced"):
    found = Notice.objects.filter(recipient=person, kind=kind)
    return list(found.values_list("url", flat=True))


def dossier_of(session):
    return Dossier.objects.select_related("product__producer", "commune").get(
        pk=session.items.get().dossier_id
    )


def test_who_is_not_recognised_learns_why_when_the_council_has_concluded(client):
    session = make.open_session()
    officer = make.user(Role.COMMUNE_OFFICER, dossier_of(session).commune)
    owner = make.owner_of(dossier_of(session).product.producer)
    for sheet in make.sheets_in(session):
        make.submit(sheet, make.entry(sheet, "low"))
    chair = make.seated(session, Position.CHAIR)
    closing.close_session(actor=chair, session=session, at=timezone.now())
    assert told(owner) == []
    closing.conclude(actor=chair, session=session, at=timezone.now())
    dossier = dossier_of(session)

    text = read(client, owner, dossier).content.decode()

    assert dossier.status == Status.NOT_RECOGNISED
    assert told(owner) == told(officer) == [page_of(dossier)]
    assert "Cần cải thiện" in text
    assert "khiếu nại trong 90 ngày" in text
    assert [p.name for p in session.panel.all() if p.name in text] == []


def test_a_potential_five_is_announced_when_the_province_has_approved_it(client):
    session = make.concluded_session(5)
    dossier = dossier_of(session)
    owner = make.owner_of(dossier.product.producer)
    unit = session.round.unit
    decision = certificates.draft_decision(
        actor=make.user(Role.PROVINCE_OFFICER, unit), session=session, at=timezone.now()
    )
    early = read(client, owner, dossier)
    certificates.sign_decision(
        actor=make.user(Role.PROVINCE_LEADER, unit),
        decision=decision,
        number=7,
        signed_on=timezone.localdate(),
        at=timezone.now(),
    )

    announced = read(client, owner, dossier)

    assert early.url == dossier.get_absolute_url()  # nothing before the decision
    assert announced.status_code == 200
    assert told(owner) == [page_of(dossier)]


def test_what_the_advisers_turn_down_comes_with_their_reason(client):
    dossier = make.dossier(Status.ADVISORY_REVIEW)
    owner = make.owner_of(dossier.product.producer)
    appraisals.submit_appraisal(
        actor=make.user(Role.ADVISORY_MEMBER, dossier.commune.parent),
        dossier=dossier,
        entry=Entry(ticks={}, notes={}),
        report=appraisals.Report(
            conclusion="Giấy kiểm nghiệm là giả.", recommendation="not_eligible"
        ),
        version=1,
        at=timezone.now(),
    )

    text = read(client, owner, dossier).content.decode()

    assert told(owner, "appraisal.not_eligible") == [page_of(dossier)]
    assert "Giấy kiểm nghiệm là giả." in text


def test_another_producers_result_does_not_exist_for_me(client):
    dossier = make.dossier(Status.NOT_RECOGNISED)
    stranger = make.owner_of(make.producer())

    assert read(client, stranger, dossier).status_code == 404
