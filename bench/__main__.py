"""Measure, print one table, and keep the rows in var/bench/ for the next to compare.

`python -m bench --database postgres` measures on a private PostgreSQL cluster.
"""

import argparse
import os
import shutil
import signal
import sys
import tempfile
from pathlib import Path

import django
from django.core.management import call_command
from django.test import override_settings

from tests import postgres

asked = argparse.ArgumentParser(prog="make bench", description=__doc__)
asked.add_argument("--database", choices=["sqlite", "postgres"], default="sqlite")
asked.add_argument("--rounds", type=int, default=6, help="of each page, at least 4")
asked.add_argument("--seconds", type=float, default=3.0, help="a round lasts")
options = asked.parse_args()

signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # stop what was started, too
# a place of its own to measure in: no real data is read, none is left behind
folder = tempfile.mkdtemp(prefix="saolang-bench-")
os.environ |= {
    "DJANGO_SETTINGS_MODULE": "saolang.config.settings",
    "SAOLANG_VAR_DIR": folder,
    "DATABASE_URL": postgres.start() if options.database == "postgres" else "",
}
django.setup()
# rows are made by the hundred: their passwords need not be hard to guess
FAST = ["django.contrib.auth.hashers.MD5PasswordHasher"]
override_settings(PASSWORD_HASHERS=FAST).enable()

from bench import binding, engine, pages, planner, queries, report  # noqa: E402

try:
    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    rows = [
        *report.pages(pages.rounds(max(options.rounds, 4), options.seconds)),
        report.Row("engine", "sheets/s", engine.sheets_per_second()),
        *(report.Row(name, *found) for name, found in binding.figures().items()),
        report.Row("plan ÷ sheet", "ratio", planner.plans_in_sheets()),
        report.Row("slowest plan", "ms", planner.slowest_ms()),
        *(
            report.Row(f.__name__, report.QUERIES, queries.counts(f))
            for f in queries.LISTS
        ),
    ]
    report.show(rows, options.database)
    report.keep(rows, options.database, Path("var/bench"))
finally:
    shutil.rmtree(folder, ignore_errors=True)
