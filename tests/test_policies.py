"""Every address × method × role × own or foreign (trust design, section 8).

What should happen comes from tests/expected_access.py, what the server believes from
the policy table; both are compared, then every request is really made.
"""

import types
from dataclasses import dataclass
from urllib.parse import urlencode

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import transaction
from django.http import HttpResponse
from django.test import Client, override_settings
from django.urls import path, reverse

from saolang.config import access, reference, urls
from saolang.people.access import Policy
from saolang.people.models import Role
from scripts import policy_table
from tests import make, samples
from tests.expected_access import EXPECTED
from tests.samples import BODIES, SAMPLES

pytestmark = pytest.mark.django_db
OURS, THEIRS = "Quêmình", "Bímậtlàngbên"
METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]
THIRD_PARTY = "admin:"
SIGN_IN = "/tai-khoan/dang-nhap/"


@dataclass(frozen=True)
class Line:
    """One line of the expected list."""

    route: str
    methods: frozenset
    who: frozenset
    everywhere: frozenset
    onlookers: frozenset


def _read(line):
    route, *rest = line.split()
    methods = {word for word in rest if word in METHODS}
    who = [word for word in rest if word not in METHODS]
    return Line(
        route,
        frozenset(methods | ({"HEAD"} if "GET" in methods else set())),
        frozenset(word.rstrip("*").removesuffix("/GET") for word in who),
        frozenset(word.rstrip("*") for word in who if word.endswith("*")),
        frozenset(word.removesuffix("/GET") for word in who if word.endswith("/GET")),
    )


LINES = {line.route: line for line in map(_read, filter(None, EXPECTED.splitlines()))}
ADDRESSES = {
    name: route
    for name, route in access.addresses()
    if not name.startswith(THIRD_PARTY)
}


def test_every_address_stands_in_the_expected_list_and_no_other():
    assert set(LINES) == set(ADDRESSES)


@pytest.mark.parametrize("route", sorted(LINES))
def test_the_policy_table_says_what_was_expected(route):
    row, line = access.policy_for(route, ""), LINES[route]

    assert row.methods == line.methods
    assert row.public == ("everyone" in line.who)
    assert row.any_account == ("account" in line.who)
    if not row.public and not row.any_account:
        assert {str(role) for role in row.roles} == line.who


def test_every_address_with_arguments_has_a_sample():
    wanted = {name for name, route in ADDRESSES.items() if "<" in route}

    assert wanted - SAMPLES.keys() == set()


def ask(client, method, url, body=None):
    """One request whose traces are wiped away again."""
    with transaction.atomic():
        response = client.generic(
            method, url, urlencode(body or {}), "application/x-www-form-urlencoded"
        )
        shown = b"".join(response) if response.streaming else response.content
        transaction.set_rollback(True)
    return response, shown.decode(errors="replace")


def signed_in(person):
    client = Client()
    client.force_login(person)
    return client


def made_for(line, tenant, actor):
    """An object in a tenant as `actor` meets it: its address and a form for it."""
    arguments = SAMPLES[line.route](tenant, actor) if line.route in SAMPLES else {}
    body = BODIES[line.route](arguments) if line.route in BODIES else {}
    return reverse(line.route, kwargs=arguments), body


@pytest.mark.parametrize("route", sorted(LINES))
def test_walk(route):
    line = LINES[route]
    home, away = samples.tenant(OURS), samples.tenant(THEIRS)
    anybody = next((role for role in Role if role in line.who), Role.PRODUCER)
    own = made_for(line, home, home.people[anybody])
    foreign = made_for(line, away, away.people[anybody])
    strangers = {
        "anonymous": Client(),
        "suspended": signed_in(make.user(is_active=False)),
        "no role": signed_in(make.user()),
    }
    for name, client in strangers.items():
        _stranger(line, name, client, own)
    for role, person in home.people.items():
        methods = sorted(line.methods)
        if {str(role), "account", "everyone"} & line.who:
            own = made_for(line, home, person)
            foreign = made_for(line, away, away.people[role])
        else:  # turned away before any object is looked for
            methods = methods[:1]
        client = signed_in(person)
        for method in methods:
            _own(line, role, client, method, own)
            if route in SAMPLES and "everyone" not in line.who:
                _foreign(line, role, client, method, foreign)


def _stranger(line, name, client, own):
    """Somebody without any right: a public page, the sign-in page, or a no."""
    for method in METHODS:
        response, body = ask(client, method, *own)
        told = f"{name} {method} {own[0]} -> {response.status_code}"
        if method not in line.methods:
            assert response.status_code == 405, told
        elif "everyone" in line.who:
            assert response.status_code not in {401, 403, 405}, told
            assert response.status_code < 500, told
        elif name != "no role":
            assert response.status_code == 302, told
            assert response.url.startswith(SIGN_IN), told
            assert OURS not in body, told
        elif "account" not in line.who:
            assert response.status_code == 403, told
            assert OURS not in body, told


