"""The demo's server and worker start together, and stop together when asked."""

import os
import signal
import socket
import subprocess
import sys

import pytest
from django.core.management import CommandError

from saolang.demo import server

SERVE = """
import sys
import django
django.setup()
from django.core.management import call_command
from saolang.demo import server
call_command("migrate", verbosity=0)
server.serve(int(sys.argv[1]), when_ready=lambda: print("ready", flush=True))
print("stopped", flush=True)
"""


@pytest.fixture
def listening():
    with socket.create_server((server.HOST, 0)) as listener:
        yield listener.getsockname()[1]


@pytest.fixture
def free_port():
    with socket.create_server((server.HOST, 0)) as listener:
        return listener.getsockname()[1]


def test_a_taken_port_is_refused_before_anything_starts(listening):
    with pytest.raises(CommandError, match=f"Port {listening} on 127.0.0.1"):
        server.serve(listening, when_ready=lambda: pytest.fail("it started"))


@pytest.mark.parametrize("politely", [signal.SIGINT, signal.SIGTERM])
def test_both_stop_in_good_order_when_asked(free_port, tmp_path, politely):
    environment = {
        "DJANGO_SETTINGS_MODULE": "saolang.config.settings",
        "SAOLANG_VAR_DIR": str(tmp_path),
    }
    process = subprocess.Popen(
        [sys.executable, "-c", SERVE, str(free_port)],
        env=os.environ | environment,
        stdout=subprocess.PIPE,
        text=True,
    )
    with process:
        assert process.stdout.readline() == "ready\n"
        assert server.answers(free_port)
        process.send_signal(politely)
        assert process.stdout.read() == "stopped\n"

    assert process.returncode == 0
    assert not server.answers(free_port)
    server.require_free(free_port)
