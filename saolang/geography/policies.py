"""Addresses of this context that are open to everyone: (route name, scope)."""

PUBLIC: tuple[tuple[str, str], ...] = ()
