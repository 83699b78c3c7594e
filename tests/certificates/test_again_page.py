"""A product with stars goes on from the page that knows its certificate."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from saolang.certificates.rules import terms
from saolang.dossiers.models import Dossier
from tests import make

pytestmark = pytest.mark.django_db

END = date(2027, 6, 30)


@pytest.fixture
def held():
    return make.certificate()


def address(product):
    return reverse("certificates:again", args=[product.pk])


def test_a_re_evaluation_begins_from_here(client, held):
    client.force_login(make.owner_of(held.product.producer))

    page = client.get(address(held.product)).content.decode()
    begun = client.post(address(held.product), {"kind": "renewal"})

    made = Dossier.objects.get(product=held.product, kind="renewal")
    assert held.number in page
    assert begun.url == reverse("dossiers:carried", args=[made.pk])


def test_stars_that_have_ended_are_not_renewed(client, held):
    today = timezone.localdate()
    held.issued_on = today - timedelta(days=2000)
    held.last_day = today - timedelta(days=1)
    held.save()
    client.force_login(make.owner_of(held.product.producer))

    refused = client.post(address(held.product), {"kind": "upgrade"})

    assert refused.status_code == 422
    assert "Sản phẩm không có sao đang còn hiệu lực" in refused.content.decode()
    assert not Dossier.objects.filter(product=held.product, kind="upgrade").exists()


def test_an_upgrade_is_opened_only_with_stars(client):
    product = make.product()
    client.force_login(make.owner_of(product.producer))

    page = client.get(address(product)).content.decode()

    assert reverse("dossiers:of_product", args=[product.pk]) in page
    assert client.post(address(product), {"kind": "upgrade"}).status_code == 422


def test_a_strangers_product_is_not_found(client, held):
    client.force_login(make.owner_of(make.producer()))

    assert client.get(address(held.product)).status_code == 404


@pytest.mark.parametrize(
    ("left", "stands"),
    [(181, "early"), (180, "open"), (120, "open"), (119, "late"), (0, "late")],
)
def test_the_window_is_180_to_120_days_before_the_end(left, stands):
    assert terms.filing(END, END - timedelta(days=left)) == stands
