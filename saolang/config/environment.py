"""Read settings from the environment, with a clear error for a bad value."""

import os
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured


def text(name: str, default: str) -> str:
    return os.environ.get(name, default)


def words(name: str, default: str) -> list[str]:
    return text(name, default).split()


def flag(name: str, default: bool) -> bool:
    value = text(name, "yes" if default else "no").lower()
    if value not in {"yes", "no", "true", "false", "1", "0"}:
        raise ImproperlyConfigured(f"{name} must be yes or no, not {value!r}")
    return value in {"yes", "true", "1"}


def port(name: str, default: int) -> int:
    value = text(name, str(default))
    if not (value.isascii() and value.isdigit() and 0 < int(value) < 65536):
        raise ImproperlyConfigured(f"{name} must be a port number, not {value!r}")
    return int(value)


def outbound(name: str, default: str) -> str:
    """An address we post to: https, or http on this machine alone."""
    value = text(name, default)
    parts = urlsplit(value)
    local = parts.scheme == "http" and parts.hostname in {"127.0.0.1", "localhost"}
    if value and not (parts.hostname and (parts.scheme == "https" or local)):
        raise ImproperlyConfigured(f"{name} must start with https://, not {value!r}")
    return value


def key(name: str, *, needed: bool) -> str:
    """A secret shared with somebody else; too short a one is refused."""
    value = text(name, "")
    if needed and len(value) < 32:
        raise ImproperlyConfigured(f"{name} must have at least 32 characters")
    return value


def secret(name: str, kept_at: Path, make: Callable[[int], str]) -> str:
    """A secret from the environment, or one made once and kept beside the data."""
    if name in os.environ:
        return os.environ[name]
    if not kept_at.exists():
        _keep_first(kept_at, make(48))
    return kept_at.read_text().strip()


def _keep_first(path: Path, value: str) -> None:
    """Write a private file whole, unless another process was first."""
    with tempfile.NamedTemporaryFile("w", dir=path.parent) as draft:
        draft.write(value)
        draft.flush()
        try:
            os.link(draft.name, path)
        except FileExistsError:
            return


def database(name: str, sqlite_path: Path) -> dict[str, Any]:
    """SQLite at `sqlite_path`, or what a postgres:// address names."""
    url = os.environ.get(name, "")
    if not url:
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": sqlite_path,
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; "
                "PRAGMA foreign_keys=ON;",
            },
        }
    parts = urlsplit(url)
    if parts.scheme not in {"postgres", "postgresql"}:
        raise ImproperlyConfigured(f"{name} must start with postgres://")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or ""),
        "PORT": parts.port or "",
        "OPTIONS": dict(parse_qsl(parts.query)),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    }
