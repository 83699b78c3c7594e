"""A producer names the places where it makes things."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from saolang.audit.models import Entry
from saolang.kernel.errors import RuleViolation
from saolang.products.models import ProductionSite
from saolang.products.services import sites
from saolang.products.services.sites import Place
from tests import make

pytestmark = pytest.mark.django_db
LIST = "products:sites_kept"


@pytest.fixture
def producer(client):
    made = make.producer()
    client.force_login(make.owner_of(made))
    return made


def test_a_site_is_opened_described_closed_and_opened_again(client, producer):
    commune = producer.commune
    new = reverse("products:new_site", args=[producer.pk])

    client.post(new, {"name": " Xưởng Đông ", "commune": commune.pk})
    site = ProductionSite.objects.get()
    edit = reverse("products:edit_site", args=[site.pk])
    close = reverse("products:close_site", args=[site.pk])
    client.post(
        edit, {"name": "Xưởng Đông", "address": "Thôn 2", "commune": commune.pk}
    )
    client.post(close)
    closed = client.get(reverse(LIST)).content.decode()
    client.post(close)

    site.refresh_from_db()
    assert (site.name, site.address, site.closed_on) == ("Xưởng Đông", "Thôn 2", None)
    assert "Đã đóng" in closed
    assert [entry.verb for entry in Entry.objects.order_by("pk")] == [
        "site.opened",
        "site.described",
        "site.closed",
        "site.reopened",
    ]


def test_a_second_site_of_the_same_name_is_refused_and_typing_kept(client, producer):
    make.site(producer, "Xưởng Đông")

    answer = client.post(
        reverse("products:new_site", args=[producer.pk]),
        {"name": "Xưởng Đông", "address": "CHỮ GÕ", "commune": producer.commune_id},
    )

    assert answer.status_code == 422
    assert "đã có một nơi sản xuất tên này" in answer.content.decode()
    assert "CHỮ GÕ" in answer.content.decode()


def test_a_commune_of_elsewhere_is_no_choice(client, producer):
    answer = client.post(
        reverse("products:new_site", args=[producer.pk]),
        {"name": "Xa", "commune": make.commune().pk},
    )

    assert answer.status_code == 422


def test_closing_twice_is_closing_once():
    site = make.site(make.producer())
    actor, day = make.owner_of(site.producer), date(2026, 5, 1)

    sites.close_site(actor=actor, site=site, on=day)
    again = sites.close_site(actor=actor, site=site, on=date(2026, 6, 1))

    assert again.closed_on == day
    assert Entry.objects.count() == 1


def test_strangers_reach_no_site(client, producer):
    foreign = make.site(make.producer(), "Xưởng người ta")
    place = Place("Mới", foreign.commune)

    for name in ("edit_site", "close_site"):
        page = reverse(f"products:{name}", args=[foreign.pk])
        assert client.post(page).status_code == 404
    assert "Xưởng người ta" not in client.get(reverse(LIST)).content.decode()
    for act in (
        lambda actor: sites.describe_site(actor=actor, site=foreign, place=place),
        lambda actor: sites.open_site(
            actor=actor, producer=foreign.producer, place=place
        ),
    ):
        with pytest.raises(PermissionDenied):
            act(make.owner_of(producer))


def test_the_service_refuses_a_twin_by_its_code():
    site = make.site(make.producer(), "Vườn")

    with pytest.raises(RuleViolation) as refused:
        sites.open_site(
            actor=make.owner_of(site.producer),
            producer=site.producer,
            place=Place(" Vườn ", site.commune),
        )

    assert (refused.value.code, refused.value.field) == ("site.exists", "name")
