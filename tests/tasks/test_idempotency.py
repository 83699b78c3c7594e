"""What is sent twice is done once, and nothing typed is lost (T-14)."""

import json
import threading

import pytest
from django.contrib.messages import get_messages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.urls import resolve, reverse

from saolang.config import access
from saolang.geography.models import AdminUnit
from saolang.tasks.models import IdempotencyKey
from tests import make
from tests.tasks import addresses

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.tasks.addresses")]

FORM = "/dang-ky/"
SCRIPT = "/dang-ky-json/"
KEY = "5a5b5c"


@pytest.fixture(autouse=True)
def _addresses_have_policies(monkeypatch):
    rows = access._rows() | addresses.POLICIES
    monkeypatch.setattr(access, "_rows", lambda: rows)


@pytest.fixture
def member(client):
    client.force_login(make.user())
    return client


def send(client, key=KEY, where=FORM, **fields):
    return client.post(where, {"name": "Rươi", "idempotency_key": key, **fields})


def made():
    return AdminUnit.objects.filter(level="province").count()


def test_the_second_send_gets_the_first_answer(member):
    first = send(member, csrfmiddlewaretoken="one")

    second = send(member, csrfmiddlewaretoken="another page, another token")

    assert made() == 1
    assert (first.status_code, first["Location"]) == (302, "/xong/")
    assert (second.status_code, second["Location"]) == (302, "/xong/")
    assert second["Idempotency-Replayed"] == "true"
    assert "Idempotency-Replayed" not in first
    assert [str(m) for m in get_messages(second.wsgi_request)] == ["Đã đăng ký."]


def test_without_a_key_each_send_counts(member):
    for _send in range(2):
        member.post(FORM, {"name": "Rươi"})

    assert made() == 2


def test_the_same_key_with_other_content_is_not_done_and_nothing_is_lost(member):
    send(member)

    response = send(member, name="Vải <thiều>", note="hai\ndòng")

    page = response.content.decode()
    assert response.status_code == 422
    assert made() == 1
    assert 'name="name" value="Vải &lt;thiều&gt;"' in page
    assert "hai\ndòng" in page
    assert "idempotency_key" in page
    assert f'value="{KEY}"' not in page


def test_a_password_is_never_sent_back(member):
    send(member)

    response = send(member, name="khác", password="bí mật của tôi")

    assert "bí mật" not in response.content.decode()


def test_a_script_is_told_in_its_own_language(member):
    headers = {"Idempotency-Key": KEY}
    body = {"content_type": "application/json", "headers": headers}
    member.post(SCRIPT, json.dumps({"name": "Rươi"}), **body)

    again = member.post(SCRIPT, json.dumps({"name": "Rươi"}), **body)
    other = member.post(SCRIPT, json.dumps({"name": "Vải"}), **body)

    assert b"made" not in bytes(IdempotencyKey.objects.get().body)  # encrypted
    assert (again.status_code, again.json()) == (201, {"made": True})
    assert again["HX-Trigger"] == "made"
    assert (other.status_code, other.json()["code"]) == (422, "request.key_reused")
    assert made() == 1


def test_a_refused_form_can_be_corrected_under_the_same_key(member):
    refused = send(member, name="")
    corrected = send(member, name="Rươi")

    assert (refused.status_code, corrected.status_code) == (422, 302)
    assert made() == 1


def test_a_view_that_fails_leaves_neither_row_nor_key(member):
    response = send(member, name="forbidden")

    assert response.status_code == 403
    assert made() == 0
    assert not IdempotencyKey.objects.exists()


def test_a_key_belongs_to_one_account(client):
    for _person in range(2):
        client.force_login(make.user())
        send(client)

    assert made() == 2


def test_a_key_belongs_to_one_address(member):
    send(member)
    send(member, where="/dang-ky/7/")

    assert made() == 2


def test_two_visitors_do_not_share_a_key():
    answers = []
    for cookie in ("a" * 32, "b" * 32, "a" * 32):
        visitor = Client()
        visitor.cookies["csrftoken"] = cookie
        answers.append(send(visitor).status_code)

    assert answers == [302, 302, 302]
    assert made() == 2


def test_a_visitor_nobody_can_tell_apart_gets_no_stored_answer(client):
    send(client)
    send(client)

    assert made() == 2


def test_files_are_part_of_what_was_sent(member):
    def with_file(content, name="a.txt"):
        return send(member, file=SimpleUploadedFile(name, content))

    with_file(b"one")
    same, other = with_file(b"one"), with_file(b"two")

    assert (same.status_code, other.status_code) == (302, 422)
    assert "chọn lại tệp" in other.content.decode()
    assert made() == 1


def test_an_htmx_tally_of_the_same_form_is_never_taken_for_a_repeat(member):
    for name in ("Rươi", "Vải", "Rươi"):
        response = member.post(
            FORM, {"name": name, "idempotency_key": KEY}, headers={"HX-Request": "true"}
        )
        assert response.status_code == 302

    assert made() == 3


def test_htmx_that_names_a_key_is_done_once(member):
    headers = {"HX-Request": "true", "Idempotency-Key": KEY}
    for _send in range(2):
        member.post(FORM, {"name": "Rươi"}, headers=headers)

    assert made() == 1


def test_an_answer_too_long_to_keep_leads_to_its_page(member):
    first, second = (send(member, where="/dai/") for _ in range(2))

    assert (first.status_code, second.status_code) == (200, 303)
    assert second["Location"] == "/dai/"
    assert made() == 1


def test_a_stream_is_not_kept(member):
    for _send in range(2):
        list(send(member, where="/luong/").streaming_content)

    assert made() == 2


def test_any_key_fits():
    with_session = Client()
    with_session.force_login(make.user())
    for _send in range(2):
        send(with_session, key="khóa\0 rất dài " * 400)

    assert made() == 1


@pytest.mark.django_db(transaction=True)
def test_a_view_that_works_long_makes_nobody_wait():
    person = Client()
    person.force_login(make.user())

    assert send(person, where="/lau/").json() == {"holds_a_lock": False}
    assert not IdempotencyKey.objects.exists()


@pytest.mark.parametrize(
    ("name", "arguments"),
    [("dossiers:join_photos", [1]), ("papers:template", ["form01"])],
)
def test_views_that_work_long_say_so(name, arguments):
    assert resolve(reverse(name, args=arguments)).func.works_long


@pytest.mark.django_db(transaction=True)
def test_fifty_parallel_sends_make_one_row_and_get_one_answer():
    """T-14"""
    person = make.user()
    cookies = Client()
    cookies.force_login(person)
    start = threading.Barrier(50)
    answers = []

    def one_send():
        client = Client()
        client.cookies = cookies.cookies
        start.wait()
        response = send(client)
        answers.append((response.status_code, response["Location"]))
        connection.close()

    threads = [threading.Thread(target=one_send) for _ in range(50)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert answers == [(302, "/xong/")] * 50
    assert made() == 1
