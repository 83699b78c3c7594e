"""Somebody chooses what reaches them through which channel."""

import pytest
from django.core import mail
from django.urls import reverse

from saolang.notifications import queries
from saolang.notifications.models import Delivery, Preference
from saolang.people.models import Role
from saolang.tasks import queue
from tests import make
from tests.notifications.test_list_page import told
from tests.notifications.test_sending import told as told_of_return

pytestmark = pytest.mark.django_db
PAGE = "/thong-bao/cach-nhan/"
State = Delivery.State


def test_the_usual_is_ticked(client):
    client.force_login(make.user())

    shown = client.get(PAGE).content.decode()

    assert shown.count("checked") == 5
    assert "Tin nhắn điện thoại" not in shown
    assert "Thư tổng hợp" not in shown


def test_what_was_unticked_stays_in_the_list_and_is_not_mailed(client):
    me = make.user()
    client.force_login(me)

    client.post(PAGE, {"email": ["talk", "deadline", "council", "office"]})
    told(me)
    queue.run_waiting()

    assert queries.unread_count(me) == 1
    assert mail.outbox == []
    assert Delivery.objects.get().state == State.SKIPPED
    assert client.get(PAGE).content.decode().count("checked") == 4


def test_what_is_important_goes_out_whatever_was_unticked(client):
    me = make.user()
    client.force_login(me)

    client.post(PAGE, {})
    told_of_return(me)
    queue.run_waiting()

    assert len(mail.outbox) == 1


def test_a_wish_for_a_channel_not_shown_is_kept(client, settings):
    settings.CHANNELS = [*settings.CHANNELS, "saolang.notifications.channels.Sms"]
    me = make.user(phone="+84912345678")
    client.force_login(me)
    client.post(PAGE, {"email": ["talk"], "sms": ["talk"]})
    settings.CHANNELS = settings.CHANNELS[:1]

    client.post(PAGE, {"email": ["road"]})

    wishes = Preference.objects.get(person=me).wishes
    assert wishes["sms:talk"] is True
    assert wishes["sms:deadline"] is False
    assert wishes["email:talk"] is False
    assert "email:road" not in wishes


def test_a_value_that_is_not_offered_is_refused(client):
    client.force_login(make.user())

    shown = client.post(PAGE, {"email": ["important"]})

    assert shown.status_code == 422
    assert not Preference.objects.exists()


def test_an_officer_chooses_the_rhythm_of_the_digest(client):
    officer = make.user(Role.COMMUNE_OFFICER)
    client.force_login(officer)
    told(officer)
    queue.run_waiting()
    assert mail.outbox == []  # folded into the letter of the morning

    client.post(PAGE, {"email": ["road"], "digest": "off"})
    told(officer)
    queue.run_waiting()

    assert Preference.objects.get(person=officer).digest == "off"
    assert len(mail.outbox) == 1
    assert queries.unread_count(officer) == 2


def test_the_list_and_the_account_lead_here(client):
    client.force_login(make.user())

    for address in ("/thong-bao/", reverse("people:account")):
        assert PAGE in client.get(address).content.decode()
