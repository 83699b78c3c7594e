"""The office drafts a decision, the leader reads and signs it."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from saolang.certificates import services
from saolang.certificates.models import Certificate, RecognitionDecision
from saolang.people.models import Role
from tests import make

pytestmark = pytest.mark.django_db
LIST = reverse("certificates:decisions")


@pytest.fixture
def session():
    return make.concluded_session(4, 3)


@pytest.fixture
def office(session):
    return session.round.unit


def sign_in(client, role, office):
    person = make.user(role, office)
    client.force_login(person)
    return person


@pytest.fixture
def drafted(session, office):
    return services.draft_decision(
        actor=make.user(Role.PROVINCE_OFFICER, office),
        session=session,
        at=timezone.now(),
    )


def test_the_office_finds_the_session_that_waits_and_drafts(client, session, office):
    sign_in(client, Role.PROVINCE_OFFICER, office)

    assert "2 sản phẩm được đề nghị công nhận" in client.get(LIST).content.decode()
    response = client.post(reverse("certificates:draft", args=[session.pk]))

    decision = RecognitionDecision.objects.get()
    assert response.url == decision.get_absolute_url()
    html = client.get(response.url).content.decode()
    assert "Chờ lãnh đạo ký" in html
    assert "84,22" in html
    assert "Bản Word" in html
    assert "Phiên chờ quyết định" not in client.get(LIST).content.decode()


def test_a_session_with_nothing_to_recognise_is_refused_with_a_reason(client):
    session = make.concluded_session(2)
    sign_in(client, Role.PROVINCE_OFFICER, session.round.unit)

    response = client.post(reverse("certificates:draft", args=[session.pk]))

    assert response.status_code == 422
    assert "không có sản phẩm nào" in response.content.decode()


def test_the_leader_signs_with_the_number_proposed_from_the_register(
    client, drafted, office
):
    sign_in(client, Role.PROVINCE_LEADER, office)
    html = client.get(drafted.get_absolute_url()).content.decode()
    assert 'name="number" value="1"' in html

    today = timezone.localdate().isoformat()
    url = reverse("certificates:sign", args=[drafted.pk])
    sent = {"number": "3215", "signed_on": today, "idempotency_key": "b" * 32}
    first, second = client.post(url, sent), client.post(url, sent)

    assert (first.status_code, second.status_code) == (302, 302)
    assert Certificate.objects.count() == 2
    html = client.get(drafted.get_absolute_url()).content.decode()
    assert "3215/QĐ-UBND" in html
    assert "3215-02" in html


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"number": "12", "signed_on": "2099-05-05"}, "không được sau hôm nay"),
        ({"number": "0", "signed_on": "2026-11-21"}, ""),
        ({"number": "mười", "signed_on": "2026-11-21"}, ""),
        ({"number": "12", "signed_on": "hôm qua"}, ""),
        ({}, ""),
    ],
)
def test_a_refused_signature_keeps_what_was_typed(client, drafted, office, sent, said):
    sign_in(client, Role.PROVINCE_LEADER, office)

    response = client.post(reverse("certificates:sign", args=[drafted.pk]), sent)

    html = response.content.decode()
    assert response.status_code == 422
    assert said in html
    assert 'aria-invalid="true"' in html
    assert all(f'value="{typed}"' in html for typed in sent.values())
    assert Certificate.objects.count() == 0


def test_an_officer_does_not_sign_and_a_stranger_sees_nothing(client, drafted, office):
    url = reverse("certificates:sign", args=[drafted.pk])
    sign_in(client, Role.PROVINCE_OFFICER, office)
    assert client.post(url, {"number": 1}).status_code == 403
    assert (
        "Ký quyết định</button>"
        not in client.get(drafted.get_absolute_url()).content.decode()
    )

    client.force_login(make.user(Role.PROVINCE_LEADER))
    assert client.get(drafted.get_absolute_url()).status_code == 404
    assert client.post(url, {"number": 1}).status_code == 404
    assert "Dự thảo quyết định" not in client.get(LIST).content.decode()


@pytest.mark.parametrize("count", [1, 3, 30])
def test_queries_do_not_grow_with_the_list(client, count):
    office = make.province()
    sign_in(client, Role.PROVINCE_LEADER, office)
    for _each in range(count):
        make.decision(office)
    client.get(LIST)

    with CaptureQueriesContext(connection) as asked:
        client.get(LIST)

    assert len(asked) <= 10
