"""Start the demo over: throw away what was loaded and entered."""

import json
import shutil
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.core.management import CommandError
from django.db import connection

from saolang.demo import server


def forget_everything() -> None:
    """Delete the demo's database, files and mail, and nothing but a demo's."""
    described = settings.VAR_DIR / "demo.json"
    if not described.exists():
        if _has_data():
            raise CommandError(
                f"The data in {settings.VAR_DIR} was not made by `saolang demo`, "
                "so it is not thrown away."
            )
        return
    home = json.loads(described.read_text())["pages"]["home"]
    if server.answers(urlsplit(home).port or 80):
        raise CommandError(f"The demo is running at {home}. Stop it first.")
    _forget_database()
    for folder in (settings.MEDIA_ROOT, settings.EMAIL_FILE_PATH):
        shutil.rmtree(folder, ignore_errors=True)
    described.unlink()


def _has_data() -> bool:
    return bool(connection.introspection.table_names())


def _forget_database() -> None:
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("DROP SCHEMA public CASCADE")
            cursor.execute("CREATE SCHEMA public")
        return
    connection.close()
    path = Path(connection.settings_dict["NAME"])
    for part in (path, *path.parent.glob(f"{path.name}-*")):
        part.unlink(missing_ok=True)
