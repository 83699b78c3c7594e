"""Ask a server on this machine for one page, over and over, on a few connections.

Written on bare sockets: the asking has to cost less than the answering, or it would be
the asking that is measured.
"""

import re
import selectors
import socket
import time
from dataclasses import dataclass, field

CONNECTIONS = 16
LENGTH = re.compile(rb"\r\ncontent-length: *(\d+)", re.IGNORECASE)


@dataclass
class Connection:
    """One open connection and what it has heard of the answer so far."""

    socket: socket.socket
    heard: bytearray = field(default_factory=bytearray)

    def ask(self, request: bytes) -> None:
        self.heard.clear()
        self.socket.sendall(request)

    def hear(self) -> bool:
        """Read on; whether the answer is whole."""
        part = self.socket.recv(262_144)
        if not part:
            raise ConnectionError("the server closed a connection")
        self.heard += part
        head = self.heard.find(b"\r\n\r\n")
        if head < 0:
            return False
        length = LENGTH.search(self.heard, 0, head + 2)
        if length is None:
            return self.heard.endswith(b"0\r\n\r\n")
        return len(self.heard) >= head + 4 + int(length[1])


def requests_per_second(port: int, path: str, seconds: float) -> float:
    """How many answers of 200 a second the page at 127.0.0.1:port gives."""
    request = f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n\r\n".encode()
    answers = 0
    with selectors.DefaultSelector() as waiting:
        for _ in range(CONNECTIONS):
            connection = Connection(socket.create_connection(("127.0.0.1", port)))
            waiting.register(connection.socket, selectors.EVENT_READ, connection)
            connection.ask(request)
        started = time.perf_counter()
        until = started + seconds
        while time.perf_counter() < until:
            for key, _events in waiting.select(timeout=5):
                if key.data.hear():
                    _require_ok(key.data.heard, path)
                    answers += 1
                    key.data.ask(request)
        elapsed = time.perf_counter() - started
        for key in list(waiting.get_map().values()):
            key.data.socket.close()
    return answers / elapsed


def _require_ok(answer: bytearray, path: str) -> None:
    if not answer.startswith(b"HTTP/1.1 200"):
        raise RuntimeError(f"{path} answered {answer[:60].decode(errors='replace')!r}")
