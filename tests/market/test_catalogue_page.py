"""A shopper looks for a product with stars."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from saolang.products import finding
from saolang.products.services import products as services
from saolang.products.services.products import Description
from tests import make
from tests.stamps import conditions

pytestmark = pytest.mark.django_db
CATALOGUE = "/san-pham/"


def listed(name, stars=4, **values):
    """A product with stars in force that the index knows."""
    product = make.product(name, **values)
    finding.remember(product)
    make.certificate(product, stars=stars)
    return product


def names(client, query=""):
    page = client.get(f"{CATALOGUE}{query}")
    return [card.name for card in page.context["cards"]]


def test_only_products_whose_stars_are_in_force_are_listed(client):
    shown = {"valid", "expiring", "extended"}
    for condition in conditions.ANSWERS:
        if condition != "superseded":
            conditions.certificate(condition, make.product(condition))
    make.product("chưa từng có sao")

    assert set(names(client)) == shown


@pytest.mark.parametrize(
    "typed",
    ["Vải thiều", "vai thieu", "VAI THIEU say", "thanh son", "htx thanh", "chí linh"],
)
def test_search_takes_names_producers_and_places_with_or_without_tones(client, typed):
    maker = make.producer("HTX Cây ăn quả Thanh Sơn", commune=make.commune("Chí Linh"))
    listed("Vải thiều sấy dẻo", producer=maker)
    listed("Rươi kho niêu")

    assert names(client, f"?q={typed}") == ["Vải thiều sấy dẻo"]


def test_a_product_is_found_as_soon_as_it_is_registered_or_renamed(client):
    maker = make.producer()
    actor = make.owner_of(maker)
    described = Description(name="Mắm rươi An Thanh", commune=maker.commune)
    product = services.register(
        actor=actor,
        producer=maker,
        set_slug="tuong-nuoc-mam-gia-vi-long",
        description=described,
        at=timezone.now(),
    )
    make.certificate(product)
    assert names(client, "?q=mam+ruoi") == ["Mắm rươi An Thanh"]

    services.describe(
        actor=actor,
        product=product,
        version=product.version,
        description=Description(name="Mắm cáy", commune=maker.commune),
    )
    assert names(client, "?q=mam+ruoi") == []
    # found by its new words, under the name its stars were given to
    assert names(client, "?q=mam+cay") == ["Mắm rươi An Thanh"]


def test_filters(client):
    here, there = make.commune(), make.commune()
    listed("Ở đây", stars=4, producer=make.producer(commune=here))
    listed(
        "Ở kia",
        stars=3,
        producer=make.producer(commune=there),
        set_slug="thu-cong-my-nghe",
    )

    assert names(client, "?sao=3") == ["Ở kia"]
    assert names(client, f"?tinh={here.parent.code}") == ["Ở đây"]
    assert names(client, "?nhom=V") + names(client, "?nhom=IV") == ["Ở kia"]
    assert names(client, f"?sao=4&tinh={there.parent.code}") == []


@pytest.mark.parametrize(
    "query",
    [
        "?sao=9",
        "?sao=abc",
        "?nhom=nonsense",
        "?tinh=00000",
        "?page=0",
        "?page=-4",
        "?page=999",
        "?page=x",
        "?la=gi&sao=",
        "?q=%00",
        "?q=" + "a" * 500,
        "?sao=4&sao=5&sao=x",
    ],
)
def test_nonsense_is_ignored(client, query):
    listed("Còn đây")

    response = client.get(f"{CATALOGUE}{query}")

    assert response.status_code == 200
    assert [card.name for card in response.context["cards"]] == ["Còn đây"]
    assert "aria-invalid" not in response.content.decode()


@pytest.mark.parametrize("typed", ["'\" OR 1=1", "NEAR(a b)", "*", "AND OR NOT", '"x'])
def test_search_words_are_words_and_never_a_query(client, typed):
    listed("Vải thiều")

    assert client.get(CATALOGUE, {"q": typed}).status_code == 200


def test_what_was_typed_stays_in_the_box_and_in_the_pager(client):
    for number in range(30):
        listed(f"Vải {number}", stars=3)

    html = client.get(f"{CATALOGUE}?q=vai&sao=3").content.decode()

    assert 'value="vai"' in html
    assert '<option value="3" selected' in html
    assert "q=vai&amp;sao=3&amp;page=2" in html
    assert len(names(client, "?page=2")) == 6


@pytest.mark.parametrize("count", [1, 3, 100])
def test_queries_do_not_grow_with_the_list(client, count):
    maker = make.producer()
    ground = make.decision(maker.commune.parent, signed_on=date(2025, 11, 1))
    for _each in range(count):
        listed_product = make.product(producer=maker)
        make.certificate(listed_product, decision=ground)
    client.get(CATALOGUE)

    with CaptureQueriesContext(connection) as asked:
        client.get(CATALOGUE)

    assert len(asked) == 5


def test_empty_and_not_found_say_different_things(client):
    assert "Chưa có sản phẩm nào" in client.get(CATALOGUE).content.decode()

    html = client.get(f"{CATALOGUE}?q=gì+đó").content.decode()
    assert "Không tìm thấy sản phẩm nào" in html
    assert "Bỏ mọi bộ lọc" in html
