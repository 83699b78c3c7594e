"""Which characters our fonts can draw; one that cannot be drawn must stop no paper."""

import re
from collections.abc import Mapping
from typing import Any

BOX = "\u25a1"
# what every style of Liberation Serif has of Latin, Greek, Cyrillic and their signs
_DRAWN = (
    "\n\t -~\u00a0-\u036f\u0384-\u038a\u0391-\u03a1\u03a3-\u03ce\u0400-\u0513"
    "\u1e00-\u1e9b\u1ea0-\u1ef9\u2002-\u200a\u2010\u2012-\u2022\u2026\u202f\u2030"
    "\u2032-\u2034\u2039\u203a\u2044\u2074-\u2079\u207f-\u2089\u20ab\u20ac\u2116"
    "\u2122\u2190-\u2195\u2212\u2248\u2260\u2264\u2265\u25a1\u25cf"
)
_HIDDEN = re.compile(
    "[\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff]"
)
_FOREIGN = re.compile(f"[^{_DRAWN}]")


def drawable(content: Any) -> Any:
    """The same content with a box for every character that has no shape.

    >>> drawable({"name": "Rươi 😀", "places": ["\u200bTứ Kỳ"]})
    {'name': 'Rươi □', 'places': ['Tứ Kỳ']}
    """
    if isinstance(content, str):
        return _FOREIGN.sub(BOX, _HIDDEN.sub("", content))
    if isinstance(content, Mapping):
        return {key: drawable(value) for key, value in content.items()}
    if isinstance(content, list | tuple):
        return [drawable(value) for value in content]
    return content
