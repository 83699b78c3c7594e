"""Commune, province and advisers: from the receipt to the council's door."""

from collections.abc import Mapping

from django.urls import reverse

from saolang.dossiers import form03
from tests.browser import luggage
from tests.browser.walker import Walker


def take_in(officer: Walker) -> None:
    """The commune's officer finds the dossier on the work list and takes it in."""
    officer.open(reverse("dossiers:commune_list"))
    officer.reads("Hạn của xã")
    officer.follow(luggage.PRODUCT, exact=True)
    officer.press("Tiếp nhận hồ sơ")


def check_papers(officer: Walker) -> None:
    """Look at every line of the check list; every paper is in order."""
    officer.follow("Kiểm tra giấy tờ")
    for state in officer.main.locator("select[name^=state_]").all():
        state.select_option("ok")
    officer.has_saved()
    officer.press("Lưu phần kiểm tra")


def write_report(officer: Walker, dossier_id: int) -> None:
    """Form 03 under its four headings, then to the leader."""
    officer.open(reverse("dossiers:commune_dossier", args=[dossier_id]))
    officer.follow("Viết Mẫu 03")
    for heading in form03.HEADINGS:
        officer.write(
            **{f"found_{heading.key}": "Xã đã đến xem, đúng như chủ thể nêu."}
        )
    officer.write(conclusion="Đề nghị đưa vào đánh giá, phân hạng.")
    officer.has_saved()
    officer.press("Trình lãnh đạo ký")


def sign_report(leader: Walker) -> None:
    leader.open(reverse("dossiers:commune_to_sign"))
    leader.follow("ký")
    leader.press("Ký báo cáo")


def forward(officer: Walker, dossier_id: int) -> None:
    officer.open(reverse("dossiers:commune_dossier", args=[dossier_id]))
    officer.reads("Mã số sản phẩm")
    officer.press("Gửi lên tỉnh")
    officer.reads("Đã gửi lên tỉnh ngày")


def receive(officer: Walker) -> None:
    """The province gives it a number of its own and checks the papers again."""
    officer.open(reverse("dossiers:province_list"))
    officer.follow(luggage.PRODUCT, exact=True)
    officer.reads("Xã đã đến xem, đúng như chủ thể nêu.")
    officer.press("Tiếp nhận, cấp số phiếu")
    check_papers(officer)


def hand_to_advisers(officer: Walker, dossier_id: int) -> None:
    officer.open(reverse("dossiers:province_dossier", args=[dossier_id]))
    officer.press("Chuyển Tổ tư vấn thẩm định")


def appraise(adviser: Walker, ticks: Mapping[str, str]) -> None:
    """Propose an option per criterion, then report."""
    adviser.open(reverse("evaluation:appraisals"))
    adviser.follow("Thẩm định")
    for code, option in ticks.items():
        adviser.tick(code, option)
    adviser.tick("recommendation", "to_council")
    adviser.write(conclusion="Hồ sơ đủ, đề nghị đưa ra Hội đồng.")
    adviser.has_saved()
    adviser.press("Gửi báo cáo")
    adviser.reads("Đã báo cáo", luggage.PRODUCT)
