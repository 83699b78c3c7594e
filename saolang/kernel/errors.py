"""The one deliberate exception: a rule said no, and says why."""

from typing import Any

from saolang.kernel.wording import Sentence


class RuleViolation(Exception):
    """A refusal with a stable English `code` and a sentence for people.

    `sentence` is Vietnamese and may hold `%(name)s` marks for `values`; `field` names
    the form field it concerns and is empty when it concerns the whole act.
    """

    def __init__(
        self, code: str, sentence: str, *, field: str = "", **values: Any
    ) -> None:
        super().__init__(f"{code}: {sentence % values if values else sentence}")
        self.code = code
        self.sentence = Sentence(sentence, **values)
        self.field = field

    @property
    def message(self) -> str:
        """The sentence in the reader's language, with its values."""
        return str(self.sentence)
