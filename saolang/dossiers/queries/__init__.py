"""Reads about dossiers: what a producer sees (draft), a commune, a province."""

from saolang.dossiers.queries.draft import visible_to

__all__ = ["visible_to"]
