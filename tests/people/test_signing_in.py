"""Somebody signs in, is locked out, forgets a password, comes back."""

import re
from datetime import timedelta

import pytest
from django.contrib.auth.hashers import MD5PasswordHasher
from django.core import mail
from django.utils import timezone

from saolang.audit.models import Entry
from saolang.people.models import OneTimeCode, Role
from saolang.people.services import accounts
from saolang.tasks import queue
from saolang.tasks.models import Job
from tests import make

pytestmark = pytest.mark.django_db
SIGN_IN = "/tai-khoan/dang-nhap/"
NEW = "Bánh gai Ninh Giang 1"


def try_in(client, login, password, **extra):
    return client.post(SIGN_IN, {"username": login, "password": password}, **extra)


@pytest.mark.parametrize(
    "typed",
    ["0912345678", "0912 345 678", "+84912345678", "lan@example.vn", "Lan@Example.VN"],
)
def test_one_signs_in_with_phone_or_e_mail_however_it_is_typed(client, typed):
    make.user(email="lan@example.vn", phone="+84912345678")

    response = try_in(client, typed, make.PASSWORD)

    assert response.status_code == 302
    assert response.url == "/ban-lam-viec/"


def test_unknown_wrong_and_suspended_get_the_same_page_for_the_same_work(
    client, monkeypatch
):
    make.user(email="biet@example.vn")
    make.user(email="khoa@example.vn", is_active=False)
    hashed = []
    encode = MD5PasswordHasher.encode

    def count(self, password, salt):
        hashed.append(password)
        return encode(self, password, salt)

    monkeypatch.setattr(MD5PasswordHasher, "encode", count)

    def answer(login, password):
        hashed.clear()
        response = try_in(client, login, password)
        body = re.sub(r'value="[^"]*"', "", response.content.decode())
        return response.status_code, body, len(hashed)

    unknown = answer("la@example.vn", "sai hết rồi")

    assert answer("biet@example.vn", "sai hết rồi") == unknown
    assert answer("khoa@example.vn", "sai hết rồi") == unknown
    assert answer("khoa@example.vn", make.PASSWORD) == unknown


def test_eight_failures_lock_the_door_whatever_the_spelling(client):
    make.user(phone="+84912345678")
    for typed in ["0912345678", "0912 345 678", "+84912345678", "0912.345.678"] * 2:
        response = try_in(client, typed, "sai")

    assert response.status_code == 429
    assert "Tạm dừng đăng nhập" in response.content.decode()
    assert try_in(client, "84912345678", make.PASSWORD).status_code == 429


def test_signing_in_changes_the_session_and_goes_where_one_wanted(client):
    person = make.user(Role.PRODUCER)
    before = client.session
    before["seen"] = "yes"
    before.save()

    response = client.post(
        SIGN_IN,
        {
            "username": person.email,
            "password": make.PASSWORD,
            "next": "/tai-khoan/",
        },
    )

    assert response.url == "/tai-khoan/"
    assert client.cookies["sessionid"].value != before.session_key
    assert not before.exists(before.session_key)


def test_nobody_is_sent_to_another_site_after_signing_in(client):
    person = make.user()

    response = client.post(
        SIGN_IN,
        {
            "username": person.email,
            "password": make.PASSWORD,
            "next": "https://example.org/",
        },
    )

    assert response.url == "/ban-lam-viec/"


def test_signing_out_needs_a_post(client):
    client.force_login(make.user())

    assert client.get("/tai-khoan/dang-xuat/").status_code == 405
    assert client.post("/tai-khoan/dang-xuat/").status_code == 302
    assert client.get("/tai-khoan/").status_code == 302


def test_a_forgotten_password_is_set_anew_from_the_letter(client):
    person = make.user(email="quen@example.vn")
    other_device = client.__class__()
    other_device.force_login(person)

    client.post("/tai-khoan/quen-mat-khau/", {"email": "Quen@example.vn"})
    queue.run_waiting()
    path = re.search(r"http://\S+?(/tai-khoan/\S+)", mail.outbox[0].body).group(1)
    form = client.get(path, follow=True)
    response = client.post(form.request["PATH_INFO"], {"password": NEW})

    person.refresh_from_db()
    assert response.url == "/ban-lam-viec/"
    assert person.check_password(NEW)
    assert client.get("/tai-khoan/").status_code == 200
    assert other_device.get("/tai-khoan/").status_code == 302
    assert client.get(path, follow=True).context["validlink"] is False
    assert Entry.objects.filter(verb="account.password_set").count() == 1


