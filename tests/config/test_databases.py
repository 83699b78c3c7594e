"""The same project on SQLite with no setting at all, or on PostgreSQL by address."""

import os
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import connection

from saolang.config import environment


@pytest.fixture
def sqlite():
    if connection.vendor != "sqlite":
        pytest.skip("about SQLite")


def pragma(name):
    with connection.cursor() as cursor:
        return cursor.execute(f"PRAGMA {name}").fetchone()[0]


def test_tests_run_on_the_database_that_was_asked_for():
    asked = os.environ["SAOLANG_TEST_DATABASE"]

    assert connection.vendor == ("sqlite" if asked == "sqlite" else "postgresql")


@pytest.mark.django_db
def test_postgresql_is_new_enough():
    if connection.vendor == "postgresql":
        assert connection.pg_version >= 150000


@pytest.mark.django_db
def test_sqlite_loses_nothing_and_keeps_its_references(sqlite):
    full = 2

    assert pragma("journal_mode") == "wal"
    assert pragma("synchronous") == full
    assert pragma("foreign_keys") == 1
    assert connection.transaction_mode == "IMMEDIATE"


def test_nothing_set_means_sqlite(monkeypatch):
    monkeypatch.delenv("DATABASE_URL", raising=False)

    found = environment.database("DATABASE_URL", Path("here.sqlite3"))

    assert found["NAME"] == Path("here.sqlite3")


def test_an_address_names_everything_about_a_postgresql_database(monkeypatch):
    monkeypatch.setenv(
        "DATABASE_URL", "postgres://ocop:m%40t@db.example.vn:6432/sao?sslmode=require"
    )

    found = environment.database("DATABASE_URL", Path("unused"))

    assert (found["USER"], found["PASSWORD"]) == ("ocop", "m@t")
    assert (found["HOST"], found["PORT"]) == ("db.example.vn", 6432)
    assert (found["NAME"], found["OPTIONS"]) == ("sao", {"sslmode": "require"})


@pytest.mark.parametrize("address", ["mysql://a/b", "sao.sqlite3"])
def test_another_kind_of_database_is_refused_by_name(monkeypatch, address):
    monkeypatch.setenv("DATABASE_URL", address)

    with pytest.raises(ImproperlyConfigured, match="DATABASE_URL"):
        environment.database("DATABASE_URL", Path("unused"))
