"""A producer's part of the journey: from no account to a dossier handed in."""

import re

from django.urls import reverse
from playwright.sync_api import expect

from saolang.dossiers.fields import FORMS, TICKS, of_step
from saolang.evidence.rules import catalogue
from tests.browser import luggage
from tests.browser.walker import Walker

OWNER = "Nguyễn Thị Lành"
LOGIN = "lanh@example.vn"
REQUIRED_PAPERS = (
    "business_registration",
    "food_safety_certificate",
    "test_report",
    "material_origin",
)


def register(who: Walker, *, commune: str) -> None:
    """Open an account and enter the cooperative; the commune is found by typing."""
    who.open(reverse("people:register"))
    who.write(full_name=OWNER, login=LOGIN, password="Rươi Tứ Kỳ tháng mười")
    who.press("Tạo tài khoản")
    who.write(name="HTX Rươi An Thanh", place=commune)
    who.choose(kind="cooperative")
    if not who.has_scripts:
        who.press("Tìm xã, phường")
    who.field("commune").first.check()
    who.write(
        address="Thôn An Thanh",
        representative_title="Giám đốc",
        history="Bảy hộ vớt rươi góp vốn năm 2019.",
        organisation="Mười hai người, chín người ở tại xã.",
    )
    who.press("Đăng ký cơ sở")


def register_product(who: Walker) -> None:
    """Type what it is, choose the set found, tell its story and show it."""
    who.open(reverse("products:new"))
    who.page.locator("#tim").press_sequentially(luggage.PRODUCT.lower())
    if not who.has_scripts:
        who.press("Tìm bộ")
    who.follow(luggage.CARD.name_vi)
    expect(who.field("name")).to_have_value(luggage.PRODUCT.lower())
    who.write(
        name=luggage.PRODUCT,
        specification="Niêu đất 500 g",
        summary="Rươi Tứ Kỳ kho vỏ quýt trong niêu đất.",
    )
    who.press("Đăng ký sản phẩm")
    who.follow("Viết câu chuyện")
    who.follow("Mở đầu")
    who.page.locator("#id_vi_text").fill(luggage.STORY)
    who.press("Lưu đoạn này")
    who.follow(luggage.PRODUCT, exact=True)
    who.send("photos", [luggage.jpeg("niêu rươi")])
    who.press("Gửi ảnh")
    who.reads("Đã lên trang công khai")


def start_dossier(who: Walker) -> None:
    who.follow("Mở hồ sơ của sản phẩm")
    who.press("Lập hồ sơ")
    who.reads("Bạn đang ở đâu trên đường lên sao")


def fill_forms(who: Walker, dossier_id: int) -> None:
    """Forms 01 and 02 and the sheet, in the order the pages lead through them."""
    who.open(reverse("dossiers:step", args=[dossier_id, "dang-ky"]))
    for name in ("dang-ky", "co-so", "ket-qua"):
        fill_step(who, name)
    for part in TICKS:
        score_oneself(who, part)
    fill_step(who, "ke-hoach")


def fill_step(who: Walker, name: str) -> None:
    """Answer every line that is still empty; the form saves itself meanwhile."""
    for line in of_step(FORMS[name], "first"):
        if line.kind == "choices":
            who.field(line.name).first.check()
        elif not who.field(line.name).input_value():
            who.write(**{line.name: luggage.answer_to(line)})
    if who.has_scripts:
        who.has_saved()
        _comes_back(who, name)
    who.press("Lưu và đi tiếp")


def _comes_back(who: Walker, name: str) -> None:
    """What saved itself is there when the page is opened anew on another phone."""
    line = of_step(FORMS[name], "first")[-1]
    typed = who.field(line.name).input_value()
    who.open(who.page.url)
    expect(who.field(line.name)).to_have_value(typed)


def score_oneself(who: Walker, part: str) -> None:
    """Tick one part of the sheet, aiming at four stars."""
    ticks = luggage.ticks_for(4)
    wanted = {c: t for c, t in ticks.items() if c.startswith(part.upper())}
    for index, (code, option) in enumerate(wanted.items()):
        who.tick(f"muc-{code}", option)
        if who.has_scripts and index == 0:
            left = len(ticks) - list(ticks).index(code) - 1
            tally = who.page.locator("#tally summary")
            expect(tally).to_contain_text(f"còn {left} tiêu chí" if left else "sao")
    for gated in luggage.CARD.gated:
        if gated.code.startswith(part.upper()):
            who.tick(f"dk-{gated.code}", "co")
    if who.has_scripts:
        _sees_what_is_missing(who)
        who.has_saved()
    who.press("Lưu và đi tiếp")


def _sees_what_is_missing(who: Walker) -> None:
    tally = who.page.locator("#tally")
    tally.locator("summary").click()
    expect(tally.locator(".ladder > li")).to_have_count(3)
    expect(tally.locator(".ladder .ticks").first).to_be_visible()
    who.examine()
    tally.locator("summary").click()


def attach_papers(who: Walker, dossier_id: int) -> None:
    """Two papers as PDF, two as photographs; what is no paper is refused with why."""
    who.open(reverse("dossiers:papers", args=[dossier_id]))
    who.choose(kind=REQUIRED_PAPERS[0])
    empty = luggage.file("trống.pdf", "application/pdf", b"")
    who.send("uploads", [luggage.svg("logo"), empty])
    who.press("Gửi tệp", status=422)
    who.reads("Có tệp không nhận được", "logo.svg", "trống.pdf")
    for index, kind in enumerate(REQUIRED_PAPERS):
        who.choose(kind=kind)
        make = luggage.jpeg if index % 2 else luggage.pdf
        who.send("uploads", [make(kind.replace("_", " "))])
        who.press("Gửi tệp")
        who.reads("Đã có trong hồ sơ", str(catalogue.name_of(kind)))


def hand_in(who: Walker, dossier_id: int) -> str:
    """Read everything once more and submit; the number of the receipt."""
    who.open(reverse("dossiers:review", args=[dossier_id]))
    who.reads(f"Tổng cộng {luggage.points_of(luggage.ticks_for(4))} điểm")
    who.press("Nộp hồ sơ", status=422)
    who.field("commitment").check()
    who.press("Nộp hồ sơ")
    who.reads("Giấy tiếp nhận hồ sơ", "Mã niêm của cả bản nộp")
    number = re.search(r"\S*\d+/\S+", who.main.locator(".h-s strong").inner_text())
    assert number
    return number[0]
