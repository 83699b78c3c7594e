"""Photograph every page of the demo, as each role, for people to look at.

The pictures and an index of them go to var/look/. Each role starts from its desk and
from the pages var/demo.json names, and follows links; of pages that are alike, one
is enough. What the browser complains about stands beside the picture.
"""

import argparse
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
from collections import Counter, deque
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from html import escape
from pathlib import Path
from typing import Any
from urllib.parse import urldefrag, urljoin, urlsplit

import django
from django.conf import settings
from django.urls import Resolver404, resolve
from playwright.sync_api import Browser, BrowserContext, Error, Page, sync_playwright

from saolang.demo import server
from tests import programs
from tests.browser import harness

DEMO_WITHIN_SECONDS = 300
ALIKE = 1  # pictures of one view, for one role
SKIPPED_VIEWS = ("people:sign_out", "web:language", "admin:logout")
SHOW_EVERY_IMAGE = """Promise.all([...document.images].map(image => {
  image.loading = "eager"
  return image.decode().catch(() => {})
}))"""
LOOKS = {
    f"{width}-{colours}": options | {"color_scheme": colours}
    for width, options in ((390, harness.PHONE), (1280, harness.DESKTOP))
    for colours in ("light", "dark")
}


@dataclass
class Shot:
    """One page as one role sees it, in every look."""

    role: str
    view: str
    url: str
    files: dict[str, str] = field(default_factory=dict)
    troubles: list[str] = field(default_factory=list)


# --- the demo -------------------------------------------------------------------


@contextmanager
def running_demo() -> Iterator[dict[str, Any]]:
    """What var/demo.json says of the demo that runs; starts one where none does."""
    described = settings.VAR_DIR / "demo.json"
    if described.exists():
        demo = json.loads(described.read_text())
        if server.answers(urlsplit(demo["pages"]["home"]).port or 80):
            yield demo
            return
    port = _free_port()
    print(f"Starting the demo on port {port}")
    process = subprocess.Popen(
        [sys.executable, settings.BASE_DIR / "manage.py", "demo"],
        env=os.environ | {"PORT": str(port)},
        stdout=subprocess.DEVNULL,
        process_group=0,
    )
    try:
        server.wait_until_ready(
            port, {"The demo": process}, patience_seconds=DEMO_WITHIN_SECONDS
        )
        yield json.loads(described.read_text())
    finally:
        process.terminate()
        process.wait()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((server.HOST, 0))
        return int(probe.getsockname()[1])


def starts(demo: dict[str, Any], role: str) -> list[str]:
    """The pages var/demo.json names for a role, or for everyone."""
    pages = demo["pages"].values()
    if role == "visitor":
        return [page for page in pages if isinstance(page, str)]
    return [p["url"] for p in pages if isinstance(p, dict) and p["as"] == role]


# --- the walk -------------------------------------------------------------------


class Walk:
    """One role's walk through the demo: every view it can reach by links."""

    def __init__(self, context: BrowserContext, role: str, home: str) -> None:
        self.context = context
        self.role = role
        self.home = home
        self.seen: set[str] = set()
        self.alike: Counter[str] = Counter()

    def pages(self, start: list[str], limit: int) -> Iterator[Shot]:
        waiting = deque(start)
        page = self.context.new_page()
        while waiting and limit:
            url = urldefrag(waiting.popleft()).url
            view = self._view(url)
            if url in self.seen or not view or self.alike[view] >= ALIKE:
                continue
            self.seen.add(url)
            links = self._links(page, url)
            if links is None:
                continue
            self.alike[view] += 1
            limit -= 1
            waiting.extend(links)
            yield Shot(self.role, view, url)
        page.close()

    def _view(self, url: str) -> str:
        """The name of the view at an address of the demo, if worth a picture."""
        here, there = urlsplit(self.home), urlsplit(url)
        if (here.scheme, here.netloc) != (there.scheme, there.netloc):
            return ""
        try:
            view = resolve(there.path).view_name
        except Resolver404:
            return "404"
        return "" if view in SKIPPED_VIEWS else view + ("?" if there.query else "")

    def _links(self, page: Page, url: str) -> list[str] | None:
        """Where the page leads; None when it is a file and not a page."""
        try:
            answer = page.goto(url)
        except Error:  # a download
            return None
        if not answer or "html" not in answer.headers.get("content-type", ""):
            return None
        found = page.eval_on_selector_all(
            "a[href]:not([download])", "links => links.map(link => link.href)"
        )
        return [urljoin(url, link) for link in found]


