"""The house rules a linter cannot see. Layer order comes from pyproject.toml."""

import re
import tomllib
from pathlib import Path

import pytest
from django.apps import apps
from django.contrib.auth import get_user_model

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "saolang"
CONTRACTS = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]
LAYERS = reversed(CONTRACTS["contracts"][0]["layers"])
HEIGHT = {name: i for i, row in enumerate(LAYERS) for name in row.split(" | ")}
MODULES = [p for p in PACKAGE.rglob("*.py") if "migrations" not in p.parts]
VIEWS = [p for p in MODULES if "views" in (p.stem, p.parent.name)]
TEMPLATES = sorted(PACKAGE.glob("*/templates/**/*.html"))


def context_of(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0]


def reaches_up(lower: str, other: str) -> bool:
    return other in HEIGHT and other != lower and HEIGHT[other] >= HEIGHT[lower]


def our_relations():
    for model in apps.get_models():
        if model.__module__.startswith("saolang."):
            for field in model._meta.get_fields():
                if field.is_relation and field.concrete and field.related_model:
                    yield pytest.param(field, id=str(field))


@pytest.mark.parametrize("field", list(our_relations()))
def test_relations_point_down_and_leave_no_way_back_up(field):
    here, there = field.model._meta.app_label, field.related_model._meta.app_label
    if field.related_model is not get_user_model():  # a setting, like Django's own
        assert not reaches_up(here, there)
    if here != there and there in HEIGHT:
        assert field.remote_field.hidden, (
            'cross-context relations take related_name="+"'
        )


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda p: p.name)
def test_templates_only_name_pages_and_parts_below_them(template):
    named = re.findall(
        r"{% (?:url|include|extends) ['\"](\w+)[:/]", template.read_text()
    )
    assert [name for name in named if reaches_up(context_of(template), name)] == []


@pytest.mark.parametrize("views", VIEWS, ids=lambda p: str(p.relative_to(PACKAGE)))
def test_views_never_write(views):
    writes = r"\.(save|delete|update|create|(bulk|get_or|update_or)_create)\("
    assert re.search(writes, views.read_text()) is None


@pytest.mark.parametrize("module", MODULES, ids=lambda p: str(p.relative_to(PACKAGE)))
def test_nothing_is_left_to_do_later(module):
    assert (
        re.findall(r"\b(?:TODO|FIXME|XXX|NotImplemented\w*)\b", module.read_text())
        == []
    )


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda p: p.name)
def test_templates_carry_no_style_or_script_of_their_own(template):
    inline = r"<style|<script(?![^>]*\bsrc=)|\sstyle=|\son[a-z]+=|javascript:"
    assert re.search(inline, template.read_text(), re.IGNORECASE) is None


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda p: p.name)
def test_every_form_that_changes_something_carries_its_token(template):
    forms = re.findall(
        r"<form\b[^>]*method=[\"']post.*?</form>", template.read_text(), re.I | re.S
    )
    assert [form for form in forms if "csrf" not in form] == []
