"""Writing a dossier: two forms and the self-score, saved step by step."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import transaction

from saolang.dossiers import (
    fields,
    progress,
)
from saolang.dossiers.fields import TICKS, Step
from saolang.dossiers.models import Dossier, DraftStep
from saolang.dossiers.queries import draft as queries
from saolang.dossiers.services.opening import open_draft
from saolang.kernel.errors import RuleViolation
from saolang.kernel.text import clean
from saolang.people.models import User


@dataclass(frozen=True, slots=True)
class Answers:
    """One part of the self-score: levels, conditions and what is said of each."""

    ticks: Mapping[str, str | None] = field(default_factory=dict)
    gates: Mapping[str, bool] = field(default_factory=dict)
    descriptions: Mapping[str, str] = field(default_factory=dict)


class StepChanged(RuleViolation):
    """Somebody else saved the same step in between; nothing was overwritten."""

    def __init__(self, row: DraftStep, changed: tuple[str, ...]) -> None:
        who = row.saved_by.full_name if row.saved_by else ""
        names = ", ".join(f"“{name}”" for name in changed)
        super().__init__(
            "draft.changed",
            "%(who)s vừa sửa phần này: %(names)s. Chữ bạn viết vẫn còn đây, chưa lưu đè"
            " lên của ai.",
            who=who,
            names=names,
        )
        self.row = row
        self.changed = changed


@transaction.atomic
def save_form(
    *,
    actor: User,
    dossier: Dossier,
    step: Step,
    values: Mapping[str, Any],
    version: int,
    at: datetime,
) -> DraftStep:
    """Keep what was typed on one step of Form 01 or 02; nothing is refused for being
    unfinished."""
    dossier = open_draft(actor, dossier)
    asked = {each.name: each for each in fields.of_step(step, dossier.kind)}
    written = {
        name: _tidy(values[name], asked[name]) for name in asked if name in values
    }
    kept = dossier.form01 if step is Step.REGISTRATION else dossier.form02
    changed = [
        str(asked[name].label)
        for name, value in written.items()
        if (kept.get(name) or "") != (value or "")
    ]
    row = _claim(actor, dossier, step, version, changed, at)
    kept.update(written)
    dossier.save(update_fields=["form01", "form02"])
    return row


@transaction.atomic
def save_ticks(
    *,
    actor: User,
    dossier: Dossier,
    step: Step,
    answers: Answers,
    version: int,
    at: datetime,
) -> DraftStep:
    """Keep the self-score of one part of the sheet."""
    dossier = open_draft(actor, dossier)
    part = next(letter for letter, each in TICKS.items() if each is step).upper()
    card = progress.card_of(dossier)
    own = {code for code in card.criteria if code.startswith(f"{part}.")}
    said = {code: clean(text) for code, text in answers.descriptions.items()}
    for code in {*answers.ticks, *answers.gates, *said} - own:
        raise RuleViolation(
            "criterion.unknown",
            "Phần %(part)s không có “%(criterion)s”.",
            part=part,
            criterion=code,
        )
    for code, text in said.items():
        _refuse_too_long(text, fields.LONG, card.criteria[code].title, f"noi-{code}")
    progress.standing_of(dossier, answers.ticks)  # refuses a level the sheet has not
    gates = dossier.form02.setdefault("gates", {})
    descriptions = dossier.form02.setdefault("descriptions", {})
    changed = [
        f"{code} {card.criteria[code].title}"
        for code in card.criteria
        if code in own
        and (
            answers.ticks.get(code, "") != dossier.ticks.get(code, "")
            or answers.gates.get(code) != gates.get(code)
            or said.get(code, "") != descriptions.get(code, "")
        )
    ]
    row = _claim(actor, dossier, step, version, changed, at)
    _replace(dossier.ticks, own, answers.ticks)
    _replace(gates, own, answers.gates)
    _replace(descriptions, own, {code: text for code, text in said.items() if text})
    dossier.unmet_gates = [code for code, holds in gates.items() if not holds]
    dossier.save(update_fields=["ticks", "form02", "unmet_gates"])
    return row


def _claim(
    actor: User,
    dossier: Dossier,
    step: Step,
    version: int,
    changed: list[str],
    at: datetime,
) -> DraftStep:
    """Take the next version of a step, unless somebody else just changed it."""
    row = queries.step_of(dossier, step)
    if row.version != version and changed:
        raise StepChanged(row, tuple(changed))
    row.version += 1
    row.saved_by, row.saved_at = actor, at
    row.save()
    return row


def _tidy(value: Any, asked: fields.Field) -> Any:
    if asked.kind == "choices":
        known = {code for code, _label in asked.choices}
        return [code for code in value if code in known]
    text = clean(str(value))
    _refuse_too_long(text, asked.limit, str(asked.label), asked.name)
    return text


def _refuse_too_long(text: str, limit: int, label: str, name: str) -> None:
    if len(text) > limit:
        raise RuleViolation(
            "draft.too_long",
            "“%(label)s” dài %(length)s chữ, tối đa %(limit)s. Hãy rút gọn.",
            field=name,
            label=label,
            length=len(text),
            limit=limit,
        )


def _replace(kept: dict[str, Any], own: set[str], given: Mapping[str, Any]) -> None:
    for code in own & kept.keys():
        del kept[code]
    kept.update(given)
