"""A notice goes out once, whatever breaks: real servers, real sockets."""

import hashlib
import hmac
import json
import re
import socket
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.core import mail
from django.core.exceptions import ImproperlyConfigured
from django.db import connection
from django.utils import timezone

from saolang.config import environment
from saolang.notifications import channels, sending, services
from saolang.notifications.models import Delivery, Notice
from saolang.tasks import queue
from saolang.tasks.models import Job
from tests import make
from tests.notifications.gateways import gateway, mail_server

State = Delivery.State
KEY = "k" * 40
EMAIL = "saolang.notifications.channels.Email"
SMS = "saolang.notifications.channels.Sms"


def told(*people, kind="dossier.returned", about=""):
    values = {
        "product": "Rươi kho niêu",
        "office": "xã Chí Minh",
        "items": "– Phiếu kiểm nghiệm",
        "answer_by": "26/02/2027",
        "note": "",
    }
    return services.tell(
        recipients=people, kind=kind, values=values, url="/ho-so/7/", about=about
    )


def attempt():
    """One attempt at everything that waits, whenever it was put off to."""
    Job.objects.filter(state=Job.State.WAITING).update(run_at=timezone.now())
    return queue.run_waiting()


@pytest.fixture
def sms(settings):
    settings.CHANNELS, settings.SMS_KEY = [SMS], KEY

    def use(server):
        settings.SMS_GATEWAY = f"{server.address}/gui?to=viettel"
        return make.user(email="", phone="+84912345678")

    return use


# --- the gateway for text messages ----------------------------------------------


@pytest.mark.django_db
def test_a_text_message_is_signed_json_with_a_link(sms):
    with gateway() as server:
        told(sms(server))
        queue.run_waiting()

    [(path, headers, body)] = server.taken
    delivery = Delivery.objects.get()
    assert path == "/gui?to=viettel"
    assert json.loads(body) == {
        "id": str(delivery.key),
        "to": "+84912345678",
        "text": "Hồ sơ Rươi kho niêu cần bổ sung. http://127.0.0.1:8000/ho-so/7/",
    }
    assert headers["Idempotency-Key"] == str(delivery.key)
    at, signed = re.fullmatch(
        r"t=(\d+),v1=([0-9a-f]{64})", headers["X-Saolang-Signature"]
    ).groups()
    expected = hmac.new(KEY.encode(), f"{at}.".encode() + body, hashlib.sha256)
    assert hmac.compare_digest(signed, expected.hexdigest())
    assert delivery.state == State.SENT


@pytest.mark.django_db
@pytest.mark.parametrize("trouble", [500, 503, 429, "redirect"])
def test_a_gateway_in_trouble_is_tried_again_with_the_same_key(sms, trouble):
    with gateway([trouble, trouble]) as server:
        told(sms(server))
        attempt()
        assert Delivery.objects.get().state == State.WAITING
        attempt()
        attempt()

    assert Delivery.objects.get().state == State.SENT
    assert [path for path, _h, _b in server.taken] == ["/gui?to=viettel"] * 3
    assert len({headers["Idempotency-Key"] for _p, headers, _b in server.taken}) == 1


@pytest.mark.django_db
def test_a_silent_gateway_is_left_after_a_while(sms, monkeypatch):
    monkeypatch.setattr(channels, "SECONDS", 0.2)
    with gateway([0.6]) as server:
        told(sms(server))
        attempt()
        assert Delivery.objects.get().state == State.WAITING
        attempt()

    assert Delivery.objects.get().state == State.SENT
    assert len(server.taken) == 2


@pytest.mark.django_db
def test_what_a_gateway_will_never_take_is_not_tried_again(sms):
    with gateway([422]) as server:
        told(sms(server))
        attempt()
        attempt()

    assert Delivery.objects.get().state == State.FAILED
    assert len(server.taken) == 1


@pytest.mark.django_db
def test_a_long_name_leaves_the_link_whole(sms):
    with gateway() as server:
        services.tell(
            recipients=[sms(server)],
            kind="deadline.answer_last",
            values={"product": "Rươi " * 90, "day": "1/2/2027", "office": "xã"},
            url="/ho-so/7/",
        )
        queue.run_waiting()

    text = json.loads(server.taken[0][2])["text"]
    assert len(text) <= channels.LONGEST_TEXT
    assert text.endswith("…. http://127.0.0.1:8000/ho-so/7/")


@pytest.mark.parametrize(
    "address", ["http://sms.example.vn/", "ftp://sms.example.vn", "https://", "sms"]
)
def test_an_open_line_to_a_gateway_is_refused(monkeypatch, address):
    monkeypatch.setenv("SAOLANG_SMS_GATEWAY", address)
    with pytest.raises(ImproperlyConfigured):
        environment.outbound("SAOLANG_SMS_GATEWAY", "")


