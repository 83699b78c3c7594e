"""The one deliberate exception: a rule said no, and says why."""

from collections.abc import Callable
from typing import Any, ClassVar


class RuleViolation(Exception):
    """A refusal with a stable English `code` and a sentence for people.

    `sentence` is Vietnamese and may hold `%(name)s` marks for `values`; `field` names
    the form field it concerns and is empty when it concerns the whole act.
    """

    # how a sentence is put into the reader's language; the web application sets it
    in_words: ClassVar[Callable[[str], str]] = staticmethod(str)

    def __init__(
        self, code: str, sentence: str, *, field: str = "", **values: Any
    ) -> None:
        super().__init__(f"{code}: {sentence % values if values else sentence}")
        self.code = code
        self.sentence = sentence
        self.values = values
        self.field = field

    @property
    def message(self) -> str:
        """The sentence in the reader's language, with its values."""
        words = type(self).in_words(self.sentence)
        return words % self.values if self.values else words
