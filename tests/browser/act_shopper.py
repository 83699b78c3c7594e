"""What a shopper sees: the page behind the code, and the catalogue."""

from datetime import date
from io import BytesIO
from urllib.parse import urlsplit

import zxingcpp
from django.urls import reverse
from PIL import Image

from tests.browser import luggage
from tests.browser.walker import Walker


def print_code(holder: Walker) -> str:
    """The picture of the code from the certificate's page, read by a camera."""
    address = holder.main.get_by_role("link", name="PNG").get_attribute("href")
    assert address
    answer = holder.page.request.get(address)
    assert answer.headers["content-type"] == "image/png"
    (code,) = zxingcpp.read_barcodes(Image.open(BytesIO(answer.body())))
    return code.text


def scan(shopper: Walker, code: str, last_day: date) -> None:
    """Open what the code says: the truth at a glance, without login or cookie."""
    shopper.open(urlsplit(code).path)
    verdict = shopper.page.locator(".verdict")
    assert "Còn hiệu lực" in verdict.inner_text()
    assert f"{last_day:%d/%m/%Y}" in verdict.inner_text()
    assert verdict.get_by_role("img", name="4 sao").count() == 1
    shopper.reads(luggage.PRODUCT, "xã Tứ Kỳ", "nước lên là rươi về")
    assert shopper.page.context.cookies() == []


def find_in_catalogue(shopper: Walker) -> None:
    """Look for the product as one types on a phone, without tone marks."""
    shopper.open(reverse("web:home"))
    shopper.open(reverse("market:catalogue"))
    shopper.write(q="ruoi kho nieu")
    shopper.press("Tìm")
    shopper.follow(luggage.PRODUCT)
    shopper.reads("Niêu đất 500 g", "nước lên là rươi về")
    shopper.follow("Xem giấy chứng nhận")
