"""The project's settings as tests see them: a folder of their own, nothing slow.

SAOLANG_TEST_DATABASE chooses the database: `sqlite` (the default), `postgres` (a
private cluster, started here and gone when the run ends) or a postgres:// address.
"""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

from tests import postgres

# xdist's workers inherit the environment: the first process makes, and removes
if "SAOLANG_TEST_DIR" not in os.environ:
    made = tempfile.mkdtemp(prefix="saolang-tests-")
    os.environ["SAOLANG_TEST_DIR"] = made
    atexit.register(shutil.rmtree, made, ignore_errors=True)
if os.environ.setdefault("SAOLANG_TEST_DATABASE", "sqlite") == "postgres":
    os.environ["SAOLANG_TEST_DATABASE"] = postgres.start()

WORKER = os.environ.get("PYTEST_XDIST_WORKER", "main")
os.environ["SAOLANG_VAR_DIR"] = str(Path(os.environ["SAOLANG_TEST_DIR"]) / WORKER)
os.environ["DATABASE_URL"] = os.environ["SAOLANG_TEST_DATABASE"].removeprefix("sqlite")

from saolang.config.settings import *  # noqa: E402, F403
from saolang.config.settings import DATABASES, STORAGES, VAR_DIR  # noqa: E402

DATABASES["default"]["CONN_MAX_AGE"] = 0
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # a file, as in life: a live server's threads must not share one connection
    DATABASES["default"]["TEST"] = {"NAME": VAR_DIR / "tests.sqlite3"}

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES["staticfiles"] = {
    "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
}
WHITENOISE_USE_FINDERS = WHITENOISE_AUTOREFRESH = True
