"""The council table: a round, a council, a sitting, its result and the decision."""

from collections.abc import Mapping
from datetime import timedelta
from io import BytesIO

import docx
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect
from pypdf import PdfReader

from saolang.people.models import User
from tests.browser import luggage
from tests.browser.walker import Walker

COUNCIL = "Hội đồng OCOP thành phố 2026"


def plan_round(officer: Walker) -> None:
    """A round that takes proposals for ten days and sits within twenty."""
    today = timezone.localdate()
    officer.open(reverse("evaluation:rounds"))
    officer.follow("Lập đợt")
    officer.write(
        year=str(today.year),
        number="2",
        cutoff_on=f"{today + timedelta(days=10)}",
        hold_by_on=f"{today + timedelta(days=20)}",
        plan_number="12/KH-UBND",
    )
    officer.press("Lưu")
    officer.reads("12/KH-UBND", luggage.PRODUCT)


def found_council(officer: Walker, seats: Mapping[User, str]) -> None:
    """Everyone the founding decision names, each on a seat."""
    officer.open(reverse("evaluation:councils"))
    officer.follow("Lập Hội đồng")
    officer.write(
        name=COUNCIL,
        decision_number="77/QĐ-UBND",
        decided_on=f"{timezone.localdate() - timedelta(days=40)}",
    )
    officer.press("Lưu")
    for person, position in seats.items():
        officer.choose(user=str(person.pk), position=position)
        officer.write(agency="Sở Nông nghiệp và Môi trường")
        officer.press("Xếp ghế")
    for person in seats:
        officer.reads(person.full_name)


def plan_session(officer: Walker) -> str:
    """A sitting today with the product on its list; the address of its page."""
    officer.open(reverse("evaluation:rounds"))
    officer.follow("Đợt 2")
    officer.follow("Lập phiên họp")
    officer.page.get_by_label("Hội đồng", exact=True).select_option(COUNCIL)
    officer.write(
        held_on=f"{timezone.localdate()}",
        held_time="08:00",
        place="Hội trường UBND thành phố",
    )
    officer.press("Lưu")
    officer.press("Đưa vào phiên")
    officer.press("Gửi giấy mời")
    officer.reads("Đã gửi lúc")
    return officer.page.url


def open_sitting(secretary: Walker) -> None:
    secretary.open(reverse("evaluation:sessions"))
    secretary.follow("Mở")
    secretary.press("Mở phiên, bắt đầu chấm")
    secretary.reads("0 / 4")


def score(member: Walker, ticks: Mapping[str, str], *, watches: bool) -> None:
    """Tick the sheet line by line and hand it in; some watch the points follow."""
    member.open(reverse("evaluation:sheets"))
    member.follow("Chấm sản phẩm")
    points = member.page.locator("#sc-dock summary b")
    done: dict[str, str] = {}
    for code, option in ticks.items():
        member.tick(code, option)
        done[code] = option
        if watches and len(done) in {1, 2, 3, 16}:
            expect(points).to_have_text(str(luggage.points_of(done)))
    member.has_saved()
    expect(points).to_have_text(str(luggage.points_of(ticks)))
    expect(member.main.get_by_role("button", name="Nộp phiếu")).to_be_enabled()
    if watches:
        member.examine()
    member.press("Nộp phiếu")
    member.reads("Đã nộp lúc", "Số biên nhận")


def sees_no_points(secretary: Walker, address: str, sheets: list[str]) -> None:
    """Everyone has handed in, and still nothing of what they gave can be seen."""
    secretary.open(address)
    secretary.reads("4 / 4 phiếu đã nộp", "Chưa ai biết điểm")
    shown = secretary.main.inner_text().split()
    assert not set(sheets) & set(shown)
    expect(secretary.main.locator("#kq, svg.plot")).to_have_count(0)
    secretary.open(f"{address}ket-qua/", status=404)


def close_and_conclude(secretary: Walker, address: str, mean: str) -> None:
    secretary.open(address)
    secretary.press("Khép chấm và mở điểm")
    secretary.reads("Điểm đã mở", mean)
    secretary.press("Kết luận phiên")
    secretary.reads("Biên bản")


def draw_up_minutes(secretary: Walker, address: str, mean: str) -> None:
    """The minutes as DOCX and PDF, both opened and read."""
    secretary.open(address)
    secretary.press("Lập biên bản")
    secretary.follow("Mở biên bản")
    for text in (read_pdf(secretary), read_docx(secretary)):
        assert "BIÊN BẢN" in text.upper()
        assert luggage.PRODUCT in text
        assert mean in text


def draft_decision(officer: Walker) -> str:
    officer.open(reverse("certificates:decisions"))
    officer.press("Lập dự thảo quyết định")
    officer.reads("Dự thảo quyết định công nhận", "Công nhận 4 sao")
    return officer.page.url


def sign_decision(leader: Walker, address: str) -> None:
    leader.open(address)
    leader.press("Ký quyết định")
    leader.reads("Giấy chứng nhận đã cấp", "4 sao")
    assert luggage.PRODUCT in read_pdf(leader)
    leader.follow(luggage.PRODUCT)


def read_pdf(who: Walker) -> str:
    reader = PdfReader(BytesIO(_download(who, "Bản PDF")))
    words = " ".join(page.extract_text() for page in reader.pages)
    return " ".join(words.split())


def read_docx(who: Walker) -> str:
    document = docx.Document(BytesIO(_download(who, "Bản Word")))
    cells = [cell.text for t in document.tables for row in t.rows for cell in row.cells]
    return " ".join([*(p.text for p in document.paragraphs), *cells])


def _download(who: Walker, link: str) -> bytes:
    address = who.main.get_by_role("link", name=link).get_attribute("href")
    assert address
    answer = who.page.request.get(address)
    assert answer.ok, f"{answer.status} at {address}"
    return answer.body()
