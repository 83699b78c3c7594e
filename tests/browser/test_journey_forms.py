"""Impatient fingers, the back button, and two people on one form."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from saolang.dossiers.models import Dossier
from saolang.products.models import Product
from tests import make
from tests.browser import luggage
from tests.browser.harness import PHONE
from tests.browser.walker import Walker

pytestmark = pytest.mark.django_db(transaction=True)

MINE = "Vùng rươi của nhà tôi: 4 ha."
THEIRS = "Vùng rươi của cả hợp tác xã: 11 ha."


@pytest.fixture(params=[True, False], ids=["with scripts", "without scripts"])
def has_scripts(request):
    return request.param


@pytest.fixture
def owner(visit, has_scripts):
    """A producer's owner on a phone."""
    walker = Walker(
        visit(**PHONE, java_script_enabled=has_scripts), has_scripts=has_scripts
    )
    walker.enter(make.owner_of(make.producer()))
    return walker


def product_form(owner):
    owner.open(f"{reverse('products:new')}?bo={luggage.CARD.slug}")
    owner.write(name=luggage.PRODUCT)
    return owner.main.get_by_role("button", name="Đăng ký sản phẩm")


def test_a_button_pressed_twice_makes_one_row(owner):
    product_form(owner).dblclick()

    owner.reads("Lập hồ sơ đánh giá, phân hạng")
    assert Product.objects.get().name == luggage.PRODUCT


def test_back_and_pressed_again_makes_one_row(owner):
    product_form(owner)
    owner.press("Đăng ký sản phẩm")

    owner.page.go_back()
    owner.write(name=luggage.PRODUCT)
    owner.press("Đăng ký sản phẩm", status=422)

    owner.reads("Bạn đã đăng ký sản phẩm này")
    expect(owner.field("name")).to_have_value(luggage.PRODUCT)
    assert Product.objects.count() == 1


@pytest.fixture
def dossier():
    made = make.dossier()
    make.member(made.product.producer, make.user(full_name="Bùi Văn Hai"))
    return made


def on_results(visit, person, dossier, *, has_scripts):
    walker = Walker(
        visit(**PHONE, java_script_enabled=has_scripts), has_scripts=has_scripts
    )
    walker.enter(person)
    walker.open(reverse("dossiers:step", args=[dossier.pk, "ket-qua"]))
    return walker


def test_two_people_on_one_form_the_second_is_told_and_loses_nothing(
    visit, dossier, has_scripts
):
    people = [m.user for m in dossier.product.producer.members.order_by("pk")]
    first, second = (
        on_results(visit, person, dossier, has_scripts=has_scripts) for person in people
    )
    first.write(material_area=THEIRS)
    first.press("Lưu và đi tiếp")

    second.write(material_area=MINE)
    if has_scripts:
        told = second.page.locator("[data-autosave-state]")
        expect(told).to_contain_text("vừa")
        assert kept(dossier) == THEIRS
    second.press("Lưu và đi tiếp", status=409)
    second.reads("Chưa lưu", "Bản người kia vừa lưu", THEIRS)
    expect(second.field("material_area")).to_have_value(MINE)
    second.press("Lưu và đi tiếp")

    assert kept(dossier) == MINE


def kept(dossier):
    return Dossier.objects.get(pk=dossier.pk).form02["material_area"]
