"""The `saolang` command, as somebody types it."""

import os
import subprocess
import sys
from pathlib import Path

MANAGE = Path(__file__).parent.parent.parent / "manage.py"


def saolang(*arguments, **environment):
    return subprocess.run(
        [sys.executable, MANAGE, *arguments],
        env=os.environ
        | {"DJANGO_SETTINGS_MODULE": "saolang.config.settings"}
        | environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def test_a_command_may_be_written_with_hyphens():
    asked = saolang("import-units", "--help")

    assert asked.returncode == 0
    assert "import-units" in asked.stdout or "import_units" in asked.stdout


def test_a_bad_setting_is_one_line_and_no_traceback():
    refused = saolang("check", PORT="eighty")

    assert refused.returncode == 1
    assert refused.stderr == "saolang: PORT must be a port number, not 'eighty'\n"


def test_no_command_shows_what_there_is():
    assert "Available subcommands" in saolang().stdout
