"""A shopper reads about one product."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests import make
from tests.stamps import conditions

pytestmark = pytest.mark.django_db


def test_a_product_with_stars_has_a_page_that_leads_to_its_certificate(client):
    product = make.product("Vải thiều", summary="Ngọt", specification="Hộp 500 g")
    made = make.certificate(product)

    html = client.get(f"/san-pham/{product.pk}/vai-thieu/").content.decode()

    assert "Vải thiều" in html
    assert "Hộp 500 g" in html
    assert f'href="/t/{made.code}"' in html
    assert 'aria-label="Hạng 4 sao"' in html


def test_stars_do_not_follow_a_product_to_another_name(client):
    """T-35: who renames a product sells nothing else under its stars."""
    product = make.product("Vải thiều", specification="Hộp 500 g")
    make.certificate(product)
    product.name, product.specification = "Sâm nghìn năm", "Củ 1 kg"
    product.save()

    pages = [
        client.get(path).content.decode()
        for path in ("/", "/san-pham/", f"/san-pham/{product.pk}/")
    ]

    for html in pages:
        assert "Vải thiều" in html
        assert "Sâm nghìn năm" not in html
    assert "Củ 1 kg" not in pages[-1]


@pytest.mark.parametrize("condition", ["expired", "revoked"])
def test_lost_stars_are_not_drawn(client, condition):
    made = conditions.certificate(condition)

    html = client.get(f"/san-pham/{made.product_id}/").content.decode()

    assert "Hiện không có sao" in html
    assert "Hạng 4 sao" not in html


def test_a_product_that_never_had_stars_has_no_public_page(client):
    product = make.product()

    assert client.get(f"/san-pham/{product.pk}/").status_code == 404
    assert client.get("/san-pham/999999/").status_code == 404


def test_personal_fields_of_the_producer_are_not_there(client):
    maker = make.producer(
        representative_ethnicity="Dân tộc thử",
        representative_identity_number="012345678901",
        representative_residence="Nơi ở thử",
        phone="0912345678",
    )
    product = make.product(producer=maker)
    made = make.certificate(product)

    for url in (f"/san-pham/{product.pk}/", f"/t/{made.code}"):
        html = client.get(url).content.decode()
        for private in ("Dân tộc thử", "012345678901", "Nơi ở thử", "0912345678"):
            assert private not in html


@pytest.mark.parametrize("others", [0, 3, 20])
def test_queries_do_not_grow_with_the_producers_products(client, others):
    product = make.product()
    make.certificate(product)
    for _each in range(others):
        make.certificate(make.product(producer=product.producer))
    url = f"/san-pham/{product.pk}/"
    client.get(url)

    with CaptureQueriesContext(connection) as asked:
        client.get(url)

    assert len(asked) <= 5
