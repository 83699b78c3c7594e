"""Drive the system's Chromium as a person would, and hear everything that goes wrong.

A page here belongs to one visitor: cookies, size and colours of their own. What the
browser complains about (script errors, refused styles, broken files, answers of 500)
is collected in `troubles` and fails the test at its end.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.urls import reverse
from playwright.sync_api import (
    Browser,
    ConsoleMessage,
    Page,
    Request,
    Response,
    Route,
    expect,
)

# a busy machine may take its time; what never comes still fails
expect.set_options(timeout=20_000)

PHONE = {"viewport": {"width": 390, "height": 844}, "is_mobile": True}
PHONE |= {"has_touch": True, "device_scale_factor": 2}
DESKTOP = {"viewport": {"width": 1280, "height": 800}}
CHROMIUM_ARGUMENTS = [
    "--no-sandbox",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-gpu",
    "--disable-quic",
    "--disable-sync",
]
AXE = (Path(__file__).parent / "axe.min.js").read_text()
AXE_RULES = {
    "runOnly": [
        "wcag2a",
        "wcag2aa",
        "wcag21a",
        "wcag21aa",
        "wcag22aa",
        "best-practice",
    ],
    "resultTypes": ["violations"],
}


@dataclass
class Troubles:
    """What one visitor's browser complained about; a test may expect some of it."""

    heard: list[str] = field(default_factory=list)

    def listen(self, page: Page) -> None:
        page.on("pageerror", lambda error: self.heard.append(f"script: {error}"))
        page.on("console", self._console)
        page.on("response", self._response)
        page.on("requestfailed", self._failed)

    def _console(self, message: ConsoleMessage) -> None:
        # the browser's own line about an answer of 4xx: tests ask for those
        if message.type == "error" and "Failed to load resource" not in message.text:
            self.heard.append(f"console: {message.text}")

    def _response(self, response: Response) -> None:
        is_part = response.request.resource_type in {"stylesheet", "script", "font"}
        if response.status >= (400 if is_part else 500):
            self.heard.append(f"{response.status}: {response.url}")

    def _failed(self, request: Request) -> None:
        # leaving a page ends what it was still loading
        if request.failure != "net::ERR_ABORTED":
            self.heard.append(f"{request.failure}: {request.url}")


@contextmanager
def visitor(browser: Browser, home: str, **options: Any) -> Iterator[Page]:
    """A new visitor's page at `home`, who can reach nothing but this machine."""
    context = browser.new_context(
        base_url=home, locale="vi-VN", timezone_id="Asia/Ho_Chi_Minh", **options
    )
    context.set_default_timeout(15_000)
    context.route("**/*", _stay_here)
    troubles = Troubles()
    context.on("page", troubles.listen)
    try:
        yield context.new_page()
    finally:
        context.close()
    assert not troubles.heard, "\n".join(troubles.heard)


def _stay_here(route: Route) -> None:
    here = urlsplit(route.request.url).hostname in {"127.0.0.1", "localhost"}
    if here or route.request.url.startswith(("data:", "blob:")):
        route.continue_()
    else:
        route.abort("internetdisconnected")


def sign_in(page: Page, login: str, password: str) -> None:
    """Sign in as a person does: the form, both fields, the button."""
    page.goto(reverse("people:sign_in"))
    page.locator("[name=username]").fill(login)
    page.locator("[name=password]").fill(password)
    page.locator("form:has([name=password]) button:not([type=button])").click()
    page.wait_for_url(lambda url: urlsplit(url).path != reverse("people:sign_in"))


def assert_accessible(page: Page) -> None:
    """axe-core finds nothing to complain about on the page as it stands."""
    page.evaluate(AXE)
    violations = page.evaluate(
        "async rules => (await axe.run(document, rules)).violations", AXE_RULES
    )
    complaints = [
        f"{violation['id']}: {violation['help']} at {node['target']}"
        for violation in violations
        for node in violation["nodes"]
    ]
    assert not complaints, "\n".join([page.url, *complaints])


def assert_fits(page: Page) -> None:
    """Nothing makes the page scroll sideways."""
    assert page.viewport_size is not None
    width = page.evaluate("document.documentElement.scrollWidth")
    assert width <= page.viewport_size["width"], f"{page.url} is {width} px wide"
