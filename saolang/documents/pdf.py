"""Typeset prepared content as PDF, with our own fonts and no network."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final, Literal

import typst

from saolang.documents.glyphs import drawable

HERE = Path(__file__).parent
FONTS = HERE / "fonts"
Standard = Literal["a-2b"]
ARCHIVAL: Final[Standard] = "a-2b"


def render(
    layout: Path, data: Mapping[str, Any], *, standard: Standard | None = ARCHIVAL
) -> bytes:
    """The PDF/A of a Typst layout; it reads `data` with `sys.inputs.data`.

    A layout may import `administrative.typ` from documents/typst by its absolute path
    under the package, and nothing else.
    """
    made = typst.compile(
        str(layout),
        root=str(HERE.parent),
        font_paths=[str(FONTS)],
        ignore_system_fonts=True,
        sys_inputs={"data": json.dumps(drawable(data), ensure_ascii=False)},
        pdf_standards=[standard] if standard else [],
    )
    if not isinstance(made, bytes):
        raise TypeError("one PDF is expected of a layout")
    return made
