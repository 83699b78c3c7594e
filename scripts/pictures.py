"""Take the pictures of README and the guides from the running demo.

Start `make demo`, then `python -m scripts.pictures`; the demo's own description says
where everything is. Pictures are reduced to 64 colours, to keep the repository small.
"""

import json
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

import django
from django.conf import settings
from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

from tests import programs
from tests.browser import harness

OUT = Path(__file__).parent.parent / "docs" / "pictures"
PHONE, DESKTOP = (390, 844), (1280, 860)


@dataclass(frozen=True, slots=True)
class Picture:
    """One picture: its name, who looks, at what, on which screen, how far down."""

    name: str
    role: str
    page: str
    size: tuple[int, int] = PHONE
    scroll: int = 0


PICTURES = (
    Picture("home", "", "home", DESKTOP),
    Picture("truth", "", "truth_valid"),
    Picture("expired", "", "truth_expired"),
    Picture("score", "council_member", "score_sheet", PHONE, 520),
    Picture("session", "council_secretary", "session", DESKTOP),
    Picture("dossier", "producer", "dossier_draft"),
    Picture("ticks", "producer", "dossier_draft:tu-cham/a/", PHONE, 360),
    Picture("commune", "commune_officer", "/ban-lam-viec/"),
    Picture("commune-leader", "commune_leader", "/ban-lam-viec/"),
    Picture("province", "province_officer", "/ban-lam-viec/", DESKTOP),
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
    return (named["url"] if isinstance(named, dict) else named) + rest


def account(demo: dict[str, Any], role: str) -> dict[str, str]:
    held = demo["accounts"][role]
    first: dict[str, str] = held[0] if isinstance(held, list) else held
    return first


def take(browser: Browser, demo: dict[str, Any], picture: Picture) -> None:
    width, height = picture.size
    context = browser.new_context(
        base_url=demo["pages"]["home"],
        viewport={"width": width, "height": height},
        device_scale_factor=2 if picture.size == PHONE else 1,
        color_scheme="light",
        locale="vi-VN",
    )
    page = context.new_page()
    if picture.role:
        who = account(demo, picture.role)
        harness.sign_in(page, who["login"], who["password"])
    page.goto(address(demo, picture.page))
    _show(page, picture.scroll)
    small = Image.open(BytesIO(page.screenshot())).convert("RGB").quantize(64)
    small.save(OUT / f"{picture.name}.png", optimize=True)
    context.close()


def _show(page: Page, scroll: int) -> None:
    page.evaluate("y => window.scrollTo(0, y)", scroll)
    page.wait_for_timeout(400)


def main() -> None:
    django.setup()
    demo = json.loads((settings.VAR_DIR / "demo.json").read_text())
    OUT.mkdir(exist_ok=True)
    with sync_playwright() as play:
        browser = play.chromium.launch(
            executable_path=programs.find("chromium"), args=harness.CHROMIUM_ARGUMENTS
        )
        for picture in PICTURES:
            take(browser, demo, picture)
            print(picture.name)
        browser.close()


if __name__ == "__main__":
    main()
