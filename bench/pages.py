"""The public page behind a printed code against an empty Django view."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager

from bench import load
from saolang.demo import server
from tests import make

PUBLIC, EMPTY = "public page /t/<code>", "empty Django view"


def rounds(count: int, seconds: float) -> dict[str, list[float]]:
    """Requests a second in each round; the two take turns, so that both meet the same
    weather on the machine."""
    code = make.certificate().code
    with (
        _served("saolang.config.wsgi:application") as public,
        _served("bench.empty:application") as empty,
    ):
        targets = {PUBLIC: (public, f"/t/{code}"), EMPTY: (empty, "/")}
        for port, path in targets.values():
            load.requests_per_second(port, path, seconds=1)  # warm up
        rates: dict[str, list[float]] = {name: [] for name in targets}
        for _ in range(count):
            for name, (port, path) in targets.items():
                rates[name].append(load.requests_per_second(port, path, seconds))
    return rates


@contextmanager
def _served(application: str) -> Iterator[int]:
    """The application on a free port, in one process: another core does the asking."""
    port = _free_port()
    command = server.web(application, port, workers=1)
    with server.running({application: command}) as processes:
        server.wait_until_ready(port, processes)
        yield port


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((server.HOST, 0))
        return int(probe.getsockname()[1])
