"""The one deliberate exception: a rule said no, and says why."""


class RuleViolation(Exception):
    """A refusal with a stable English `code` and a Vietnamese `message` for people.

    `field` names the form field it concerns; empty when it concerns the whole act.
    """

    def __init__(self, code: str, message: str, *, field: str = "") -> None:
        super().__init__(f"{code}: {message}")
        self.code = code
        self.message = message
        self.field = field
