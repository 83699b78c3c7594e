"""A story is told on a phone, question by question, and saves itself."""

import os

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from saolang.products.models import StoryPassage
from tests import make
from tests.browser.harness import (
    DESKTOP,
    PHONE,
    assert_accessible,
    assert_fits,
    sign_in,
)

pytestmark = pytest.mark.django_db(transaction=True)
TOLD = (
    "Tháng chín đôi mươi, tháng mười mồng năm, nước lên là rươi về. Mẹ tôi kho rươi"
    " với vỏ quýt trong niêu đất, đun rơm một đêm cho thịt rươi săn lại."
)


def shot(page, name):
    folder = os.environ.get("SAOLANG_SHOTS")
    if folder:
        page.screenshot(path=f"{folder}/{name}.png", full_page=True)


@pytest.fixture
def product():
    made = make.product("Rươi kho niêu", producer=make.producer("HTX Rươi An Thanh"))
    make.passage(made, "Nghề có **từ lâu lắm**, bà kể lại.", "history")
    make.certificate(make.product("Rươi Nhà Bên", story=f"{TOLD} Đời ông nội."))
    return made


def test_what_is_typed_is_saved_read_back_and_compared(phone, product):
    sign_in(phone, make.owner_of(product.producer).email, make.PASSWORD)
    phone.goto(reverse("products:passage", args=[product.pk, "craft", "vi"]))
    assert_accessible(phone)
    assert_fits(phone)

    phone.locator("#id_vi_text").fill(f"**Bà Lan** kể. {TOLD}")

    expect(phone.locator("#look-vi strong")).to_have_text("Bà Lan")
    expect(phone.locator("main")).to_contain_text("Đã lưu lúc")
    expect(phone.locator("#alike")).to_contain_text("Rươi Nhà Bên")
    assert StoryPassage.objects.get(heading="craft").text.endswith("săn lại.")
    shot(phone, "passage-390")


@pytest.mark.parametrize("colours", ["light", "dark"])
def test_every_page_of_a_story_fits_and_can_be_read(visit, product, colours):
    make.passage(product, f"Bà Lan kể năm 1954. {TOLD}", "craft")
    make.certificate(product)
    pages = {
        "story": reverse("products:story", args=[product.pk]),
        "passage": reverse("products:passage", args=[product.pk, "craft", "vi"]),
        "alike": reverse("web:story_alike", args=[product.pk]),
        "public": reverse("market:product", args=[product.pk]),
    }
    for width, device in (("390", PHONE), ("1280", DESKTOP)):
        page = visit(**device, color_scheme=colours)
        sign_in(page, make.owner_of(product.producer).email, make.PASSWORD)
        for name, address in pages.items():
            page.goto(address)
            for fold in page.locator("main details:not([open]) > summary").all():
                fold.click()
            assert_fits(page)
            assert_accessible(page)
            shot(page, f"{name}-{width}-{colours}")
