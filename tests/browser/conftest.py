"""A real Chromium in front of a real server, on the rows the test has made."""

import os
from contextlib import ExitStack
from functools import partial

import pytest
from playwright.sync_api import sync_playwright

from tests import programs
from tests.browser import harness


@pytest.fixture(scope="session")
def chromium():
    """One browser for all tests of a worker; each visitor gets a fresh profile."""
    path = programs.need("chromium")
    # Playwright's own event loop runs in this thread; Django takes that for async code
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=path, args=harness.CHROMIUM_ARGUMENTS
        )
        yield browser
        browser.close()


@pytest.fixture
def visit(chromium, live_server, settings):
    """Open a page for one more visitor, say `visit(**PHONE, color_scheme="dark")`."""
    settings.PUBLIC_URL = live_server.url  # where printed codes lead
    with ExitStack() as visitors:
        open_page = partial(harness.visitor, chromium, live_server.url)
        yield lambda **options: visitors.enter_context(open_page(**options))


@pytest.fixture
def phone(visit):
    """A page on a phone, 390 px wide."""
    return visit(**harness.PHONE)


@pytest.fixture
def desktop(visit):
    """A page on a desktop, 1,280 px wide."""
    return visit(**harness.DESKTOP)


@pytest.fixture
def old_phone(visit):
    """A page on a phone that runs no scripts."""
    return visit(**harness.PHONE, java_script_enabled=False)
