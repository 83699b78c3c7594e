"""What a desk shows, whoever sits at it: acts with clocks, figures, the list."""

from collections.abc import Sequence
from dataclasses import dataclass

from saolang.dossiers.deadlines import Clock
from saolang.dossiers.work import Figure


@dataclass(frozen=True, slots=True)
class Link:
    """A way on: what the button says, and where it leads."""

    label: str
    url: str
    icon: str = "arrow-right"


@dataclass(frozen=True, slots=True)
class Act:
    """One thing to do next. `must` says that it cannot wait for another day."""

    title: str
    text: str
    link: Link
    clock: Clock | None = None
    must: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the list: a title, a word about it, its clock, its next step."""

    title: str
    url: str
    cells: Sequence[str]
    clock: Clock | None = None
    step: Link | None = None
    hot: bool = False


@dataclass(frozen=True, slots=True)
class Desk:
    """Everything on one desk. All acts count; the first two are shown large."""

    place: str
    acts: Sequence[Act] = ()
    figures: Sequence[Figure] = ()
    heading: str = ""
    columns: Sequence[str] = ()
    rows: Sequence[Row] = ()
    all_rows: Link | None = None
    empty: str = ""

    @property
    def first_acts(self) -> Sequence[Act]:
        return self.acts[:2]

    @property
    def lines(self) -> list[tuple[Row, list[tuple[str, str]]]]:
        """Each row with its cells named by their columns, for phones."""
        names = self.columns[1:]
        return [(row, list(zip(names, row.cells, strict=False))) for row in self.rows]

    @property
    def clock_label(self) -> str:
        """The column a clock stands in: the one after the cells."""
        cells = len(self.rows[0].cells) if self.rows else 0
        return self.columns[cells + 1] if cells + 1 < len(self.columns) else ""

    @property
    def must_count(self) -> int:
        return sum(act.must for act in self.acts)

    @property
    def may_count(self) -> int:
        return len(self.acts) - self.must_count
