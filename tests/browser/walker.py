"""One person with a phone, who examines every page on the way.

Each page that opens is read once by axe-core and measured; what the browser complains
about fails the test when its visitor leaves (tests/browser/harness.py).
"""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from playwright.sync_api import Locator, Page, expect

from saolang.people.models import User
from tests import make
from tests.browser.harness import assert_accessible, assert_fits, sign_in

# without scripts axe-core cannot read a page: it is only measured
UNREAD = "!window.examined && (window.examined = true)"
UNSAVED = "Object.keys(localStorage).some(key => key.startsWith('saolang.draft'))"
PATIENCE = 150  # tenths of a second


class Walker:
    """Opens pages, fills forms and presses buttons as a person does."""

    def __init__(self, page: Page, *, has_scripts: bool = True) -> None:
        self.page = page
        self.has_scripts = has_scripts

    @property
    def main(self) -> Locator:
        return self.page.locator("main")

    def enter(self, person: User) -> None:
        """Sign in; the desk is the first page."""
        sign_in(self.page, person.email, make.PASSWORD)
        self.look()

    def open(self, address: str, status: int = 200) -> None:
        answer = self.page.goto(address)
        assert answer is not None
        assert answer.status == status, f"{answer.status} at {address}"
        self.look()

    def press(self, label: str, *, status: int = 200) -> None:
        """Press a button that leads to the next page, or back to this one."""
        # for who cannot see its row, a button says after a colon what it is about
        name = re.compile(rf"^{label}( ?:|$)")
        self._leave(self.main.get_by_role("button", name=name), status)

    def follow(self, label: str, *, exact: bool = False) -> None:
        """Follow a link."""
        self._leave(self.main.get_by_role("link", name=label, exact=exact), 200)

    def _leave(self, by: Locator, status: int) -> None:
        with self.page.expect_navigation() as left:
            by.click()
        answer = left.value
        assert answer.status == status, f"{answer.status} at {answer.url}"
        self.look()

    def look(self) -> None:
        """Examine the page, once each time it is loaded."""
        if not self.has_scripts:
            assert_fits(self.page)
        elif self.page.evaluate(UNREAD):
            self.examine()

    def examine(self) -> None:
        """Examine the page as it stands now."""
        assert_accessible(self.page)
        assert_fits(self.page)

    def write(self, **fields: str) -> None:
        """Fill in fields by name."""
        for name, text in fields.items():
            self.field(name).fill(text)

    def choose(self, **fields: str) -> None:
        """Choose from lists by name."""
        for name, value in fields.items():
            self.field(name).select_option(value)

    def tick(self, name: str, value: str) -> None:
        """Tick a radio button or a check box."""
        self.page.locator(f'input[name="{name}"][value="{value}"]').check()

    def send(self, name: str, files: Iterable[Mapping[str, Any]]) -> None:
        """Choose files from the phone."""
        self.field(name).set_input_files(list(files))  # type: ignore[arg-type]

    def field(self, name: str) -> Locator:
        return self.main.locator(f'[name="{name}"]')

    def reads(self, *texts: str) -> None:
        """Wait until the page says so."""
        for text in texts:
            expect(self.main).to_contain_text(text)

    def has_saved(self) -> None:
        """Wait until all that was typed has saved itself and the form says so."""
        for _tenth in range(PATIENCE):
            if not self.page.evaluate(UNSAVED):
                break
            self.page.wait_for_timeout(100)
        else:
            raise AssertionError(f"{self.page.url} did not save itself")
        expect(self.page.locator("[data-autosave-state]")).to_contain_text("Đã lưu lúc")
