"""Refresh the vendored files of the design system and list them in docs/vendored.md.

For maintainers: needs npm. `python scripts/vendor.py` fetches the pinned packages,
copies what is used and rewrites the list. Icons are named in saolang/ui/icons.txt.
"""

import hashlib
import re
import subprocess
import tarfile
import tempfile
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
UI = ROOT / "saolang" / "ui"
ICONS = (UI / "icons.txt").read_text().split()
FONT_FILES = [
    f"be-vietnam-pro-{subset}-{weight}-normal.woff2"
    for weight in (400, 600, 700)
    for subset in ("vietnamese", "latin")
]


@dataclass(frozen=True)
class Package:
    """One npm package and the files taken from it: path inside -> path here."""

    name: str
    version: str
    licence: str
    files: dict[str, Path]


PACKAGES = [
    Package(
        "htmx.org",
        "2.0.11",
        "0BSD",
        {"dist/htmx.min.js": UI / "static/ui/js/htmx.min.js"},
    ),
    Package(
        "lucide-static",
        "1.62.0",
        "ISC, MIT",
        {"LICENSE": UI / "icons-LICENSE.txt", "icons": UI / "icons.svg"},
    ),
    Package(
        "@fontsource/be-vietnam-pro",
        "5.3.0",
        "OFL-1.1",
        {f"files/{name}": UI / "static/ui/fonts" / name for name in FONT_FILES}
        | {"LICENSE": UI / "static/ui/fonts/OFL.txt"},
    ),
    Package(
        "axe-core",
        "4.14.1",
        "MPL-2.0",
        {"axe.min.js": ROOT / "tests/browser/axe.min.js"},
    ),
]


def fetch(package: Package, folder: Path) -> Path:
    """Download and unpack one package; return the folder it unpacked to."""
    pinned = f"{package.name}@{package.version}"
    subprocess.run(["npm", "pack", pinned, "--silent"], cwd=folder, check=True)  # noqa: S607
    archive = next(folder.glob("*.tgz"))
    with tarfile.open(archive) as tar:
        tar.extractall(folder, filter="data")
    return folder / "package"


def sprite(icons: Path) -> str:
    """The icons we use, as one file of symbols."""
    symbols = [
        f'<symbol id="{name}">{_shapes((icons / f"{name}.svg").read_text())}</symbol>'
        for name in ICONS
    ]
    return "\n".join(
        ['<svg xmlns="http://www.w3.org/2000/svg">', *symbols, "</svg>", ""]
    )


def _shapes(svg: str) -> str:
    inner = re.search(r"<svg[^>]*>(.*)</svg>", svg, re.S)
    assert inner  # noqa: S101
    return re.sub(r"\s*/>\s*", "/>", " ".join(inner[1].split())).strip()


def listing() -> str:
    """docs/vendored.md: every vendored file with version, licence and SHA-256."""
    rows = [
        f"| `{path.relative_to(ROOT)}` | {package.name} {package.version} "
        f"| {package.licence} | `{hashlib.sha256(path.read_bytes()).hexdigest()}` |"
        for package in PACKAGES
        for path in package.files.values()
    ]
    return "\n".join(
        [
            "# Vendored files",
            "",
            "Files of other projects that we carry with us, so that nothing is fetched",
            "at run time. `python scripts/vendor.py` refreshes them and rewrites this",
            "page; a test recomputes the sums.",
            "",
            "`icons.svg` holds only the icons in `icons.txt`.",
            "",
            "| File | From | Licence | SHA-256 |",
            "| --- | --- | --- | --- |",
            *rows,
            "",
        ]
    )


def main() -> None:
    """Fetch, copy, list."""
    for package in PACKAGES:
        with tempfile.TemporaryDirectory() as folder:
            unpacked = fetch(package, Path(folder))
            for inside, here in package.files.items():
                here.parent.mkdir(parents=True, exist_ok=True)
                if inside == "icons":
                    here.write_text(sprite(unpacked / inside), "utf-8")
                else:
                    here.write_bytes((unpacked / inside).read_bytes())
    (ROOT / "docs" / "vendored.md").write_text(listing(), "utf-8")


if __name__ == "__main__":
    main()
