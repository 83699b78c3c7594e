"""What has a name in Vietnamese and in English, called as the reader calls it."""

from typing import Protocol

from django.utils.translation import get_language


class TwiceNamed(Protocol):
    """A set or a group of a rule pack."""

    @property
    def name_vi(self) -> str: ...
    @property
    def name_en(self) -> str: ...


def named(thing: TwiceNamed) -> str:
    """Its name in the reader's language."""
    return thing.name_en if get_language() == "en" else thing.name_vi
