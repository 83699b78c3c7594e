"""Which papers can be produced: a Word template and a Typst layout each."""

from dataclasses import dataclass
from pathlib import Path

from saolang.kernel.errors import RuleViolation

FOLDER = Path(__file__).parent / "layouts"


@dataclass(frozen=True, slots=True)
class Layout:
    """One kind of paper; a changed template is a new version."""

    kind: str
    version: int
    series: str

    @property
    def name(self) -> str:
        return f"{self.kind}/{self.version}"

    @property
    def word(self) -> Path:
        return FOLDER / f"{self.kind}.docx"

    @property
    def typst(self) -> Path:
        return FOLDER / f"{self.kind}.typ"


LAYOUTS = {
    layout.kind: layout
    for layout in (
        Layout("decision_recognise", 1, "QĐ"),
        Layout("minutes", 1, "BB"),
        Layout("form03", 1, "BC"),
    )
}


def layout_of(kind: str) -> Layout:
    if kind not in LAYOUTS:
        raise RuleViolation(
            "paper.unknown_kind", "Không có mẫu văn bản «%(kind)s».", kind=kind
        )
    return LAYOUTS[kind]