def _own(line, role, client, method, own):
    response, body = ask(client, method, *own)
    told = f"{role} {method} own {own[0]} -> {response.status_code}"
    if line.who & {"everyone", "account"}:
        assert response.status_code not in {401, 405}, told
    elif role in line.who and (method != "POST" or role not in line.onlookers):
        assert response.status_code not in {401, 403, 404, 405}, told
    else:
        assert response.status_code == 403, told
    assert response.status_code < 500, told
    if "everyone" not in line.who and role not in line.everywhere:
        assert THEIRS not in body, told


def _foreign(line, role, client, method, foreign):
    response, body = ask(client, method, *foreign)
    told = f"{role} {method} foreign {foreign[0]} -> {response.status_code}"
    if role in line.everywhere:
        assert response.status_code not in {401, 403, 404, 405}, told
        return
    allowed = role in line.who or "account" in line.who
    assert response.status_code == (404 if allowed else 403), told
    assert THEIRS not in body, told


LISTS = sorted(
    route
    for route, line in LINES.items()
    if "GET" in line.methods and "everyone" not in line.who and route not in SAMPLES
)


def test_no_list_shows_another_tenant():
    """With something of every kind there to leak."""
    home, away = samples.tenant(OURS), samples.tenant(THEIRS)
    for make_sample in set(SAMPLES.values()):
        for role in (Role.PRODUCER, Role.PROVINCE_OFFICER, Role.COUNCIL_CHAIR):
            make_sample(away, away.people[role])

    for role, person in home.people.items():
        client = signed_in(person)
        for route in LISTS:
            if role in LINES[route].everywhere:
                continue
            for query in ("", f"?q={THEIRS}"):
                _response, body = ask(client, "GET", reverse(route) + query)
                shown = body.replace(f'value="{THEIRS}"', "")
                assert THEIRS not in shown, f"{role} {route}{query}"


@pytest.mark.parametrize("role", list(Role))
def test_the_admin_site_is_for_administrators(role):
    client = signed_in(make.user(role))

    response, _body = ask(client, "GET", "/admin/")

    assert response.status_code == (200 if role == Role.ADMIN else 403)


def test_the_admin_site_sends_strangers_to_our_own_door():
    response, _body = ask(Client(), "GET", "/admin/geography/dayoff/")

    assert response.status_code == 302
    assert response.url.startswith(SIGN_IN)


def test_the_admin_site_holds_no_score_and_nothing_with_a_workflow():
    assert {model.__name__ for model in reference.site._registry} == {
        "AdminUnit",
        "DayOff",
        "Entry",
        "Job",
        "Succession",
        "UnitAlias",
    }


def test_a_script_of_someone_signed_out_is_told_so_in_its_own_tongue():
    client = Client()

    fetch = client.post("/tai-khoan/dong-y/", headers={"accept": "application/json"})
    htmx = client.get(
        "/tai-khoan/xa-phuong/",
        headers={
            "HX-Request": "true",
            "HX-Current-URL": "http://testserver/tai-khoan/co-so/moi/",
        },
    )

    assert (fetch.status_code, fetch.json()["code"]) == (401, "signed_out")
    assert htmx.headers["HX-Redirect"] == f"{SIGN_IN}?next=/tai-khoan/co-so/moi/"


# --- controls: the check sees what it is there to see --------------------------------


def errors():
    return [error.id for error in access.every_address_has_a_policy(None)]


def test_today_there_is_no_hole():
    assert errors() == []


def test_an_address_without_a_policy_fails_the_start_up_check_and_answers_404(client):
    hole = types.ModuleType("hole")
    hole.urlpatterns = [
        *urls.urlpatterns,
        path("lo-hong/", lambda request: HttpResponse("mở toang"), name="hole"),
    ]

    with override_settings(ROOT_URLCONF=hole):
        assert errors() == ["saolang.E001"]
        assert client.get("/lo-hong/").status_code == 404
        with pytest.raises(ImproperlyConfigured, match="No policy for hole"):
            access.refuse_to_start_with_holes()


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (lambda table: table[1:], "saolang.E001"),
        (lambda table: (*table, table[-1]), "saolang.E003"),
        (lambda table: (*table, Policy("web:ghost")), "saolang.E002"),
    ],
)
def test_a_row_removed_doubled_or_idle_is_noticed(monkeypatch, change, expected):
    monkeypatch.setattr(access, "TABLE", change(access.TABLE))
    access._rows.cache_clear()
    try:
        assert expected in errors()
    finally:
        access._rows.cache_clear()


def test_the_document_is_the_table():
    assert policy_table.DOCUMENT.read_text(encoding="utf-8") == policy_table.table()
