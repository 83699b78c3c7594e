"""Addresses of this context that are open to everyone: (route name, scope)."""

PUBLIC: tuple[tuple[str, str], ...] = (
    ("ui:gallery", "every part of a page, with made-up content"),
)