def test_a_gateway_needs_a_key_worth_the_name(monkeypatch):
    monkeypatch.setenv("SAOLANG_SMS_KEY", "ngắn")
    with pytest.raises(ImproperlyConfigured):
        environment.key("SAOLANG_SMS_KEY", needed=True)
    assert environment.key("SAOLANG_SMS_KEY", needed=False) == "ngắn"


# --- mail -----------------------------------------------------------------------


@pytest.fixture
def smtp(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_TIMEOUT = "127.0.0.1", 5

    def use(server):
        settings.EMAIL_PORT = server.server_address[1]

    return use


@pytest.mark.django_db
def test_a_letter_over_a_real_line(smtp):
    with mail_server() as server:
        smtp(server)
        told(make.user())
        attempt()
        attempt()

    [letter] = server.letters
    assert f"Message-ID: <{Delivery.objects.get().key}@127.0.0.1>" in letter


@pytest.mark.django_db
def test_a_mail_server_that_is_away_is_tried_again(smtp, settings):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        settings.EMAIL_PORT = free.getsockname()[1]
    with mail_server() as server:
        told(make.user())
        attempt()
        assert Delivery.objects.get().state == State.WAITING
        smtp(server)
        attempt()

    assert Delivery.objects.get().state == State.SENT
    assert len(server.letters) == 1


@pytest.mark.django_db
def test_a_line_that_breaks_after_the_letter_is_not_tried_again(smtp):
    with mail_server(breaks_at="DATA.") as server:
        smtp(server)
        told(make.user())
        attempt()
        attempt()

    assert Delivery.objects.get().state == State.UNSURE
    assert len(server.letters) == 1


@pytest.mark.django_db
def test_an_address_that_does_not_exist_is_not_tried_again(smtp):
    with mail_server(refuses="RCPT") as server:
        smtp(server)
        told(make.user())
        attempt()
        attempt()

    assert Delivery.objects.get().state == State.FAILED
    assert server.letters == []


# --- killed workers, two workers ------------------------------------------------


def begun_by_a_worker_that_died(delivery, ago):
    delivery.state = State.SENDING
    delivery.lease_until = timezone.now() - ago + sending.LEASE
    delivery.save()


@pytest.mark.django_db
def test_a_letter_begun_by_a_killed_worker_is_perhaps_sent_and_stays_so():
    told(make.user())
    begun_by_a_worker_that_died(Delivery.objects.get(), timedelta(minutes=5))

    attempt()

    assert Delivery.objects.get().state == State.UNSURE
    assert mail.outbox == []


@pytest.mark.django_db
def test_a_text_message_begun_by_a_killed_worker_goes_out_under_its_key(sms):
    with gateway() as server:
        told(sms(server))
        begun_by_a_worker_that_died(Delivery.objects.get(), timedelta(minutes=5))
        attempt()

    delivery = Delivery.objects.get()
    assert delivery.state == State.SENT
    assert server.taken[0][1]["Idempotency-Key"] == str(delivery.key)


@pytest.mark.django_db
def test_what_another_worker_has_in_hand_is_left_alone():
    told(make.user())
    begun_by_a_worker_that_died(Delivery.objects.get(), timedelta(0))

    attempt()

    assert Job.objects.get().state == Job.State.WAITING
    assert Delivery.objects.get().state == State.SENDING
    assert mail.outbox == []


@pytest.mark.django_db
def test_a_channel_taken_out_of_use_sends_nothing(settings):
    told(make.user())
    settings.CHANNELS = []

    attempt()

    assert Delivery.objects.get().state == State.SKIPPED


def together(count, act):
    start = Barrier(count)

    def run(_number):
        try:
            start.wait(timeout=20)
            return act()
        finally:
            connection.close()

    with ThreadPoolExecutor(count) as pool:
        return list(pool.map(run, range(count)))


@pytest.mark.django_db(transaction=True)
def test_a_matter_told_from_many_sides_at_one_moment_is_told_once():
    person = make.user()

    answers = together(6, lambda: told(person, about="dossier:12:returned:3"))

    assert sorted(len(each) for each in answers) == [0, 0, 0, 0, 0, 1]
    assert Notice.objects.count() == Delivery.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_workers_with_the_same_delivery_send_one_letter(smtp):
    told(make.user())
    [delivery] = Delivery.objects.all()

    def act():
        try:
            sending.deliver(Job(), delivery_id=delivery.pk)
        except sending.InHand:
            return "in hand"
        return "done"

    with mail_server() as server:
        smtp(server)
        together(4, act)

    delivery.refresh_from_db()
    assert delivery.state == State.SENT
    assert len(server.letters) == 1


@pytest.mark.django_db
def test_each_channel_knows_whom_it_reaches(settings):
    settings.CHANNELS = [EMAIL, SMS]
    both = make.user(phone="+84912345678")
    phone, post = make.user(email="", phone="+84912345679"), make.user()

    reached = {
        channel.name: [channel.can_reach(p) for p in (both, phone, post)]
        for channel in channels.in_use()
    }

    assert reached == {"email": [True, False, True], "sms": [True, True, False]}
