"""Take the pictures of README and the guides from the running demo.

Start `make demo-reset`, then `python -m scripts.pictures [NAME ...]`; the demo's own
description says where everything is. Some pictures are taken by doing something (files
are sent, a dossier is begun), so that a second run wants a fresh demo. Pictures are
reduced to 64 colours, to keep the repository small.
"""

import json
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

import django
from django.conf import settings
from PIL import Image
from playwright.sync_api import Browser, FilePayload, Page, sync_playwright

from tests import programs
from tests.browser import harness

OUT = Path(__file__).parent.parent / "docs" / "pictures"
PHONE, DESKTOP = (390, 844), (1280, 860)
SHARP = {PHONE: 1.5, DESKTOP: 1}
SAUCE, MAT = "Mắm rươi sông Thái Bình", "Chiếu cói dệt tay"
OPEN_ALL = "document.querySelectorAll('main details').forEach(each => each.open = true)"


def send_slowly(page: Page) -> None:
    """Five papers over a line as in the hills: some have arrived, some not."""
    line = page.context.new_cdp_session(page)
    line.send("Network.enable")
    line.send(
        "Network.emulateNetworkConditions",
        {
            "offline": False,
            "latency": 300,
            "downloadThroughput": 200 * 1024,
            "uploadThroughput": 150 * 1024,
        },
    )
    page.locator("[data-uploads] input[multiple]").set_input_files(list(_photographs()))
    page.locator(".up[data-state=waiting] [data-do=pause]").last.click()
    page.locator(".up[data-state=arrived]").first.wait_for()
    page.wait_for_timeout(1500)


def _photographs() -> Iterator[FilePayload]:
    """Photographs nobody can make small: every dot is another."""
    names = (
        "giay-dang-ky.jpg",
        "so-giao-hang-1.jpg",
        "so-giao-hang-2.jpg",
        "phieu-kiem-nghiem.jpg",
        "nhan-hop-moi.jpg",
    )
    for number, name in enumerate(names):
        out = BytesIO()
        noise = Image.effect_noise((900 + 200 * number, 700), 80)
        noise.save(out, "JPEG", quality=75)
        yield {"name": name, "mimeType": "image/jpeg", "buffer": out.getvalue()}


def wait_for_copy(page: Page) -> None:
    page.get_by_role("button", name="Tạo bản gộp PDF").click()
    page.get_by_role("link", name="Tải về").wait_for(timeout=120_000)


@dataclass(frozen=True, slots=True)
class Picture:
    """One picture: its name, who looks, at what, on which screen, how far down.

    `role` is a role of the demo's list or the name of one of its other people;
    `follow` names links and buttons to press from `page` on.
    """

    name: str
    role: str
    page: str
    size: tuple[int, int] = PHONE
    scroll: int | str = 0
    follow: tuple[str, ...] = ()
    act: Callable[[Page], None] | None = None


