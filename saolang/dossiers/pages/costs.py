"""The cost table of a province as its office edits it."""

from collections.abc import Iterator
from dataclasses import dataclass

from saolang.dossiers.forms.planner import CostForm
from saolang.dossiers.rules.costs import TOPIC, CostTable, Line
from saolang.kernel.text import fold


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the table and the form that changes it."""

    line: Line
    form: CostForm

    @property
    def is_topic(self) -> bool:
        return self.line.subject.startswith(f"{TOPIC}:")

    @property
    def anchor(self) -> str:
        """Where on the page the line stands."""
        return self.line.subject.replace(":", "-")


def rows(
    table: CostTable, words: str, changed: str = "", form: CostForm | None = None
) -> Iterator[Row]:
    """The lines whose name holds the words; the one being changed with what was
    typed."""
    wanted = fold(words)
    for line in table.lines():
        if line.subject == changed and form is not None:
            yield Row(line, form)
        elif wanted in fold(line.name):
            start = {
                "effort_days": line.cost.effort_days,
                "money": line.cost.money,
                "waiting_days": line.cost.waiting_days,
            }
            name = line.subject.replace(":", "-")
            yield Row(line, CostForm(initial=start, auto_id=f"id_{name}_%s"))
