"""Verbs of produced papers, and of the templates an office brings."""

from saolang.papers.services.producing import produce, sign

__all__ = ["produce", "sign"]