def photograph(browser: Browser, shots: list[Shot], into: Path, state: Any) -> None:
    """Take every picture of one role, one look after the other."""
    for look, options in LOOKS.items():
        locale = "en-GB" if shots[0].role.endswith("-en") else "vi-VN"
        context = browser.new_context(storage_state=state, locale=locale, **options)
        for number, shot in enumerate(shots):
            troubles = harness.Troubles()
            page = context.new_page()
            troubles.listen(page)
            answer = page.goto(shot.url)
            if answer and answer.status >= 400:
                troubles.heard.append(f"answer {answer.status}")
            page.evaluate(SHOW_EVERY_IMAGE)
            width = page.evaluate("document.documentElement.scrollWidth")
            if width > options["viewport"]["width"]:
                troubles.heard.append(f"{width} px wide")
            name = f"{number:02}-{shot.view.strip('?').replace(':', '-')}-{look}.jpg"
            path = into / shot.role / name
            page.screenshot(path=path, full_page=True, type="jpeg", quality=80)
            shot.files[look] = f"{shot.role}/{name}"
            shot.troubles += [f"{look}: {trouble}" for trouble in troubles.heard]
            page.close()
        context.close()


# --- the index ------------------------------------------------------------------

STYLE = """body{font:16px/1.5 system-ui;margin:2rem}img{height:18rem;max-width:24rem;
object-fit:cover;object-position:top;border:1px solid #ccc}li{color:#b00}
section{margin-block:1.5rem}.shots{display:flex;gap:1rem;flex-wrap:wrap}"""


def index(shots: list[Shot]) -> str:
    parts = [
        f"<!doctype html><meta charset=utf-8><title>Sao Làng</title><style>{STYLE}"
    ]
    parts.append(f"</style><h1>Sao Làng: {len(shots)} pages</h1>")
    role = ""
    for shot in shots:
        if shot.role != role:
            role = shot.role
            parts.append(f"<h2>{escape(role)}</h2>")
        pictures = "".join(
            f'<a href="{file}"><img src="{file}" alt="{look}" loading="lazy"></a>'
            for look, file in shot.files.items()
        )
        troubles = "".join(f"<li>{escape(trouble)}</li>" for trouble in shot.troubles)
        parts.append(
            f"<section><h3>{escape(shot.view)} <small>{escape(shot.url)}</small></h3>"
            f'<ul>{troubles}</ul><div class="shots">{pictures}</div></section>'
        )
    return "\n".join(parts)


def main() -> None:
    asked = argparse.ArgumentParser(prog="make look", description=__doc__)
    asked.add_argument("--role", action="append", help="only this role; repeatable")
    asked.add_argument("--limit", type=int, default=40, help="pages for each role")
    options = asked.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    into = settings.VAR_DIR / "look"
    shots: list[Shot] = []
    chromium = programs.find("chromium")
    if chromium is None:
        sys.exit("make look needs Chromium (`make system` installs it)")
    with running_demo() as demo, sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium, args=harness.CHROMIUM_ARGUMENTS
        )
        roles = options.role or ["visitor", "visitor-en", *demo["accounts"]]
        for role in roles:
            shutil.rmtree(into / role, ignore_errors=True)
            shots += look_as(browser, demo, role, into, options.limit)
        browser.close()
    into.mkdir(parents=True, exist_ok=True)
    (into / "index.html").write_text(index(shots))
    troubled = sum(1 for shot in shots if shot.troubles)
    print(f"{len(shots)} pages, {troubled} with troubles: {into / 'index.html'}")


def look_as(
    browser: Browser, demo: dict[str, Any], role: str, into: Path, limit: int
) -> list[Shot]:
    """Walk and photograph as one role."""
    home = demo["pages"]["home"]
    locale = "en-GB" if role.endswith("-en") else "vi-VN"
    context = browser.new_context(base_url=home, locale=locale, **harness.DESKTOP)
    start = starts(demo, role.removesuffix("-en"))
    if not role.startswith("visitor"):
        account = demo["accounts"][role]
        account = account[0] if isinstance(account, list) else account
        page = context.new_page()
        harness.sign_in(page, account["login"], account["password"])
        start = [page.url, *start]
        page.close()
    shots = list(Walk(context, role, home).pages(start, limit))
    state = context.storage_state()
    context.close()
    photograph(browser, shots, into, state)
    print(f"{role}: {len(shots)} pages", flush=True)
    return shots


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "saolang.config.settings")
    django.setup()
    main()
