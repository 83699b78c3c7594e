"""What every test starts from: Vietnamese and an empty cache."""

import pytest
from django.conf import settings
from django.core.cache import cache
from django.db import connection
from django.utils import translation

pytest.register_assert_rewrite("tests.browser.harness")


def pytest_report_header() -> str:
    return f"database: {connection.vendor}"


@pytest.fixture(autouse=True)
def _as_a_new_visitor():
    """No test sees the language or the cached values another one left."""
    cache.clear()
    with translation.override(settings.LANGUAGE_CODE):
        yield
