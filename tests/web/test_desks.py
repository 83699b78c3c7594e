"""Every role finds its desk, and a desk costs the same for one row and for many."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from saolang.certificates import services as certificates
from saolang.dossiers.models import Status
from saolang.evaluation.models import Position
from saolang.evaluation.services import session as sessions
from saolang.notifications.models import Notice
from saolang.people.access import standing
from saolang.people.models import Producer, Role
from tests import make

pytestmark = pytest.mark.django_db
DESK = "/ban-lam-viec/"


@pytest.mark.parametrize("role", list(Role))
def test_every_role_has_a_desk_that_names_its_owner(client, role):
    client.force_login(make.user(role, full_name="Phạm Thị Lành"))

    page = client.get(DESK).content.decode()

    assert "Chào anh/chị Lành." in page


def test_a_new_account_is_told_to_register_its_producer(client):
    client.force_login(make.user())

    page = client.get(DESK).content.decode()

    assert reverse("people:new_producer") in page


def test_who_holds_two_roles_has_two_desks(client):
    person = make.user(Role.PROVINCE_OFFICER)
    make.assign(person, Role.COUNCIL_SECRETARY)
    client.force_login(person)

    first = client.get(DESK).content.decode()
    second = client.get(DESK, {"vai": "council_secretary"}).content.decode()

    assert "?vai=council_secretary" in first
    assert "Phiên họp</h2>" in second


def test_a_stranger_is_asked_to_sign_in(client):
    response = client.get(DESK)

    assert response.status_code == 302
    assert response.url == "/tai-khoan/dang-nhap/?next=/ban-lam-viec/"


def producers_work(person, count):
    (producer_id,) = standing(person).producer_ids
    producer = Producer.objects.get(pk=producer_id)
    for _each in range(count):
        goods = make.product(producer=producer)
        make.dossier(Status.COMMUNE_RETURNED, product=goods)


def communes_work(person, count):
    producer = make.producer(commune=person.assignments.get().unit)
    for _each in range(count):
        goods = make.product(producer=producer)
        make.dossier(Status.COMMUNE_REVIEW, product=goods)


def provinces_work(person, count):
    unit = make.commune(province=person.assignments.get().unit)
    for _each in range(count):
        goods = make.product(producer=make.producer(commune=unit))
        make.dossier(Status.PROVINCE_CHECK, product=goods)


def advisers_work(person, count):
    unit = make.commune(province=person.assignments.get().unit)
    for _each in range(count):
        goods = make.product(producer=make.producer(commune=unit))
        make.dossier(Status.ADVISORY_REVIEW, product=goods)


def secretarys_work(person, count):
    for _each in range(count):
        session = make.session(unit=person.assignments.get().unit)
        session.council.seats.filter(position=Position.SECRETARY).update(user=person)


def chairs_work(person, count):
    session = make.session(count, unit=person.assignments.get().unit)
    session.council.seats.filter(position=Position.CHAIR).update(user=person)
    sessions.open_session(actor=person, session=session, at=timezone.now())


def admins_work(person, count):
    for _each in range(count):
        make.user(Role.COMMUNE_OFFICER)


WORK = {
    Role.PRODUCER: producers_work,
    Role.COMMUNE_OFFICER: communes_work,
    Role.COMMUNE_LEADER: communes_work,
    Role.PROVINCE_OFFICER: provinces_work,
    Role.PROVINCE_LEADER: provinces_work,
    Role.ADVISORY_MEMBER: advisers_work,
    Role.COUNCIL_SECRETARY: secretarys_work,
    Role.COUNCIL_CHAIR: chairs_work,
    Role.ADMIN: admins_work,
}


@pytest.mark.parametrize("role", list(WORK))
def test_a_desk_costs_the_same_for_one_and_for_three(client, role):
    def queries_for(count):
        person = make.user(role)
        WORK[role](person, count)
        client.force_login(person)
        with CaptureQueriesContext(connection) as seen:
            page = client.get(DESK).content.decode()
        assert "<tbody>" in page
        return len(seen)

    assert queries_for(1) == queries_for(3)


def test_what_cannot_wait_comes_first_and_is_counted(client):
    person = make.user(Role.COMMUNE_OFFICER)
    unit = person.assignments.get().unit
    producer = make.producer(commune=unit)
    long_ago = timezone.now() - timedelta(days=60)
    for name, at in [("Cốm mới", timezone.now()), ("Mắm cũ", long_ago)]:
        goods = make.product(name, producer=producer)
        make.dossier(Status.COMMUNE_REVIEW, product=goods, at=at)
    client.force_login(person)

    page = client.get(DESK).content.decode()

    assert "Có 1 việc phải làm, 1 việc nên làm." in page
    assert page.index("Mắm cũ") < page.index("Cốm mới")


def test_the_leader_reads_how_many_products_the_draft_would_recognise(client):
    session = make.concluded_session(4, 2, 3)
    leader = make.user(Role.PROVINCE_LEADER, session.round.unit)
    certificates.draft_decision(
        actor=make.user(Role.PROVINCE_OFFICER, session.round.unit),
        session=session,
        at=timezone.now(),
    )
    client.force_login(leader)

    page = client.get(DESK).content.decode()

    assert "2 sản phẩm được Hội đồng đề nghị." in page
    assert Notice.objects.filter(recipient=leader, kind="decision.to_sign").exists()


def test_nobody_is_asked_for_a_decision_that_would_recognise_nothing(client):
    session = make.concluded_session(2)
    client.force_login(make.user(Role.PROVINCE_OFFICER, session.round.unit))

    page = client.get(DESK).content.decode()

    assert "Lập quyết định" not in page
