"""Who reads which other story beside the one it is like."""

import pytest
from django.urls import reverse

from saolang.dossiers.models import Status
from saolang.people.models import Role
from tests import make

pytestmark = pytest.mark.django_db
STORY = (
    "Tháng chín đôi mươi, tháng mười mồng năm, nước lên là rươi về. Mẹ tôi kho rươi"
    " với vỏ quýt trong niêu đất, đun rơm một đêm cho thịt rươi săn lại."
)
SECRET = "Bí quyết riêng của nhà chỉ truyền cho con dâu cả."


def page(client, product, **asked):
    answer = client.get(reverse("web:story_alike", args=[product.pk]), asked)
    return answer.content.decode() if answer.status_code == 200 else ""


def sign_in(client, product):
    client.force_login(make.owner_of(product.producer))


def test_a_public_story_is_named_and_shown(client):
    other = make.product("Rươi Nhà Bên", story=f"{STORY} {SECRET}")
    make.certificate(other)
    mine = make.product(story=STORY)
    sign_in(client, mine)

    html = page(client, mine)

    assert "Rươi Nhà Bên" in html
    assert "(100 %)" in html
    assert "<mark>" in html


def test_an_unpublished_story_gives_away_neither_name_nor_words(client):
    other = make.product("Rươi Nhà Bên", story=f"{STORY} {SECRET}")
    mine = make.product(story=STORY)
    sign_in(client, mine)

    html = page(client, mine)

    assert "một sản phẩm khác chưa công bố" in html
    for hidden in ("Rươi Nhà Bên", other.producer.name, "con dâu cả", "<mark>"):
        assert hidden not in html


def test_a_sister_product_is_named_without_alarm(client):
    mine = make.product(story=STORY)
    make.product("Rươi khô", producer=mine.producer, story=STORY)
    sign_in(client, mine)

    html = page(client, mine)

    assert "Rươi khô" in html
    assert "cũng là sản phẩm của bạn" in html


def test_one_passage_can_be_asked_about_alone(client):
    mine = make.product()
    make.passage(mine, STORY, "craft")
    make.passage(make.product(), STORY)
    sign_in(client, mine)

    assert "chưa công bố" in page(client, mine, phan="craft")
    assert "Chưa thấy câu chuyện nào giống" in page(client, mine, phan="place")


def test_an_officer_compares_what_was_handed_in_to_the_office(client):
    place = make.commune()
    mine = make.product(producer=make.producer(commune=place), story=STORY)
    other = make.product(
        "Rươi Nhà Bên", producer=make.producer(commune=place), story=STORY
    )
    make.dossier(Status.COMMUNE_REVIEW, product=mine)
    client.force_login(make.user(Role.COMMUNE_OFFICER, place))

    before = page(client, mine)
    make.dossier(Status.COMMUNE_REVIEW, product=other)
    after = page(client, mine)

    assert "một sản phẩm khác chưa công bố" in before
    assert "Rươi Nhà Bên" not in before
    assert "Rươi Nhà Bên" in after


def test_an_officer_opens_no_story_that_was_not_handed_in(client):
    place = make.commune()
    mine = make.product(producer=make.producer(commune=place), story=STORY)
    client.force_login(make.user(Role.COMMUNE_OFFICER, place))

    assert client.get(reverse("web:story_alike", args=[mine.pk])).status_code == 404


def test_nobody_else_opens_it(client):
    mine = make.product(story=STORY)
    sign_in(client, make.product())

    assert client.get(reverse("web:story_alike", args=[mine.pk])).status_code == 404


def test_offices_read_the_story_as_it_was_handed_in(client):
    place = make.commune()
    mine = make.product(producer=make.producer(commune=place), story=f"**{STORY}**")
    dossier = make.dossier(Status.COMMUNE_REVIEW, product=mine)
    mine.passages.update(text="viết lại sau khi nộp")
    client.force_login(make.user(Role.COMMUNE_OFFICER, place))

    html = client.get(
        reverse("dossiers:commune_dossier", args=[dossier.pk])
    ).content.decode()

    assert f"<strong>{STORY}</strong>" in html
    assert "viết lại sau khi nộp" not in html
    assert reverse("web:story_alike", args=[mine.pk]) in html
