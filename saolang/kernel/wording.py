"""What rules say to people: Vietnamese in the source, their own language on a page."""

from collections.abc import Callable
from typing import Any, ClassVar


class Sentence:
    """Vietnamese words with `%(name)s` marks, translated when somebody reads them."""

    # how words are put into the reader's language; the web application sets it
    in_words: ClassVar[Callable[[str], str]] = staticmethod(str)

    def __init__(self, text: str, **values: Any) -> None:
        self.text = text
        self.values = values

    def __str__(self) -> str:
        words = type(self).in_words(self.text)
        return words % self.values if self.values else words
