"""A private PostgreSQL cluster in a temporary folder, for tests and measurements.

The cluster belongs to a small keeper process (this file run as a program) that holds
on to a pipe. However its owner ends, Ctrl-C and kill -9 included, the pipe closes, and
the keeper stops the cluster and removes the folder.
"""

import os
import pwd
import secrets
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import psycopg

from tests import programs

NAME = "saolang"
PATIENCE_SECONDS = 60
# a test database need not survive a power cut
SETTINGS = {
    "listen_addresses": "127.0.0.1",
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "max_connections": "100",
    "timezone": "UTC",
}


def start() -> str:
    """Start a cluster that lives as long as this process, and give its address."""
    keeper = subprocess.Popen(
        [sys.executable, "-m", "tests.postgres"],
        cwd=Path(__file__).parent.parent,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    assert keeper.stdout is not None
    address = keeper.stdout.readline().strip()
    if not address:
        raise RuntimeError("the private PostgreSQL cluster did not start; see above")
    _KEEPERS.append(keeper)
    return address


_KEEPERS: list[subprocess.Popen[str]] = []  # an open pipe keeps a cluster running


def _keep() -> None:
    """Run a cluster until standard input closes."""
    initdb = programs.find("initdb")
    if initdb is None:
        sys.exit("PostgreSQL's initdb is not installed (`make system` installs it)")
    folder = Path(tempfile.mkdtemp(prefix="saolang-postgres-"))
    server = None
    try:
        user = _unprivileged(folder)
        password = secrets.token_urlsafe()
        _create(initdb, folder, password, user)
        port = _free_port()
        server = _serve(Path(initdb).with_name("postgres"), folder, port, user)
        _create_database(port, password, server)
        print(f"postgres://{NAME}:{password}@127.0.0.1:{port}/{NAME}", flush=True)
        sys.stdin.read()
    finally:
        if server:
            server.terminate()
            _stop(server)
        shutil.rmtree(folder, ignore_errors=True)


def _unprivileged(folder: Path) -> str | None:
    """PostgreSQL refuses to run as root: then it is user `postgres` who owns it."""
    if os.geteuid() != 0:
        return None
    owner = pwd.getpwnam("postgres")
    os.chown(folder, owner.pw_uid, owner.pw_gid)
    return owner.pw_name


def _create(initdb: str, folder: Path, password: str, user: str | None) -> None:
    secret = folder / "password"
    secret.write_text(password)
    secret.chmod(0o644)  # inside a folder only its owner can enter
    subprocess.run(
        [
            initdb,
            f"--pgdata={folder / 'data'}",
            f"--username={NAME}",
            "--auth=scram-sha-256",
            f"--pwfile={secret}",
            "--encoding=UTF8",
            "--locale=C.UTF-8",
            "--no-sync",
        ],
        check=True,
        stdout=subprocess.DEVNULL,
        cwd=folder,
        **_identity(user),
    )
    secret.unlink()


def _serve(
    postgres: Path, folder: Path, port: int, user: str | None
) -> subprocess.Popen[bytes]:
    settings = SETTINGS | {"port": str(port), "unix_socket_directories": str(folder)}
    with (folder / "log").open("wb") as log:
        return subprocess.Popen(
            [postgres, f"-D{folder / 'data'}"]
            + [f"--{name}={value}" for name, value in settings.items()],
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            cwd=folder,
            **_identity(user),
        )


def _identity(user: str | None) -> dict[str, object]:
    return {"user": user, "group": user, "extra_groups": []} if user else {}


def _create_database(port: int, password: str, server: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while True:
        try:
            with psycopg.connect(
                host="127.0.0.1",
                port=port,
                user=NAME,
                password=password,
                dbname="postgres",
                autocommit=True,
            ) as connection:
                connection.execute(f"CREATE DATABASE {NAME}")
                return
        except psycopg.OperationalError:
            if server.poll() is not None or time.monotonic() > deadline:
                raise
            time.sleep(0.05)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _stop(server: subprocess.Popen[bytes]) -> None:
    try:
        server.wait(timeout=10)
    except subprocess.TimeoutExpired:
        server.kill()
        server.wait()


if __name__ == "__main__":
    _keep()
