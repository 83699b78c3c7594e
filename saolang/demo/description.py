"""var/demo.json: who can log in and what to look at, for people and for programs."""

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.urls import reverse

from saolang.demo import server
from saolang.demo.build import Demo
from saolang.demo.cast import Cast
from saolang.people.models import Role

Described = dict[str, Any]
CONDITIONS = ("valid", "expired", "revoked")


def path() -> Path:
    return Path(settings.VAR_DIR) / "demo.json"


def write(demo: Demo, port: int) -> None:
    """Write down what was built; the only place where the passwords are kept."""
    _keep(
        {
            "accounts": _accounts(demo.cast),
            "pages": _pages(demo, _home(port)),
            "others": [
                {"about": account.about, "name": account.user.full_name}
                | account.as_shown()
                for account in demo.cast.others
            ],
        }
    )


def move_to(port: int) -> Described:
    """What is written down, with every address on the port in use."""
    text = path().read_text("utf-8")
    old, new = json.loads(text)["pages"]["home"], _home(port) + "/"
    if old != new:
        text = text.replace(old, new)
        _keep(json.loads(text))
    described: Described = json.loads(text)
    return described


def as_text(described: Described, *, is_running: bool = True) -> str:
    """The same for a terminal."""
    state = "is running" if is_running else "can be served"
    lines = ["", f"Sao Làng {state} at {described['pages']['home']}", ""]
    lines.append(f"  {'role':<20} {'log in with':<34} password")
    for role, held in described["accounts"].items():
        for account in held if isinstance(held, list) else [held]:
            lines.append(f"  {role:<20} {account['login']:<34} {account['password']}")
    lines += ["", "  Look at"]
    for name, page in described["pages"].items():
        url, who = (page["url"], page["as"]) if isinstance(page, dict) else (page, "")
        lines.append(f"  {name:<20} {url}{f'  (as {who})' if who else ''}")
    count = len(described["others"])
    lines += ["", f"  {count} more accounts and all of this: {path()}", ""]
    return "\n".join(lines)


def _accounts(cast: Cast) -> Described:
    accounts: Described = {}
    for role in Role:
        held = [account.as_shown() for account in cast.roles[role]]
        accounts[role.value] = held if role is Role.COUNCIL_MEMBER else held[0]
    return accounts


def _pages(demo: Demo, home: str) -> Described:
    def at(name: str, *arguments: object) -> str:
        return home + reverse(name, args=arguments)

    def seen(url: str, role: Role) -> Described:
        return {"url": home + url, "as": role.value}

    truths = {
        f"truth_{condition}": at("stamps:truth", demo.certificates[condition].code)
        for condition in CONDITIONS
    }
    return {
        "home": at("web:home"),
        "catalogue": at("market:catalogue"),
        **truths,
        "dossier_draft": seen(demo.draft.get_absolute_url(), Role.PRODUCER),
        "score_sheet": seen(demo.sheet.get_absolute_url(), Role.COUNCIL_MEMBER)
        | {"index": 0},
        "session": seen(demo.session.get_absolute_url(), Role.COUNCIL_SECRETARY),
        **{
            name: seen(reverse(route, args=arguments), role)
            for name, route, arguments, role in _paper_pages(demo)
        },
    }


def _paper_pages(demo: Demo) -> Iterator[tuple[str, str, list[int], Role]]:
    """Where papers, stories and renewals are, for whom."""
    draft, producer = demo.draft, Role.PRODUCER
    yield "library", "dossiers:library", [], producer
    yield "inbox", "dossiers:inbox", [draft.product.producer_id], producer
    yield "viewer", "dossiers:read_paper", [demo.long_paper.pk], producer
    yield "planner", "dossiers:planner", [draft.pk], producer
    yield "missing", "dossiers:missing", [draft.pk], producer
    yield "story", "products:story", [draft.product_id], producer
    yield "renewal", "certificates:again", [demo.renewed.pk], producer
    yield "compare", "dossiers:compare", [demo.compared.pk], Role.COMMUNE_OFFICER


def _home(port: int) -> str:
    return f"http://{server.HOST}:{port}"


def _keep(described: Described) -> None:
    """Whole or not at all, and for the owner's eyes only."""
    draft = path().with_suffix(".new")
    draft.unlink(missing_ok=True)
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT, 0o600), "w") as file:
        json.dump(described, file, ensure_ascii=False, indent=2)
    draft.replace(path())
