"""Join saolang/ui/css/*.css into the one stylesheet every page links.

python scripts/build_css.py          writes saolang/ui/static/ui/ui.css
python scripts/build_css.py --check  only says whether it is up to date
"""

import re
import sys
from pathlib import Path

UI = Path(__file__).resolve().parent.parent / "saolang" / "ui"
TARGET = UI / "static" / "ui" / "ui.css"
FIRST = ["tokens.css", "fallback.css", "base.css"]  # the rest is ordered by layers
LAST = ["print.css"]


def sources() -> list[Path]:
    """The stylesheets in the order they are joined: components, then pages."""
    css = UI / "css"
    named = {path.name for path in css.glob("*.css")}
    middle = sorted(named - set(FIRST) - set(LAST))
    components = [css / name for name in [*FIRST, *middle]]
    return [*components, *sorted(css.glob("pages/*.css")), *(css / n for n in LAST)]


def tighten(css: str) -> str:
    """Drop comments and indentation; nothing a reader of the sources would miss."""
    css = re.sub(r"/\*.*?\*/", "", css, flags=re.S)
    css = re.sub(r"\s*\n\s*", "", css)
    return re.sub(r" ?([{}]) ?|([;:,]) ", lambda m: m[1] or m[2], css)


def build() -> str:
    """The stylesheet, one line a source, each line named."""
    return "".join(
        f"/* {path.stem} */\n{tighten(path.read_text('utf-8'))}\n" for path in sources()
    )


def main() -> int:
    """Write the stylesheet, or say that it is out of date."""
    css = build()
    if "--check" in sys.argv[1:]:
        return int(not TARGET.exists() or TARGET.read_text("utf-8") != css)
    TARGET.write_text(css, "utf-8")
    print(f"{TARGET.name}: {len(css.encode())} bytes from {len(sources())} files")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
