"""What a member's list and sheet show: their own work, nothing of anybody else's."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.utils.translation import gettext as _

from saolang.criteria import engine, library
from saolang.criteria.scorecard import Criterion, ProductSet
from saolang.dossiers.models import CommuneReport
from saolang.evaluation import beside, cards, policies, queries
from saolang.evaluation.cards import NO_LEVEL
from saolang.evaluation.models import Recusal, ScoreSheet, Session, SessionItem
from saolang.evaluation.rules.merging import Entry, Merge, merge
from saolang.evaluation.services.session import FOUND_INTEREST
from saolang.evaluation.services.sheet import card_of, entry_of
from saolang.kernel.errors import RuleViolation
from saolang.people.models import User

TOO_LATE = frozenset({"sheet.closed", "sheet.submitted"})


@dataclass(frozen=True, slots=True)
class Line:
    """One product on a member's list."""

    item: SessionItem
    sheet: ScoreSheet
    open: int
    recusal: Recusal | None


def overview(user: User) -> list[tuple[Session, list[Line]]]:
    """The sessions being scored with the member's own sheets, in order of the list."""
    sheets = queries.open_sheets(user)
    out = queries.recusals_of(user)
    items = {
        (item.session_id, item.dossier_id): item
        for item in SessionItem.objects.filter(
            session__in={sheet.session_id for sheet in sheets}
        )
        .select_related("dossier__product__producer")
        .order_by("position", "pk")
    }
    by_session: dict[int, tuple[Session, list[Line]]] = {}
    for sheet in sheets:
        key = (sheet.session_id, sheet.dossier_id)
        line = Line(items[key], sheet, _open(sheet), out.get(key))
        by_session.setdefault(sheet.session_id, (sheet.session, []))[1].append(line)
    for _each, lines in by_session.values():
        lines.sort(key=lambda line: line.item.position)
    return list(by_session.values())


def context(
    sheet: ScoreSheet,
    *,
    typed: Entry | None = None,
    refused: RuleViolation | None = None,
) -> dict[str, Any]:
    """A sheet with everything that stands beside its criteria."""
    card_set = card_of(sheet)
    entry = typed or entry_of(sheet)
    dossier = sheet.dossier
    report = CommuneReport.objects.filter(dossier=dossier).first()
    known = beside.with_proposal(
        beside.of_dossier(dossier, report),
        queries.appraisal_of(dossier),
        sheet.session.round.show_proposal,
        card_set,
        entry.ticks,
    )
    item = queries.item_of(sheet)
    own = list(
        queries.sheets_of(sheet.member)
        .filter(session=sheet.session_id, dossier=sheet.dossier_id)
        .order_by("-pass_number", "-revision")
    )
    before = next((o for o in own if o.pass_number < sheet.pass_number), None)
    if before and before.submitted_at:
        known = replace(known, previous=before.ticks)
    view = cards.lay_out(card_set, entry, known)
    return {
        "sheet": sheet,
        "dossier": dossier,
        "report": report if report and report.signed_at else None,
        "item": item,
        "view": view,
        "entry": entry,
        "refused": refused,
        "others": [other for other in own if other.pk != sheet.pk],
        "is_newest": own[0].pk == sheet.pk,
        "is_open": _is_open(sheet, item),
        "place": _place(sheet, item),
    }


def merge_context(sheet: ScoreSheet, typed: Entry) -> dict[str, Any]:
    """Both versions of a sheet joined, with a choice where the ticks differ."""
    sheet.refresh_from_db(fields=[*ENTRY_FIELDS, "version"])
    card_set = card_of(sheet)
    joined = merge(entry_of(sheet), typed)
    return {
        **joined_fields(card_set, joined),
        "version": sheet.version,
        "action": sheet.get_absolute_url(),
    }


def joined_fields(card_set: ProductSet, joined: Merge) -> dict[str, list[Any]]:
    """The fields of a merge page: agreed ones hidden, differing ones as a choice."""
    return {
        "hidden": _hidden(joined.entry, joined.differing),
        "texts": _texts(card_set, joined.entry),
        "choices": [
            _two_answers(card_set.criteria[code], saved, mine)
            for code, (saved, mine) in joined.differing.items()
        ],
    }


ENTRY_FIELDS = ("ticks", "notes", "facts", "unmet_gates", "opinion")


def suggested_recusal(sheet: ScoreSheet) -> dict[str, str]:
    """What to put in the form for a member who acts for the producer."""
    if policies.has_interest(sheet.member, sheet.dossier):
        return {"reason": FOUND_INTEREST}
    return {}


def _open(sheet: ScoreSheet) -> int:
    card_set = library.load_set(sheet.dossier.pack_id, sheet.dossier.set_slug)
    return len(engine.standing(card_set, sheet.ticks).unanswered)


def _is_open(sheet: ScoreSheet, item: SessionItem) -> bool:
    return (
        sheet.submitted_at is None
        and sheet.session.state == Session.State.SCORING
        and item.result is None
        and item.pass_number == sheet.pass_number
    )


def _place(sheet: ScoreSheet, item: SessionItem) -> tuple[int, int]:
    count = SessionItem.objects.filter(session=sheet.session_id).count()
    return item.position, count


def _two_answers(
    criterion: Criterion, saved: str | None, typed: str | None
) -> dict[str, Any]:
    answers: Sequence[tuple[str | None, bool]] = ((typed, True), (saved, False))
    return {
        "code": criterion.code,
        "title": criterion.title,
        "answers": [
            {
                "value": ticked or NO_LEVEL,
                "text": cards.answer_text(criterion, {criterion.code: ticked}),
                "is_typed": is_typed,
            }
            for ticked, is_typed in answers
        ],
    }


def _texts(card_set: ProductSet, entry: Entry) -> list[tuple[str, str, str]]:
    notes = [
        (f"note-{code}", card_set.criteria[code].title, note)
        for code, note in entry.notes.items()
    ]
    opinion = [("opinion", _("Ý kiến của bạn"), entry.opinion)] if entry.opinion else []
    return [*notes, *opinion]


def _hidden(entry: Entry, differing: Collection[str]) -> list[tuple[str, str]]:
    """Everything both versions agree on, to be sent along with the choices."""
    ticks = [(c, t or NO_LEVEL) for c, t in entry.ticks.items() if c not in differing]
    facts = [("facts", fact) for fact in entry.facts]
    gates = [("unmet_gates", code) for code in entry.unmet_gates]
    return [*ticks, *facts, *gates]
