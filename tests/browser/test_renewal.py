"""A product with stars is rated again: from its certificate to ready to hand in.

Every act of the producer's hands is counted; the walkthrough says how many.
"""

from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect

from saolang.certificates.models import Certificate
from saolang.dossiers.models import Dossier, Status
from saolang.tasks import queue
from tests import make
from tests.browser import harness, luggage

pytestmark = pytest.mark.django_db(transaction=True)

KEPT = ("business_registration", "food_safety_certificate", "material_origin")
MOST = 24


class Hand:
    """A person's taps and typing on one page, counted."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.acts = 0

    def tap(self, name: str, role: str = "link") -> None:
        self.acts += 1
        self.page.get_by_role(role, name=name).first.click()

    def write(self, field: str, text: str) -> None:
        self.acts += 1
        self.page.locator(f"[name={field}]").fill(text)


@pytest.fixture
def held() -> Certificate:
    """Stars given by a recognised dossier whose test slip has since run out."""
    now = timezone.now()
    before = make.dossier(
        Status.RECOGNISED, at=datetime(now.year - 3, 8, 1, 3, tzinfo=UTC)
    )
    maker = before.product.producer
    for kind in KEPT:
        make.link(before, kind)
    slip = make.evidence(
        maker,
        "test_report",
        title="Phiếu kiểm nghiệm cũ",
        valid_until=timezone.localdate() - timedelta(days=30),
    )
    make.link(before, "test_report", evidence=slip)
    return make.certificate(
        before.product, issued_on=timezone.localdate() - timedelta(days=940)
    )


def test_a_re_evaluation_is_ready_in_a_few_taps(phone, held):
    owner = make.owner_of(held.product.producer)
    harness.sign_in(phone, owner.email, make.PASSWORD)
    hand = Hand(phone)
    phone.goto(reverse("certificates:again", args=[held.product_id]))
    expect(phone.get_by_text("Đang trong hạn nộp")).to_be_visible()

    hand.tap("Lập hồ sơ", "button")
    expect(phone.get_by_text("Phiếu kiểm nghiệm cũ").first).to_be_visible()
    harness.assert_fits(phone)
    harness.assert_accessible(phone)
    renew(hand)
    begun = Dossier.objects.get(previous__isnull=False)
    queue.run_waiting()  # files are checked while a person goes on

    phone.goto(reverse("dossiers:dossier", args=[begun.pk]))
    fill_three_years(hand, begun)
    phone.goto(reverse("dossiers:missing", args=[begun.pk]))
    expect(phone.get_by_text("Hồ sơ đã đủ điều kiện nộp").first).to_be_visible()
    harness.assert_fits(phone)
    harness.assert_accessible(phone)
    phone.goto(reverse("dossiers:review", args=[begun.pk]))
    expect(phone.get_by_text("Đủ điều kiện nộp").first).to_be_visible()
    expect(phone.get_by_role("button", name="Nộp hồ sơ")).to_be_enabled()
    assert hand.acts <= MOST, hand.acts
    print(f"{hand.acts} acts")  # the walkthrough names the number


def renew(hand: Hand) -> None:
    """Send this year's slip in place of the one that ran out."""
    hand.tap("Gửi giấy mới thay giấy này")
    hand.acts += 1
    slip = luggage.pdf("phieu-moi.pdf")
    hand.page.locator("input[type=file]").first.set_input_files(slip)
    until = timezone.localdate() + timedelta(days=360)
    hand.write("valid_until", f"{until:%Y-%m-%d}")
    hand.tap("Thay giấy", "button")
    hand.page.wait_for_url(lambda url: "/thay/" not in url)


def fill_three_years(hand: Hand, begun: Dossier) -> None:
    """Say what changed and the figures of three years; the years stand there."""
    hand.tap("Mở bước này")
    for name in (
        "material",
        "technology",
        "packing",
        "label",
        "declaration",
        "testing",
        "market",
    ):
        hand.write(f"changed_{name}", "Không đổi")
    for year in (1, 2, 3):
        hand.write(f"output_{year}", "12000")
        hand.write(f"revenue_{year}", "480000000")
    hand.tap("Lưu và đi tiếp", "button")
    hand.page.wait_for_url(lambda url: "ket-qua" not in url)