PICTURES = (
    Picture("home", "", "home", DESKTOP),
    Picture("truth", "", "truth_valid"),
    Picture("expired", "", "truth_expired"),
    Picture("score", "council_member", "score_sheet", PHONE, 520),
    Picture("session", "council_secretary", "session", DESKTOP),
    Picture("dossier", "producer", "dossier_draft"),
    Picture("ticks", "producer", "dossier_draft:tu-cham/a/", PHONE, 360),
    Picture("library", "producer", "library", PHONE, "#h-1"),
    Picture("inbox", "producer", "inbox", PHONE, "#h-wait"),
    Picture("queue", "producer", "inbox", PHONE, "[data-uploads-sum]", act=send_slowly),
    Picture(
        "place",
        "producer",
        "viewer",
        follow=(
            "Sổ giao nhận của 26 hộ (bản quét)",
            "Sửa tiêu chí, số trang",
        ),
        scroll="form h2",
    ),
    Picture("viewer", "producer", "viewer"),
    Picture("missing", "producer", "missing", PHONE, "#h-rows"),
    Picture("planner", "producer", "planner", PHONE, "#h-plan"),
    Picture("story", "producer", "story:place/vi/"),
    Picture(
        "members",
        "producer",
        "/tai-khoan/",
        follow=("HTX Rươi An Thanh", "Người cùng làm"),
        scroll="table + table",
    ),
    Picture("notes", "producer", "/ho-so/", follow=(SAUCE, "Trao đổi", "A.1.1")),
    Picture(
        "answers",
        "Hoàng Thị Mạ",
        "/ho-so/",
        follow=("Cà rốt sấy dẻo", "Trả lời từng điểm"),
    ),
    Picture("forms", "producer", "dossier_draft:mau/"),
    Picture(
        "copy",
        "producer",
        "/ho-so/",
        follow=(SAUCE, "Cả hồ sơ trong một tệp PDF"),
        act=wait_for_copy,
    ),
    Picture("renewal", "producer", "renewal"),
    Picture("carried", "producer", "renewal", follow=("Lập hồ sơ",)),
    Picture("commune", "commune_officer", "/ban-lam-viec/"),
    Picture(
        "criteria",
        "commune_officer",
        "/ho-so/xa/",
        DESKTOP,
        follow=(MAT, "Kiểm tra giấy tờ", "Theo tiêu chí"),
    ),
    Picture(
        "points",
        "commune_officer",
        "/ho-so/xa/",
        DESKTOP,
        follow=(MAT, "Kiểm tra giấy tờ", "Các điểm đã yêu cầu"),
    ),
    Picture(
        "reading",
        "commune_officer",
        "/ho-so/xa/",
        DESKTOP,
        follow=(SAUCE, "Sổ giao nhận của 26 hộ"),
    ),
    Picture("compare", "commune_officer", "compare", DESKTOP),
    Picture(
        "consent",
        "commune_officer",
        "/tai-khoan/co-so/",
        follow=("HTX Thủ công Văn Tố", "Xin giúp lập hồ sơ"),
    ),
    Picture("commune-leader", "commune_leader", "/ban-lam-viec/"),
    Picture("province", "province_officer", "/ban-lam-viec/", DESKTOP),
    Picture(
        "costs",
        "province_officer",
        "/ho-so/tinh/",
        DESKTOP,
        follow=("Công và phí của từng bước lên sao",),
    ),
    Picture(
        "template",
        "province_officer",
        "/ho-so/tinh/",
        DESKTOP,
        follow=("Mẫu văn bản của tỉnh", "Mở Mẫu 03. Báo cáo của xã"),
    ),
    Picture("decisions", "province_leader", "/ban-lam-viec/"),
    Picture("adviser", "advisory_member", "/ban-lam-viec/"),
)


def address(demo: dict[str, Any], page: str) -> str:
    """The page's address: a path, or a name of the demo with what follows it."""
    home: str = demo["pages"]["home"]
    if page.startswith("/"):
        return home.rstrip("/") + page
    name, _, rest = page.partition(":")
    named = demo["pages"][name]
    found: str = named["url"] if isinstance(named, dict) else named
    return found + rest


def account(demo: dict[str, Any], role: str) -> dict[str, str]:
    """Who plays a role, or the person of that name."""
    people: dict[str, dict[str, str]] = {each["name"]: each for each in demo["others"]}
    held = demo["accounts"].get(role) or people[role]
    first: dict[str, str] = held[0] if isinstance(held, list) else held
    return first


def take(browser: Browser, demo: dict[str, Any], picture: Picture) -> None:
    width, height = picture.size
    context = browser.new_context(
        base_url=demo["pages"]["home"],
        viewport={"width": width, "height": height},
        device_scale_factor=SHARP[picture.size],
        color_scheme="light",
        locale="vi-VN",
    )
    page = context.new_page()
    if picture.role:
        who = account(demo, picture.role)
        harness.sign_in(page, who["login"], who["password"])
    page.goto(address(demo, picture.page))
    for name in picture.follow:
        _press(page, name)
    if picture.act:
        picture.act(page)
    _show(page, picture.scroll)
    small = Image.open(BytesIO(page.screenshot())).convert("RGB").quantize(64)
    small.save(OUT / f"{picture.name}.png", optimize=True)
    context.close()


def _press(page: Page, name: str) -> None:
    """The first link or button of that name, wherever it is folded away."""
    page.evaluate(OPEN_ALL)
    either = page.get_by_role("link", name=name).or_(
        page.get_by_role("button", name=name)
    )
    either.locator("visible=true").first.click()
    page.wait_for_load_state()


def _show(page: Page, scroll: int | str) -> None:
    """Down by so much, or to where something stands, with room for the header."""
    page.evaluate(
        "to => window.scrollTo(0, typeof to === 'number' ? to : scrollY - 90 +"
        " document.querySelector(to).getBoundingClientRect().top)",
        scroll,
    )
    page.wait_for_timeout(600)


def main() -> None:
    django.setup()
    wanted = set(sys.argv[1:])
    demo = json.loads((settings.VAR_DIR / "demo.json").read_text())
    OUT.mkdir(exist_ok=True)
    with sync_playwright() as play:
        browser = play.chromium.launch(
            executable_path=programs.find("chromium"), args=harness.CHROMIUM_ARGUMENTS
        )
        for picture in PICTURES:
            if not wanted or picture.name in wanted:
                take(browser, demo, picture)
                print(picture.name)
        browser.close()


if __name__ == "__main__":
    main()
