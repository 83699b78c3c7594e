"""Addresses of this context that are open to everyone: (route name, scope)."""

PUBLIC: tuple[tuple[str, str], ...] = (
    ("files:file", "whom the signed link names"),
    ("files:photo", "public photos"),
    ("files:small_photo", "public photos"),
)
