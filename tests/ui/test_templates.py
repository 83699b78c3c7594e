"""House rules for every template of every context."""

import re
from pathlib import Path

import pytest
from django.template.loader import get_template
from django.utils import translation

from saolang.ui import drawings

PACKAGE = Path(__file__).parent.parent.parent / "saolang"
TEMPLATES = sorted(PACKAGE.glob("*/templates/**/*.html"))
every_template = pytest.mark.parametrize(
    "path", TEMPLATES, ids=lambda p: str(p.relative_to(PACKAGE))
)


def markup(path: Path) -> str:
    text = path.read_text("utf-8")
    return re.sub(r"\{#.*?#\}|{% comment.*?endcomment %}", "", text, flags=re.S)


@every_template
def test_it_can_be_read(path):
    name = str(path).split("/templates/", 1)[1]

    assert get_template(name)


@every_template
def test_no_style_and_no_script_stands_inside_the_page(path):
    html = markup(path)

    assert re.findall(r"\sstyle\s*=|<style\b", html) == []
    assert re.findall(r"<script\b(?![^>]*\bsrc=)", html) == []
    assert re.findall(r"\son[a-z]+\s*=\s*[\"']", html) == []
    assert re.findall(r"javascript:", html) == []


@every_template
def test_it_stays_readable(path):
    assert len(path.read_text("utf-8").splitlines()) < 150


@every_template
def test_parts_see_only_what_they_are_given(path):
    includes = re.findall(r"{% include \"ui/[^%]*%}", markup(path))

    assert [tag for tag in includes if not tag.endswith(" only %}")] == []


@every_template
def test_parts_are_given_only_what_they_ask_for(path):
    strangers = []
    for name, given in re.findall(
        r"{% include \"(ui/[\w/]+\.html)\"([^%]*)%}", markup(path)
    ):
        head = re.match(
            r"(?:{#.*?#}\s*)+", (PACKAGE / "ui/templates" / name).read_text()
        )
        bare = re.sub(r"\"[^\"]*\"", "", given)
        asked = set(re.findall(r"\w+", head[0])) if head else set()
        strangers += [
            f"{name}: {key}" for key in re.findall(r"(\w+)=", bare) if key not in asked
        ]

    assert strangers == []


@every_template
def test_every_icon_and_drawing_named_exists(path):
    html = markup(path)
    icons = set(re.findall(r"{% icon \"([^\"]+)\"|\bicon=\"([^\"]+)\"", html))
    arts = set(re.findall(r"{% art \"([^\"]+)\"|\bart=\"([^\"]+)\"", html))

    assert {a or b for a, b in icons} <= set(drawings.icons())
    assert {a or b for a, b in arts} <= set(drawings.names())


@every_template
def test_every_form_that_posts_is_guarded(path):
    for form in re.findall(
        r"<form\b[^>]*method=\"post\".*?</form>", markup(path), re.S
    ):
        assert "csrf_token" in form


@pytest.mark.parametrize(
    "path", sorted(PACKAGE.glob("ui/templates/ui/*.html")), ids=lambda p: p.stem
)
def test_a_part_says_what_it_takes(path):
    if path.stem != "gallery":
        assert path.read_text("utf-8").startswith("{# ")


def test_the_page_of_last_resort_needs_nothing():
    with translation.override("vi"):
        assert "Máy chủ vừa gặp lỗi" in get_template("500.html").render()
