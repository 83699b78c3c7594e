"""Check every pair of colours that is used together against WCAG AA, light and dark.

Text needs 4.5 to 1, shapes and borders 3 to 1. `python scripts/contrast.py` prints the
pairs that fail; tests/ui/test_contrast.py runs the same.
"""

import re
from collections.abc import Iterator
from pathlib import Path

TOKENS = Path(__file__).resolve().parent.parent / "saolang/ui/css/tokens.css"
LIGHT = r"@layer tokens\{\s*:root\{(.*?)\n\}"
DARK_CHOSEN = r":root\[data-theme=dark\]\{(.*?)\n\}"
DARK_SYSTEM = r"prefers-color-scheme:dark\)\{:root[^{]*\{(.*?)\n\}"
TEXT = {
    "ink": "paper surface sunk wash clay-wash seal-wash leaf-wash ash-wash star-wash",
    "muted": "paper surface sunk wash leaf-wash clay-wash ash-wash",
    "brand": "paper surface wash",
    "leaf": "leaf-wash surface paper",
    "seal": "seal-wash surface paper",
    "clay": "clay-wash surface paper",
    "ash": "ash-wash surface paper",
    "star-text": "star-wash surface paper leaf-wash wash",
    "on-brand": "brand",
    "on-status": "leaf-solid seal-solid ash-solid clay-solid",
    "paper": "ink",
}
SHAPES = {
    "edge": "surface paper sunk",
    "star-edge": "surface paper leaf-wash",
    "star-off-edge": "surface paper",
    "art-key": "art-glaze",
    "art-rim": "surface paper",
    "brand": "sunk",
    "leaf": "paper",
    "seal": "paper",
}


def block(pattern: str) -> dict[str, str]:
    """The colours of one block of tokens.css."""
    found = re.search(pattern, TOKENS.read_text("utf-8"), re.S)
    if not found:
        raise LookupError(f"tokens.css has no block like {pattern}")
    return dict(re.findall(r"--([\w-]+):(#[0-9a-f]{6})", found[1]))


def luminance(colour: str) -> float:
    """Relative luminance of #rrggbb."""
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [
        c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in channels
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def ratio(one: str, other: str) -> float:
    """Contrast of two colours, 1 to 21."""
    dark, light = sorted([luminance(one), luminance(other)])
    return (light + 0.05) / (dark + 0.05)


def failures() -> Iterator[str]:
    """Every pair that is too close, in words."""
    light = block(LIGHT)
    themes = {"light": light, "dark": light | block(DARK_CHOSEN)}
    for theme, colours in themes.items():
        for pairs, needed in ((TEXT, 4.5), (SHAPES, 3.0)):
            for front, grounds in pairs.items():
                for ground in grounds.split():
                    got = ratio(colours[front], colours[ground])
                    if got < needed:
                        yield f"{theme}: {front} on {ground} {got:.2f}, needs {needed}"


if __name__ == "__main__":
    print("\n".join(failures()) or "every pair is far enough apart")
