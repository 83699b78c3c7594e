"""People choose a language; a watchdog asks whether the server lives."""

import pytest

from tests import make

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("path", ["/song/", "/san-sang/"])
def test_a_watchdog_gets_a_short_answer(client, path):
    assert client.get(path).content == b"ok"


def test_the_chosen_language_stays_with_the_browser_and_the_account(client):
    person = make.user()
    client.force_login(person)
    wanted = {"language": "en", "next": "/tai-khoan/"}

    answer = client.post("/ngon-ngu/", wanted)
    page = client.get("/tai-khoan/")

    person.refresh_from_db()
    assert answer.url == "/tai-khoan/"
    assert page.headers["Content-Language"] == "en"
    assert person.language == "en"


def test_nobody_is_sent_to_another_site_by_choosing_a_language(client):
    answer = client.post("/ngon-ngu/", {"language": "xx", "next": "//example.org/"})

    assert answer.url == "/"
    assert not answer.cookies


def test_the_browsers_own_language_is_not_asked(client):
    page = client.get("/tai-khoan/dang-nhap/", headers={"accept-language": "en"})

    assert page.headers["Content-Language"] == "vi"


def test_a_new_device_speaks_the_language_of_the_account(client):
    person = make.user(language="en")

    client.post(
        "/tai-khoan/dang-nhap/",
        {"username": person.email, "password": make.PASSWORD},
    )

    assert client.get("/tai-khoan/").headers["Content-Language"] == "en"
