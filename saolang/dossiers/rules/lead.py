"""How long the steps of a plan take from the first day to the last."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from math import ceil

from saolang.dossiers.rules.checklist import Condition, Line, Need

_THERE = (Condition.OK, Condition.CHECKING)


@dataclass(frozen=True, slots=True)
class Task:
    """One's own work on a step, and the waiting that follows it."""

    effort_days: Decimal
    waiting_days: int


def working_days(tasks: Iterable[Task]) -> int:
    """The longest of the steps: they go on beside each other."""
    return max(
        (ceil(task.effort_days) + task.waiting_days for task in tasks), default=0
    )


def waited_for(papers: Iterable[Line], star: int) -> tuple[Line, ...]:
    """The papers of a step that must still come: those that its star needs; when none
    is needed and none is there, any one of them."""
    own = list(papers)
    needed = [line for line in own if _is_needed(line, star)]
    if needed:
        return tuple(line for line in needed if line.condition not in _THERE)
    if any(line.condition in _THERE for line in own):
        return ()
    return tuple(own)


def is_any_enough(papers: Iterable[Line], star: int) -> bool:
    """Whether one of these papers does, because none is demanded."""
    return not any(_is_needed(line, star) for line in papers)


def _is_needed(line: Line, star: int) -> bool:
    if line.need is Need.FOR_STAR:
        return line.star is not None and line.star <= star
    return line.need in (Need.REQUIRED, Need.BY_LAW)
