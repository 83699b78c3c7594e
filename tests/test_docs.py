"""What the documents promise: each word, setting, command explained; no dead link."""

import re
import tomllib
from enum import Enum
from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import get_commands

ROOT = Path(__file__).parent.parent
DOCS = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
OWN = "saolang."
LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)|<img[^>]+src=\"([^\"]+)\"")


def words_of(text: str) -> set[str]:
    return set(re.findall(r"`([\w./-]+)`", text))


@pytest.fixture(scope="module")
def glossary():
    return words_of((ROOT / "docs" / "glossary.md").read_text())


@pytest.fixture(scope="module")
def everything():
    return "\n".join(path.read_text() for path in DOCS)


def our_models():
    return [m for m in apps.get_models() if m.__module__.startswith(OWN)]


def our_enums():
    modules = {model.__module__ for model in our_models()}
    return sorted(
        (
            kind
            for kind in _subclasses(Enum)
            if kind.__module__ in modules and not kind.__name__.startswith("_")
        ),
        key=lambda kind: kind.__name__,
    )


def _subclasses(kind: type) -> set[type]:
    direct = set(type.__subclasses__(kind))
    return direct.union(*map(_subclasses, direct))


@pytest.mark.parametrize("model", our_models(), ids=lambda m: m.__name__)
def test_every_model_is_a_word_of_the_glossary(model, glossary):
    assert model.__name__ in glossary


@pytest.mark.parametrize("enum", our_enums(), ids=lambda e: e.__name__)
def test_every_list_of_states_is_a_word_of_the_glossary(enum, glossary):
    assert enum.__name__ in glossary


def settings_read():
    source = (ROOT / "saolang" / "config" / "settings.py").read_text()
    return re.findall(r"env\.\w+\(\s*\"([A-Z_]+)\"", source)


@pytest.mark.parametrize("name", settings_read())
def test_every_setting_is_documented(name, everything):
    assert f"`{name}`" in everything


def our_commands():
    return [name for name, app in get_commands().items() if app.startswith(OWN)]


@pytest.mark.parametrize("name", our_commands())
def test_every_command_is_documented(name, everything):
    assert f"saolang {name.replace('_', '-')}" in everything


@pytest.mark.parametrize("page", DOCS, ids=lambda p: str(p.relative_to(ROOT)))
def test_every_link_leads_somewhere(page):
    dead = [
        target
        for target in filter(None, (a or b for a, b in LINK.findall(page.read_text())))
        if not target.startswith(("http://", "https://", "mailto:", "#"))
        and not (page.parent / target.split("#")[0]).exists()
    ]
    assert dead == []


def test_every_package_has_a_line_that_says_why():
    stack = (ROOT / "docs" / "stack.md").read_text().lower()
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    names = [re.split(r"[\[><=,;]", line)[0] for line in project["dependencies"]]

    assert [name for name in names if name not in stack] == []
