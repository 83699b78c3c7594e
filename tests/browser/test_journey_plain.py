"""The same way in on an old phone: no scripts, and nothing is out of reach."""

from datetime import date

import pytest
from django.urls import reverse

from saolang.dossiers.models import Dossier, Status
from saolang.products import finding
from tests import make
from tests.browser import act_producer as producer
from tests.browser import luggage
from tests.browser.walker import Walker

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.timeout(300)]


@pytest.fixture
def walker(old_phone):
    return Walker(old_phone, has_scripts=False)


@pytest.fixture
def home():
    city = make.province("Hải Phòng", kind="thành phố")
    return make.findable(make.commune("Tứ Kỳ", province=city))


def test_a_producer_hands_in_without_scripts(walker, home):
    producer.register(walker, commune="tu ky")
    producer.register_product(walker)
    producer.start_dossier(walker)
    dossier = Dossier.objects.get()
    producer.fill_forms(walker, dossier.pk)
    producer.attach_papers(walker, dossier.pk)
    number = producer.hand_in(walker, dossier.pk)

    dossier.refresh_from_db()
    assert dossier.status == Status.SUBMITTED_COMMUNE
    assert dossier.receipts.get().number == number


def test_a_shopper_looks_around_without_scripts(walker, home):
    maker = make.producer("HTX Rươi An Thanh", commune=home)
    claypot = make.product(luggage.PRODUCT, producer=maker, story=luggage.STORY)
    finding.remember(claypot)
    certificate = make.certificate(claypot, issued_on=date(2026, 1, 5))

    walker.open(reverse("web:home"))
    walker.reads(luggage.PRODUCT)
    walker.open(reverse("market:catalogue"))
    walker.write(q="ruoi kho nieu")
    walker.press("Tìm")
    walker.follow(luggage.PRODUCT)
    walker.follow("Xem giấy chứng nhận")
    assert "Còn hiệu lực" in walker.page.locator(".verdict").inner_text()
    walker.open(reverse("stamps:lookup"))
    walker.write(ma=certificate.code.lower())
    walker.press("Kiểm tra mã")
    walker.reads(luggage.PRODUCT)
