"""Somebody types a code, or pastes the address a scanner read."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saolang.stamps.queries import LONGEST, code_in
from tests import make


@given(st.text())
def test_whatever_is_typed_becomes_a_code_that_stays_here(typed):
    code = code_in(typed)

    assert len(code) <= LONGEST
    assert code == "" or code.isalnum()
    assert code.isascii()


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("c7k4 m92t-xpd0", "C7K4M92TXPD0"),
        ("https://saolang.example/t/C7K4M92TXPD0", "C7K4M92TXPD0"),
        ("HTTPS://SAOLANG.EXAMPLE/T/C7K4M92TXPD0/?lang=en", "C7K4M92TXPD0"),
        ("//evil.example", ""),
        ("\\\\evil.example", "EV11EXAMP1E"),
        ("javascript:alert(1)", "JAVASCR1PTA1ERT1"),
        ("???", ""),
    ],
)
def test_a_pasted_address_will_do(typed, code):
    assert code_in(typed) == code


@pytest.mark.django_db
def test_a_typed_code_leads_to_its_page(client):
    code = make.certificate().code

    response = client.get("/t/", {"ma": f" {code[:4]} {code[4:]} "})

    assert response.status_code == 302
    assert response.url == f"/t/{code}"


@pytest.mark.parametrize(
    "typed",
    [
        "//evil.example/x",
        "https://evil.example",
        "/\\evil.example",
        "javascript:alert(1)",
        "\r\nLocation: https://evil.example",
        "?next=//evil.example",
    ],
)
def test_no_typed_text_leads_off_the_site(client, typed):
    response = client.get("/t/", {"ma": typed, "next": "https://evil.example"})

    if response.status_code == 302:
        assert response.url.startswith("/t/")
        assert not response.url.startswith("//")
    else:
        assert response.status_code == 200


def test_nothing_readable_is_said_at_the_field_and_kept(client):
    html = client.get("/t/", {"ma": '"><?!'}).content.decode()

    assert "Không thấy chữ cái hay chữ số nào" in html
    assert 'value="&quot;&gt;&lt;?!"' in html
    assert 'aria-invalid="true"' in html


def test_the_empty_page_asks_for_a_code(client):
    response = client.get("/t/")

    assert response.status_code == 200
    assert "aria-invalid" not in response.content.decode()
