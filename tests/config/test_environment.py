"""A setting is read with a clear error, and a secret is made only once."""

import os
import stat
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core.exceptions import ImproperlyConfigured

from saolang.config import environment


@pytest.mark.parametrize(
    ("value", "meant"), [("yes", True), ("0", False), ("TRUE", True)]
)
def test_a_flag_is_a_plain_word(monkeypatch, value, meant):
    monkeypatch.setenv("SAOLANG_DEBUG", value)

    assert environment.flag("SAOLANG_DEBUG", default=False) is meant


def test_a_flag_that_is_neither_is_refused_by_name(monkeypatch):
    monkeypatch.setenv("SAOLANG_DEBUG", "maybe")

    with pytest.raises(ImproperlyConfigured, match="SAOLANG_DEBUG must be yes or no"):
        environment.flag("SAOLANG_DEBUG", default=False)


@pytest.mark.parametrize("value", ["", "http", "0", "65536", "-1", "٣"])
def test_a_port_is_a_number_a_server_can_have(monkeypatch, value):
    monkeypatch.setenv("PORT", value)

    with pytest.raises(ImproperlyConfigured, match="PORT"):
        environment.port("PORT", 8000)


def test_a_secret_is_made_once_and_only_its_owner_reads_it(tmp_path):
    kept_at = tmp_path / "key"

    def read(attempt):
        return environment.secret("SAOLANG_NO_SUCH", kept_at, lambda size: f"{attempt}")

    with ThreadPoolExecutor(8) as pool:
        read_values = set(pool.map(read, range(40)))

    assert read_values == {kept_at.read_text()}
    assert stat.S_IMODE(os.stat(kept_at).st_mode) == 0o600
    assert os.listdir(tmp_path) == ["key"]


def test_the_environment_wins_over_a_kept_secret(monkeypatch, tmp_path):
    monkeypatch.setenv("SAOLANG_SECRET_KEY", "given")

    kept_at = tmp_path / "key"
    assert environment.secret("SAOLANG_SECRET_KEY", kept_at, str) == "given"
    assert not kept_at.exists()
