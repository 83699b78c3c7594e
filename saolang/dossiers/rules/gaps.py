"""What still keeps a draft from being handed in: one complete list, in plain words."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from saolang.criteria.scorecard import ProductSet
from saolang.dossiers.rules.checklist import Line
from saolang.kernel.wording import Sentence


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
    text: Sentence


def in_fields(
    step: str, fields: Iterable[Fillable], values: Mapping[str, Any]
) -> tuple[Gap, ...]:
    """Fields that are required and empty, or hold what they cannot hold."""
    found = []
    for field in fields:
        value = values.get(field.name) or ""
        if not value and field.is_required:
            said = Sentence("Chưa ghi “%(field)s”.", field=field.label)
        elif value and field.kind == "email" and not _like_email(value):
            said = Sentence(
                "“%(value)s” không phải là địa chỉ thư điện tử.", value=value
            )
        elif value and field.kind == "number" and not _like_number(value):
            said = Sentence("“%(field)s” phải là một số, không âm.", field=field.label)
        else:
            continue
        found.append(Gap(step, field.name, said))
    return tuple(found)


def in_ticks(
    card: ProductSet, unanswered: Iterable[str], gates: Mapping[str, bool]
) -> tuple[Gap, ...]:
    """Criteria not ticked yet, and conditions not answered yet."""
    found = [
        Gap(
            _step(code),
            code,
            Sentence(
                "Chưa chấm %(code)s “%(title)s”.",
                code=code,
                title=card.criteria[code].title,
            ),
        )
        for code in unanswered
    ]
    found += [
        Gap(
            _step(c.code),
            c.code,
            Sentence(
                "Chưa trả lời điều kiện của %(code)s “%(title)s”.",
                code=c.code,
                title=c.title,
            ),
        )
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
        if line.is_blocking and line.sentence
    )


def _step(code: str) -> str:
    return f"ticks_{code[0].lower()}"


def _like_email(value: str) -> bool:
    name, at, host = value.partition("@")
    return bool(name and at and "." in host) and " " not in value


def _like_number(value: str) -> bool:
    return value.replace(".", "").replace(",", "").replace(" ", "").isdigit()
