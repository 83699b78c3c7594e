"""Requests no browser of an honest person sends: refused in good order, never a 500."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from saolang.config import access
from saolang.people.models import Role
from tests import make

pytestmark = pytest.mark.django_db
NAMES = {route: name for name, route in access.addresses() if "<int:" in route}
NUMBERED = sorted(route for route, name in NAMES.items() if name[:6] != "admin:")
HUGE = ["9" * 20, "9" * 4500]


def addressed(route, number):
    """The address of a route with `number` for every number in it."""
    path = re.sub(r"<int:\w+>", number, route)
    path = re.sub(r"<uuid:\w+>", "00000000-0000-0000-0000-000000000000", path)
    return "/" + re.sub(r"<\w+:\w+>", "x", path)


def clients():
    """Somebody of every role."""
    for role in Role:
        client = Client()
        client.force_login(make.user(role=role))
        yield role, client


def test_a_number_no_row_can_have_is_not_found():
    for role, client in clients():
        for route in NUMBERED:
            row = access.policy_for(NAMES[route], route)
            if role not in row.roles and not row.public and not row.any_account:
                continue
            for method in row.methods - {"HEAD"}:
                answer = client.generic(method, addressed(route, HUGE[0]))
                assert answer.status_code < 500, (route, answer.status_code)


@pytest.mark.parametrize("number", [*HUGE, "²", "-1", "٣", "\0"])
def test_a_commune_that_is_no_number_is_not_chosen(client, number):
    client.force_login(make.user())

    answer = client.get(reverse("people:communes"), {"place": "tu", "commune": number})

    assert answer.status_code == 200


@pytest.mark.parametrize("version", [*HUGE, "²", "-1", "½"])
def test_a_version_that_is_no_number_is_an_old_version(client, version):
    dossier = make.dossier()
    client.force_login(make.owner_of(dossier.product.producer))
    address = reverse("dossiers:ticks", args=[dossier.pk, "a"])

    answer = client.post(address, {"version": version})

    assert answer.status_code in {302, 409, 422}


@pytest.mark.parametrize("charset", ["rot13", "utf-16", "base64", "no-such"])
@pytest.mark.parametrize("address", ["/", "/tai-khoan/dang-nhap/"])
def test_another_character_set_is_refused(client, charset, address):
    said = f"application/x-www-form-urlencoded; charset={charset}"

    answers = [
        client.generic(method, address, b"a=b", said) for method in ("GET", "POST")
    ]

    assert [answer.status_code for answer in answers] == [400, 400]


def test_a_page_that_is_no_address_leads_to_sign_in_all_the_same(client):
    headers = {"HX-Request": "true", "HX-Current-URL": "http://[no"}

    asked = client.get(reverse("dossiers:mine"), headers=headers)
    sent = client.post(reverse("notifications:read_all"), headers={"Referer": "x://["})

    assert asked["HX-Redirect"].startswith(reverse("people:sign_in"))
    assert sent["Location"].startswith(reverse("people:sign_in"))


def test_what_a_signed_in_person_sees_is_kept_nowhere():
    """The next user of a shared phone finds nothing behind the back button (T-17)."""
    client = Client()
    client.force_login(make.user(role=Role.PROVINCE_OFFICER))
    names = ["web:home", "web:desk", "dossiers:province_list", "evaluation:rounds"]

    for address in [*map(reverse, names), "/no-such-page/"]:
        kept = client.get(address)["Cache-Control"]
        assert "no-store" in kept
        assert "private" in kept


def test_a_public_page_stays_the_same_for_everyone(client):
    answer = client.get("/t/C2RRPWZRKDPDVMBJ2WA4")

    assert "no-store" not in answer["Cache-Control"]
    assert "Cookie" not in answer.get("Vary", "")
