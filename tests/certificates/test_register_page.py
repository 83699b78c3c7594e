"""People look certificates up, and the leader takes one back."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from saolang.certificates.rules import terms
from saolang.people.models import Role
from tests import make

pytestmark = pytest.mark.django_db
LIST = reverse("certificates:list")


def ending_in(days, **values):
    """A certificate whose last day is so many days away."""
    made = make.certificate(**values)
    made.last_day = timezone.localdate() + timedelta(days=days)
    made.issued_on = made.last_day - timedelta(days=1096)
    made.save()
    return made


def page(client, url):
    return client.get(url).content.decode()


@pytest.fixture
def office():
    return make.province()


@pytest.fixture
def leader(client, office):
    person = make.user(Role.PROVINCE_LEADER, office)
    client.force_login(person)
    return person


def local_product(office, name=""):
    maker = make.producer(commune=make.commune(province=office))
    return make.product(name, producer=maker)


def test_the_one_that_ends_first_stands_first(client, leader, office):
    for name, days in (("Xong", -30), ("Lâu", 900), ("Gấp", 10), ("Sắp", 170)):
        ending_in(days, of=local_product(office, name))

    html = page(client, LIST)

    places = [html.index(f">{name}</a>") for name in ("Gấp", "Sắp", "Lâu", "Xong")]
    assert places == sorted(places)
    assert "Còn 10 ngày" in html


def test_filters_narrow_and_nonsense_is_ignored(client, leader, office):
    ending_in(900, of=local_product(office, "Vải thiều Thanh Hà"), stars=4)
    ending_in(10, of=local_product(office, "Rươi kho niêu"), stars=3)

    def shows(query):
        html = page(client, f"{LIST}?{query}")
        return "Vải thiều Thanh Hà" in html, "Rươi kho niêu" in html

    assert shows("q=vai+thieu") == (True, False)
    assert shows("q=R%C6%B0%C6%A1i") == (False, True)
    assert shows("condition=expiring") == (False, True)
    assert shows("stars=4") == (True, False)
    assert shows("condition=revoked") == (False, False)
    assert shows("condition=nonsense&stars=99&page=abc") == (True, True)


@pytest.mark.parametrize("count", [1, 3, 30])
def test_queries_do_not_grow_with_the_list(client, leader, office, count):
    for _each in range(count):
        make.certificate(local_product(office))
    client.get(LIST)

    with CaptureQueriesContext(
        connection,
    ) as asked:
        client.get(LIST)

    assert len(asked) <= 10


def test_another_provinces_certificate_does_not_exist_for_me(client, leader):
    foreign = make.certificate()

    assert foreign.holder["product"] not in page(client, LIST)
    for name in ("certificate", "revoke"):
        url = reverse(f"certificates:{name}", args=[foreign.pk])
        assert client.get(url).status_code == 404


def test_a_producer_sees_its_own(client):
    own, foreign = make.certificate(), make.certificate()
    client.force_login(make.owner_of(own.product.producer))

    html = page(client, LIST)

    assert own.holder["product"] in html
    assert foreign.holder["product"] not in html
    assert client.get(own.get_absolute_url()).status_code == 200
    assert client.get(foreign.get_absolute_url()).status_code == 404


@pytest.mark.parametrize("condition", list(terms.Condition))
def test_every_condition_has_a_page_that_says_so(client, leader, office, condition):
    today = timezone.localdate()
    product = local_product(office)
    days = {"expiring": 90, "expired": -10, "extended": -10}.get(condition, 700)
    made = ending_in(days, of=product)
    if condition == "extended":
        made.extended_to = today + timedelta(days=30)
    if condition == "superseded":
        newer = make.certificate(product)
        made.superseded_by, made.superseded_on = newer, today
    if condition == "revoked":
        made.revoked_on, made.revocation_ground = today, "forged"
        made.revocation_note = "Hồ sơ dùng phiếu kiểm nghiệm giả"
    made.save()

    html = page(client, made.get_absolute_url())

    word = {
        "valid": "Còn hiệu lực",
        "expiring": "Nộp hồ sơ đánh giá lại",
        "extended": "Đang được kéo dài",
        "expired": "Đã hết hạn",
        "superseded": "Đã có giấy mới",
        "revoked": "Hồ sơ dùng phiếu kiểm nghiệm giả",
    }[condition]
    assert word in html
    assert f"/t/{made.code}/qr.svg" in html


SAID = {
    "ground": "mark_misuse",
    "note": "Nhãn dán lên hàng không qua đánh giá",
    "symbol": "3560/QĐ-UBND",
    "on": "2099-01-01",
}


def test_a_refused_revocation_marks_the_field_and_keeps_what_was_typed(
    client, leader, office
):
    made = make.certificate(local_product(office))
    url = reverse("certificates:revoke", args=[made.pk])

    response = client.post(url, SAID)
    empty = client.post(url, {})

    html = response.content.decode()
    assert response.status_code == 422
    assert "Ngày thu hồi phải từ ngày cấp đến hôm nay" in html
    assert "Nhãn dán lên hàng không qua đánh giá" in html
    assert "2099-01-01" in html
    assert empty.status_code == 422
    made.refresh_from_db()
    assert made.revoked_on is None


def test_the_leader_revokes_once_even_when_the_button_is_pressed_twice(
    client, leader, office
):
    made = make.certificate(local_product(office))
    url = reverse("certificates:revoke", args=[made.pk])
    today = timezone.localdate()
    sent = {**SAID, "on": today.isoformat(), "idempotency_key": "a" * 32}

    first, second = client.post(url, sent), client.post(url, sent)

    assert (first.status_code, second.status_code) == (302, 302)
    made.refresh_from_db()
    assert made.revoked_on == today
    assert "Đã thu hồi" in client.get(f"/t/{made.code}").content.decode()


def test_five_stars_cannot_be_taken_back_here(client, leader, office):
    made = make.certificate(local_product(office), stars=5)

    assert "Thu hồi giấy" not in page(client, made.get_absolute_url())
    url = reverse("certificates:revoke", args=[made.pk])
    assert client.get(url).status_code == 403


def test_the_office_keeps_a_late_filers_stars(client, office):
    client.force_login(make.user(Role.PROVINCE_OFFICER, office))
    made = ending_in(-5, of=local_product(office))
    url = reverse("certificates:extend", args=[made.pk])
    limit = terms.longest_extension(made.last_day)

    refused = client.post(url, {"to": (limit + timedelta(days=1)).isoformat()})
    kept = client.post(url, {"to": limit.isoformat()})

    assert refused.status_code == 422
    assert kept.status_code == 302
    made.refresh_from_db()
    assert made.extended_to == limit
