"""Addresses of this context: open to everyone, or to whoever is signed in."""

PUBLIC: tuple[tuple[str, str], ...] = (
    ("files:file", "whom the signed link names"),
    ("files:page", "whom the signed link names"),
    ("files:photo", "public photos"),
    ("files:small_photo", "public photos"),
)
# (route name, methods, scope)
SIGNED_IN: tuple[tuple[str, frozenset[str], str], ...] = (
    ("files:uploads", frozenset({"OPTIONS", "POST"}), "own files on their way"),
    ("files:upload", frozenset({"HEAD", "PATCH", "DELETE"}), "own files on their way"),
)
