"""The demo's processes: the web server and the worker, on this machine only."""

import hashlib
import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import CommandError, call_command

HOST = "127.0.0.1"
STOP_WITHIN_SECONDS = 15
Children = dict[str, subprocess.Popen[bytes]]


def serve(port: int, *, when_ready: Callable[[], None]) -> None:
    """Serve pages and do tasks until asked to stop; `port` must be free."""
    require_free(port)
    collect_static()
    with _asked_to_stop() as asked, running(_commands(port)) as children:
        wait_until_ready(port, children, asked_to_stop=asked)
        if not asked():
            when_ready()
        while not asked():
            _require_alive(children)
            time.sleep(0.2)


def wait_until_ready(
    port: int,
    children: Children,
    *,
    asked_to_stop: Callable[[], bool] = bool,
    patience_seconds: float = 60,
) -> None:
    """Wait for the home page; refuse to wait for one that does not come."""
    patience = time.monotonic() + patience_seconds
    while not (answers(port) or asked_to_stop()):
        _require_alive(children)
        if time.monotonic() > patience:
            raise CommandError("The web server runs, but its home page fails.")
        time.sleep(0.1)


def require_free(port: int) -> None:
    """Refuse a port that another program listens on."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError as refused:
            raise CommandError(
                f"Port {port} on {HOST} cannot be used ({refused.strerror}). Stop the "
                f"program that has it, or choose another: PORT={port + 1} make demo"
            ) from refused


def answers(port: int) -> bool:
    """Whether a web server on the port answers a request."""
    connection = http.client.HTTPConnection(HOST, port, timeout=10)
    try:
        connection.request("HEAD", "/")
        return connection.getresponse().status < 500
    except OSError:
        return False
    finally:
        connection.close()


def collect_static() -> None:
    """Gather and compress static files, when one of them has changed."""
    seal = Path(settings.STATIC_ROOT) / ".sources"
    now = _static_sources()
    if seal.exists() and seal.read_text() == now:
        return
    call_command("collectstatic", interactive=False, clear=True, verbosity=0)
    seal.write_text(now)


def _static_sources() -> str:
    files = (
        (path, os.stat(storage.path(path)))
        for finder in get_finders()
        for path, storage in finder.list([])
    )
    seen = sorted((path, stat.st_size, stat.st_mtime_ns) for path, stat in files)
    return hashlib.sha256(repr(seen).encode()).hexdigest()


def web(application: str, port: int, *, workers: int) -> list[str]:
    """The command that serves a WSGI application on this machine only."""
    options = f"--interface wsgi --no-ws --workers {workers} --blocking-threads 4"
    where = f"--host {HOST} --port {port} --log-level error --workers-kill-timeout 5"
    return ["granian", *options.split(), *where.split(), application]


def _commands(port: int) -> dict[str, list[str]]:
    return {
        "The web server": web("saolang.config.wsgi:application", port, workers=2),
        "The worker": ["django", "worker"],
    }


@contextmanager
def running(commands: dict[str, list[str]]) -> Iterator[Children]:
    """Run Python modules as children and stop them all at the end.

    Each in a process group of its own, so that Ctrl-C comes to us alone and they stop
    in good order.
    """
    children: Children = {}
    try:
        for name, command in commands.items():
            children[name] = subprocess.Popen(  # noqa: S603
                [sys.executable, "-m", *command],
                stdin=subprocess.DEVNULL,
                process_group=0,
            )
        yield children
    finally:
        for child in children.values():
            child.terminate()
        for child in children.values():
            _await(child)


def _await(child: subprocess.Popen[bytes]) -> None:
    try:
        child.wait(STOP_WITHIN_SECONDS)
    except subprocess.TimeoutExpired:
        os.killpg(child.pid, signal.SIGKILL)
        child.wait()


def _require_alive(children: Children) -> None:
    for name, child in children.items():
        if child.poll() is not None:
            raise CommandError(f"{name} ended by itself (exit {child.returncode}).")


@contextmanager
def _asked_to_stop() -> Iterator[Callable[[], bool]]:
    """Whether Ctrl-C, a closed terminal or a polite kill has asked us to stop."""
    asked: list[int] = []

    def hear(number: int, frame: FrameType | None) -> None:
        asked.append(number)

    signals = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
    before = {number: signal.signal(number, hear) for number in signals}
    try:
        yield lambda: bool(asked)
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