def test_nobody_fills_another_mailbox_with_letters(client):
    make.user(email="lan@example.vn")
    make.user(email="mai@example.vn")

    for address in ["lan@example.vn", "Lan@example.vn", "mai@example.vn"] * 3:
        client.post("/tai-khoan/quen-mat-khau/", {"email": address})
    queue.run_waiting()
    assert len(mail.outbox) == 2

    Job.objects.update(created_at=timezone.now() - timedelta(minutes=5))
    client.post("/tai-khoan/quen-mat-khau/", {"email": "lan@example.vn"})
    queue.run_waiting()
    assert len(mail.outbox) == 3


def test_the_answer_does_not_say_whether_an_address_is_known(client):
    make.user(email="biet@example.vn")

    known = client.post("/tai-khoan/quen-mat-khau/", {"email": "biet@example.vn"})
    unknown = client.post("/tai-khoan/quen-mat-khau/", {"email": "la@example.vn"})
    queue.run_waiting()

    assert (known.status_code, known.url) == (unknown.status_code, unknown.url)
    assert [letter.to for letter in mail.outbox] == [["biet@example.vn"]]


def test_changing_the_password_keeps_this_device_and_ends_the_others(client):
    person = make.user()
    client.force_login(person)
    other_device = client.__class__()
    other_device.force_login(person)

    refused = client.post("/tai-khoan/mat-khau/", {"present": "x", "password": NEW})
    client.post("/tai-khoan/mat-khau/", {"present": make.PASSWORD, "password": NEW})

    assert "Mật khẩu hiện tại không đúng" in refused.content.decode()
    assert client.get("/tai-khoan/").status_code == 200
    assert other_device.get("/tai-khoan/").status_code == 302


def phone_only():
    person = make.user(email="", phone="+84912345678", full_name="Bà Nụ")
    producer = make.producer(owner=person)
    return person, make.user(Role.COMMUNE_OFFICER, producer.commune)


def test_an_officer_reads_out_a_code_and_the_producer_comes_in(client):
    person, officer = phone_only()
    client.force_login(officer)
    page = client.post(f"/tai-khoan/cap-ma/{person.public_id}/").content.decode()
    code = re.search(r"<strong>(\d{4}) (\d{4})</strong>", page)
    producer = client.__class__()

    response = producer.post(
        "/tai-khoan/quen-mat-khau/ma/",
        {"login": "0912 345 678", "code": " ".join(code.groups()), "password": NEW},
    )

    person.refresh_from_db()
    assert response.url == "/ban-lam-viec/"
    assert person.check_password(NEW)
    assert producer.get("/tai-khoan/").status_code == 200
    assert [e.verb for e in Entry.objects.order_by("pk")] == [
        "account.code_issued",
        "account.code_redeemed",
    ]
    assert code.group(1) + code.group(2) not in OneTimeCode.objects.get().digest


@pytest.mark.parametrize(
    ("minutes", "wrong_tries", "is_good"),
    [(29, 4, True), (30, 0, False), (1, 5, False)],
)
def test_a_code_lives_thirty_minutes_and_five_tries(minutes, wrong_tries, is_good):
    person, officer = phone_only()
    at = timezone.now()
    code = accounts.issue_code(actor=officer, person=person, at=at)
    wrong = "0" * 8 if code != "0" * 8 else "1" * 8
    later = at + timedelta(minutes=minutes)

    for _try in range(wrong_tries):
        assert not accounts.redeem_code(
            login=person.phone, code=wrong, password=NEW, at=later
        )
    redeemed = accounts.redeem_code(
        login=person.phone, code=code, password=NEW, at=later
    )

    assert bool(redeemed) is is_good


def test_a_code_works_once_and_a_new_one_ends_the_old():
    person, officer = phone_only()
    at = timezone.now()
    old = accounts.issue_code(actor=officer, person=person, at=at)
    new = accounts.issue_code(actor=officer, person=person, at=at)

    def redeem(code):
        return accounts.redeem_code(login=person.phone, code=code, password=NEW, at=at)

    assert redeem(old) is None
    assert redeem(new) == person
    assert redeem(new) is None


def test_an_officer_of_another_commune_cannot_issue_a_code(client):
    person, _officer = phone_only()
    client.force_login(make.user(Role.COMMUNE_OFFICER))

    response = client.post(f"/tai-khoan/cap-ma/{person.public_id}/")

    assert response.status_code == 404
    assert not OneTimeCode.objects.exists()


def test_no_officer_of_a_commune_resets_another_officer(client):
    officer = make.user(Role.COMMUNE_OFFICER)
    colleague = make.user(Role.COMMUNE_LEADER, officer.assignments.get().unit)
    client.force_login(officer)

    response = client.post(f"/tai-khoan/cap-ma/{colleague.public_id}/")

    assert response.status_code == 404
