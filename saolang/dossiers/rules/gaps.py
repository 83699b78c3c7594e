"""What still keeps a draft from being handed in: one complete list, in plain words."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from saolang.criteria.scorecard import ProductSet
from saolang.dossiers.rules.checklist import Line


class Fillable(Protocol):
    """A field of a form: its name, what it is called, and what it must hold."""

    @property
    def name(self) -> str: ...
    @property
    def label(self) -> Any: ...
    @property
    def is_required(self) -> bool: ...
    @property
    def kind(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Gap:
    """One thing missing: on which step, where on it, and the sentence."""

    step: str
    anchor: str
    text: str


def in_fields(
    step: str, fields: Iterable[Fillable], values: Mapping[str, Any]
) -> tuple[Gap, ...]:
    """Fields that are required and empty, or hold what they cannot hold."""
    found = []
    for field in fields:
        value = values.get(field.name) or ""
        if not value and field.is_required:
            found.append(Gap(step, field.name, f"Chưa ghi “{field.label}”."))
        elif value and field.kind == "email" and not _like_email(value):
            found.append(
                Gap(step, field.name, f"“{value}” không phải là địa chỉ thư điện tử.")
            )
        elif value and field.kind == "number" and not _like_number(value):
            found.append(
                Gap(step, field.name, f"“{field.label}” phải là một số, không âm.")
            )
    return tuple(found)


def in_ticks(
    card: ProductSet, unanswered: Iterable[str], gates: Mapping[str, bool]
) -> tuple[Gap, ...]:
    """Criteria not ticked yet, and conditions not answered yet."""
    found = [
        Gap(_step(code), code, f"Chưa chấm {code} “{card.criteria[code].title}”.")
        for code in unanswered
    ]
    found += [
        Gap(_step(c.code), c.code, f"Chưa trả lời điều kiện của {c.code} “{c.title}”.")
        for c in card.gated
        if c.code not in gates
    ]
    order = list(card.criteria)
    return tuple(sorted(found, key=lambda gap: order.index(gap.anchor)))


def in_papers(checked: Iterable[Line]) -> tuple[Gap, ...]:
    """Required papers that are missing, expired, refused or still being checked."""
    return tuple(
        Gap("papers", line.kind.code, line.sentence)
        for line in checked
        if line.is_blocking
    )


def _step(code: str) -> str:
    return f"ticks_{code[0].lower()}"


def _like_email(value: str) -> bool:
    name, at, host = value.partition("@")
    return bool(name and at and "." in host) and " " not in value


def _like_number(value: str) -> bool:
    return value.replace(".", "").replace(",", "").replace(" ", "").isdigit()
