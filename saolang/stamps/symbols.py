"""A printed code as a QR symbol that any phone reads."""

from io import BytesIO

import segno

MEDIA_TYPES = {"svg": "image/svg+xml", "png": "image/png"}


def draw(address: str, kind: str) -> bytes:
    """The symbol of an address as SVG or PNG: level M, 12 pixels a module."""
    out = BytesIO()
    symbol = segno.make(address, error="m", micro=False)
    symbol.save(out, kind=kind, scale=12, border=4)
    return out.getvalue()
