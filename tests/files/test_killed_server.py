"""A server killed in the middle of an upload goes on where the bytes on disk end."""

import base64
import hashlib
import os
import re
import signal
import socket
import subprocess
import sys
import time
from http.client import HTTPConnection
from urllib.parse import urlencode

from django.conf import settings as project

from saolang.demo import server
from tests.files import corpus

LOGIN, PASSWORD = "hoa@example.vn", "mot-mat-khau-dai"
MAKE_ACCOUNT = f"""
from tests import make
make.user(email={LOGIN!r}, password={PASSWORD!r})
"""


def free_port():
    with socket.socket() as probe:
        probe.bind((server.HOST, 0))
        return probe.getsockname()[1]


class Server:
    """The real server in a folder of its own, and one person signed in to it."""

    def __init__(self, folder):
        self.folder = folder
        self.environment = {
            **os.environ,
            "SAOLANG_VAR_DIR": str(folder),
            "DATABASE_URL": "",
            "DJANGO_SETTINGS_MODULE": "saolang.config.settings",
            "PYTHONPATH": str(project.BASE_DIR),
        }
        self.cookies = {}
        self.run("migrate", "--verbosity", "0")
        self.run("collectstatic", "--no-input", "--verbosity", "0")
        self.run("shell", "--command", MAKE_ACCOUNT)

    def run(self, *command):
        subprocess.run(
            [sys.executable, "-m", "django", *command], env=self.environment, check=True
        )

    def start(self):
        self.port = free_port()
        application = "saolang.config.wsgi:application"
        self.process = subprocess.Popen(
            [sys.executable, "-m", *server.web(application, self.port, workers=1)],
            env=self.environment,
            process_group=0,
        )
        server.wait_until_ready(self.port, {"The server": self.process})

    def kill(self):
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()

    def headers(self, **more):
        cookies = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        return {
            "Cookie": cookies,
            "X-CSRFToken": self.cookies.get("csrftoken", ""),
            "Tus-Resumable": "1.0.0",
            "Accept": "*/*",
            **more,
        }

    def ask(self, method, path, body=b"", **headers):
        connection = HTTPConnection(server.HOST, self.port, timeout=30)
        connection.request(method, path, body, self.headers(**headers))
        answer = connection.getresponse()
        answer.read()
        for line in answer.headers.get_all("Set-Cookie") or []:
            name, value = re.match(r"([^=]+)=([^;]*)", line).groups()
            self.cookies[name] = value
        connection.close()
        return answer

    def sign_in(self):
        self.ask("GET", "/tai-khoan/dang-nhap/")
        form = urlencode({"username": LOGIN, "password": PASSWORD})
        answer = self.ask(
            "POST",
            "/tai-khoan/dang-nhap/",
            form.encode(),
            **{"Content-Type": "application/x-www-form-urlencoded"},
        )
        assert answer.status == 302

    def half_a_piece(self, path, offset, content, *, promised):
        """Send the beginning of a piece over a socket that then stays silent."""
        head = {
            "Host": f"{server.HOST}:{self.port}",
            "Content-Type": "application/offset+octet-stream",
            "Content-Length": str(promised),
            "Upload-Offset": str(offset),
        }
        lines = [f"PATCH {path} HTTP/1.1"]
        lines += [f"{k}: {v}" for k, v in self.headers(**head).items()]
        line = socket.create_connection((server.HOST, self.port), timeout=30)
        line.sendall("\r\n".join(lines).encode() + b"\r\n\r\n" + content)
        return line

    def partial(self):
        return next((self.folder / "files" / "partial").glob("*"))


def wait_for(condition):
    until = time.monotonic() + 60
    while not condition():
        assert time.monotonic() < until
        time.sleep(0.05)


def test_the_same_bytes_arrive_after_the_server_was_killed(tmp_path):
    content = corpus.scan(3_000_000, b"ruoi")
    said = ",".join(
        f"{key} {base64.b64encode(value.encode()).decode()}"
        for key, value in {"filename": "hợp đồng.pdf", "folder": "producer:1"}.items()
    )
    real = Server(tmp_path)
    real.start()
    try:
        real.sign_in()
        created = real.ask(
            "POST",
            "/tep/tai-len/",
            **{"Upload-Length": str(len(content)), "Upload-Metadata": said},
        )
        assert created.status == 201
        path = created.headers["Location"]
        piece = {"Content-Type": "application/offset+octet-stream"}
        first = real.ask(
            "PATCH", path, content[:900_000], **piece, **{"Upload-Offset": "0"}
        )
        assert first.headers["Upload-Offset"] == "900000"

        line = real.half_a_piece(
            path, 900_000, content[900_000:1_600_000], promised=2_000_000
        )
        wait_for(lambda: real.partial().stat().st_size > 900_000)
        real.kill()
        line.close()
        real.start()

        asked = real.ask("HEAD", path)
        offset = int(asked.headers["Upload-Offset"])
        assert 900_000 < offset <= 1_600_000
        assert offset == real.partial().stat().st_size
        last = real.ask(
            "PATCH", path, content[offset:], **piece, **{"Upload-Offset": str(offset)}
        )
        assert last.status == 204
        assert last.headers["Upload-Offset"] == str(len(content))
    finally:
        real.kill()
    digest = hashlib.sha256(content).hexdigest()
    kept = [p for p in (tmp_path / "files").rglob("*") if p.is_file()]
    assert digest in {hashlib.sha256(p.read_bytes()).hexdigest() for p in kept}
