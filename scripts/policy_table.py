"""Write docs/policies.md: who may reach what, from the one table that is enforced."""

import os
from pathlib import Path

import django

DOCUMENT = Path(__file__).parent.parent / "docs" / "policies.md"
HEAD = """# Who may reach what

Written by `python scripts/policy_table.py` from the policy table that every address
answers to (`saolang/config/access.py`); a test keeps it current. An address without a
row answers 404 and fails the start-up check. Somebody else's object answers 404, a
page of another role 403, and whoever is not signed in is sent to the sign-in page.

"""


def table() -> str:
    """The whole document."""
    from saolang.config import access  # noqa: PLC0415 needs the settings first
    from saolang.people.models import Role  # noqa: PLC0415

    routes = dict(access.addresses())
    lines = [
        "| Address | Route | Methods | Who | Which objects |",
        "|---|---|---|---|---|",
    ]
    for row in sorted(access.TABLE, key=lambda row: row.view):
        who = ", ".join(f"`{role}`" for role in Role if role in row.roles)
        if row.public:
            who = "everyone"
        elif row.any_account:
            who = "any account"
        methods = ", ".join(m for m in ("GET", "POST") if m in row.methods)
        address = "/" + routes.get(row.view, row.view).replace("^[tT]/", "t/")
        lines.append(
            f"| `{address}` | `{row.view}` | {methods} | {who} | {row.scope} |"
        )
    return HEAD + "\n".join(lines) + "\n"


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "saolang.config.settings")
    django.setup()
    DOCUMENT.write_text(table(), encoding="utf-8")
