"""A real Chromium in front of a real server, on the rows the test has made."""

import os
from contextlib import ExitStack

import pytest
from django.conf import settings as project
from playwright.sync_api import Page, sync_playwright

from tests import programs
from tests.browser import harness

PAGES = pytest.StashKey[list[Page]]()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
    """When a test fails, what each visitor saw is kept in var/browser/."""
    report = yield
    if report.when == "call" and report.failed:
        folder = project.BASE_DIR / "var" / "browser"
        folder.mkdir(parents=True, exist_ok=True)
        for number, page in enumerate(item.stash.get(PAGES, []), 1):
            if page.url != "about:blank":
                picture = folder / f"{item.name}-{number}.png"
                page.screenshot(path=picture, full_page=True)
                report.sections.append((f"visitor {number}", f"{page.url} {picture}"))
    return report


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
def visit(chromium, live_server, settings, request):
    """Open a page for one more visitor, say `visit(**PHONE, color_scheme="dark")`."""
    settings.PUBLIC_URL = live_server.url  # where printed codes lead
    with ExitStack() as visitors:
        pages = request.node.stash.setdefault(PAGES, [])

        def open_page(**options):
            page = harness.visitor(chromium, live_server.url, **options)
            pages.append(visitors.enter_context(page))
            return pages[-1]

        yield open_page


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
