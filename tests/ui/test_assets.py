"""What is vendored, joined or drawn is what it says it is."""

import hashlib
import re
from pathlib import Path
from xml.etree import ElementTree

import pytest

from saolang.ui import drawings
from scripts import build_css, vendor

ROOT = Path(__file__).parent.parent.parent
ROW = re.compile(r"^\| `([^`]+)` \| .* \| `([0-9a-f]{64})` \|$", re.M)
LISTED = ROW.findall((ROOT / "docs" / "vendored.md").read_text("utf-8"))
STYLES = sorted((ROOT / "saolang" / "ui" / "css").rglob("*.css"))


@pytest.mark.parametrize(("path", "digest"), LISTED, ids=[p for p, _ in LISTED])
def test_vendored_files_are_the_listed_ones(path, digest):
    assert hashlib.sha256((ROOT / path).read_bytes()).hexdigest() == digest


def test_every_vendored_file_is_listed():
    taken = {
        str(path.relative_to(ROOT))
        for package in vendor.PACKAGES
        for path in package.files.values()
    }

    assert {path for path, _ in LISTED} == taken


def test_the_sprite_holds_the_icons_of_the_list_and_no_other():
    assert sorted(drawings.icons()) == sorted(vendor.ICONS)


def test_the_stylesheet_is_up_to_date():
    assert build_css.TARGET.read_text("utf-8") == build_css.build(), (
        "run python scripts/build_css.py"
    )


def test_the_stylesheet_stays_small():
    assert build_css.TARGET.stat().st_size < 48_000


@pytest.mark.parametrize("path", STYLES, ids=lambda p: p.name)
def test_only_tokens_and_the_fallback_hold_colours(path):
    if path.name in {"tokens.css", "fallback.css", "print.css"}:
        return
    css = re.sub(r"/\*.*?\*/", "", path.read_text("utf-8"), flags=re.S)
    # white on the deep hero and under a QR code is not a matter of theme
    colours = set(re.findall(r"#[0-9a-fA-F]{3,8}\b|rgba?\([^)]*\)", css))
    assert colours <= {"#fff", "#0a1124", "rgba(10,16,32,.6)"}


@pytest.mark.parametrize("name", drawings.names())
def test_a_drawing_is_sound_and_uses_only_classes_the_theme_knows(name):
    tree = ElementTree.fromstring(drawings.standalone(name))  # noqa: S314 our own file
    known = set("ktmzwrgne") | {f"s-{c}" for c in "wrgne"}

    used = {element.get("class") for element in tree.iter()} - {None}

    assert used <= known
    assert not any(element.get("id") for element in tree.iter())
