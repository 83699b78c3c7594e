"""Real servers on this machine: a gateway for text messages, and one for mail."""

import socketserver
import threading
import time
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@contextmanager
def gateway(answers=()):
    """A gateway that answers in turn: a status, "redirect", or seconds of silence.

    Once the answers are used up it takes everything. `.taken` holds each request.
    """

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            body = self.rfile.read(int(self.headers["Content-Length"]))
            self.server.taken.append((self.path, dict(self.headers), body))
            answer = self.server.answers.pop(0) if self.server.answers else 200
            if isinstance(answer, float):
                time.sleep(answer)
                return
            self.send_response(307 if answer == "redirect" else answer)
            if answer == "redirect":
                self.send_header("Location", f"{self.server.address}/elsewhere")
            self.end_headers()

        def log_message(self, *args):
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        server.taken, server.answers = [], list(answers)
        server.address = f"http://127.0.0.1:{server.server_port}"
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield server
        finally:
            server.shutdown()


@contextmanager
def mail_server(*, breaks_at="", refuses=""):
    """A mail server that may hang up at a command, or refuse it for good.

    `.letters` holds what it took whole; `DATA.` is the end of a letter.
    """

    class Handler(socketserver.StreamRequestHandler):
        def handle(self):
            self.say("220 here")
            while line := self.rfile.readline().decode().strip():
                word = line.split()[0].upper()
                if not self.go_on(word):
                    return
                if word == "QUIT":
                    self.say("221 bye")
                    return
                if word == "DATA" and not self.take():
                    return

        def go_on(self, word):
            if word == breaks_at:
                return False
            if word == refuses:
                self.say("550 never")
            elif word not in ("DATA", "QUIT"):
                self.say("250 ok")
            return True

        def take(self):
            self.say("354 go on")
            lines = []
            while (line := self.rfile.readline().rstrip(b"\r\n")) != b".":
                lines.append(line.decode())
            self.server.letters.append("\n".join(lines))
            if breaks_at == "DATA.":
                return False
            self.say("250 taken")
            return True

        def say(self, text):
            self.wfile.write(f"{text}\r\n".encode())

    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Handler) as server:
        server.letters = []
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield server
        finally:
            server.shutdown()
