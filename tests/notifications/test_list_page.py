"""Somebody reads what they were told."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from saolang.notifications import queries, services
from tests import make

pytestmark = pytest.mark.django_db

LIST = "/thong-bao/"


def told(person, product="Rươi kho niêu", url="/ho-so/7/"):
    services.tell(
        recipients=[person],
        kind="dossier.forwarded",
        values={"product": product, "commune": "Xã Chí Minh"},
        url=url,
    )
    return queries.notices_of(person)[0]


def test_the_list_shows_my_messages_and_nobody_elses(client):
    me, other = make.user(), make.user()
    told(me, "Rươi kho niêu")
    told(other, "Vải thiều")
    client.force_login(me)

    page = client.get(LIST).content.decode()

    assert "Rươi kho niêu" in page
    assert "Vải thiều" not in page
    assert "1 thông báo chưa đọc" in page


def test_an_empty_list_says_what_will_come(client):
    client.force_login(make.user())

    assert "Chưa có thông báo nào" in client.get(LIST).content.decode()


def test_opening_a_message_marks_it_read_and_leads_on(client):
    me = make.user()
    notice = told(me)
    client.force_login(me)

    response = client.post(reverse("notifications:read", args=[notice.pk]))

    assert response["Location"] == "/ho-so/7/"
    assert queries.unread_count(me) == 0


def test_a_message_without_a_page_leads_back_to_the_list(client):
    me = make.user()
    notice = told(me, url="")
    client.force_login(me)

    response = client.post(reverse("notifications:read", args=[notice.pk]))

    assert response["Location"] == LIST


def test_all_messages_can_be_marked_read_at_once(client):
    me, other = make.user(), make.user()
    for _message in range(3):
        told(me)
    told(other)
    client.force_login(me)

    client.post(reverse("notifications:read_all"))

    assert (queries.unread_count(me), queries.unread_count(other)) == (0, 1)


def test_when_a_message_was_first_read_is_not_overwritten():
    me = make.user()
    notice = told(me)
    first = timezone.now()

    services.mark_read(actor=me, notice=notice, at=first)
    services.mark_read(actor=me, notice=notice, at=timezone.now())

    assert queries.notices_of(me).get().read_at == first


def test_somebody_elses_message_does_not_exist(client):
    notice = told(make.user())
    client.force_login(make.user())

    response = client.post(reverse("notifications:read", args=[notice.pk]))

    assert response.status_code == 404
    assert queries.unread_count(notice.recipient) == 1


def test_a_link_alone_marks_nothing(client):
    me = make.user()
    notice = told(me)
    client.force_login(me)

    assert (
        client.get(reverse("notifications:read", args=[notice.pk])).status_code == 405
    )
    assert queries.unread_count(me) == 1


def test_a_visitor_is_asked_to_sign_in(client):
    assert client.get(LIST).status_code == 302


def test_a_long_list_costs_no_more_queries(client):
    me = make.user()
    client.force_login(me)
    told(me)
    client.get(LIST)

    with CaptureQueriesContext(connection) as one:
        client.get(LIST)
    for _message in range(2):
        told(me)
    with CaptureQueriesContext(connection) as three:
        client.get(LIST)

    assert len(three) == len(one)
