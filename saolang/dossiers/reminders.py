"""Deadlines that come near or have passed, each with the people to tell and the words.

What is told is decided by the day alone: whoever asks again, an hour or a day later,
finds the same matters under the same names (`about`).
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

from saolang.dossiers import stops
from saolang.dossiers.models import (
    Dossier,
    EvidenceLink,
    Receipt,
    Status,
    SupplementRequest,
)
from saolang.dossiers.offices import COMMUNE, OFFICES, Office
from saolang.dossiers.rules import reminding
from saolang.dossiers.rules.reminding import Stage
from saolang.dossiers.stops import Road
from saolang.geography import clocks
from saolang.kernel.calendar import local_date
from saolang.people.models import User
from saolang.people.queries import helpers_of, members_of, officers_of

REACH = timedelta(days=14)  # further off than any reminder of an office's term


@dataclass(frozen=True, slots=True)
class Reminder:
    """One matter of one dossier. Without an office, it is the producer who is told."""

    dossier: Dossier
    kind: str
    matter: str
    values: dict[str, str] = field(default_factory=dict)
    office: Office | None = None
    with_leaders: bool = False

    @property
    def about(self) -> str:
        return f"dossier:{self.dossier.pk}:{self.matter}"

    @property
    def url(self) -> str:
        if self.office:
            return self.office.address("dossier", self.dossier)
        return self.dossier.get_absolute_url()

    @property
    def recipients(self) -> list[User]:
        if self.office is None:
            producer = self.dossier.product.producer
            return [*members_of(producer), *helpers_of(producer)]
        roles = self.office.staff if self.with_leaders else self.office.officers
        return list(officers_of(self.office.unit_of(self.dossier), *roles))


def on(today: date) -> Iterator[Reminder]:
    """Everything that is to be told on a day."""
    yield from _answers(today)
    yield from _checks(today)
    yield from _drafts(today)


def _answers(today: date) -> Iterator[Reminder]:
    """Supplements: the producer before and after the day, the office after it."""
    near = timedelta(days=reminding.ANSWER_NEAR)
    asked = SupplementRequest.objects.filter(
        answered_at=None,
        answer_by__range=(today - reminding.LATE - near, today + near),
        dossier__status__in=[office.returned for office in OFFICES.values()],
    ).select_related("dossier__product__producer", "dossier__commune__parent")
    for request in asked.order_by("pk"):
        assert request.answer_by is not None  # noqa: S101 in the range above
        began = local_date(request.requested_at)
        stages = reminding.answer_stages(request.answer_by)
        if stage := reminding.due(stages, began, today):
            yield from _answer(request, request.answer_by, stage, today)


def _answer(
    request: SupplementRequest, due: date, stage: Stage, today: date
) -> Iterator[Reminder]:
    office = OFFICES[Receipt.Level(request.level)]
    dossier = request.dossier
    matter = f"answer:{request.pk}:{due}:{stage.name}"
    values = {
        "product": dossier.product.name,
        "producer": dossier.product.producer.name,
        "office": office.unit_of(dossier).full_name,
        "day": f"{due:%d/%m/%Y}",
        "days": str((due - today).days),
    }
    yield Reminder(dossier, f"deadline.answer_{stage.name}", matter, values)
    if stage.name == "missed":
        kind = "deadline.answer_overdue"
        yield Reminder(dossier, kind, f"{matter}:{office.level}", values, office)


def _checks(today: date) -> Iterator[Reminder]:
    """The commune's 15 working days; once they are over its leader is told too."""
    receipts = Receipt.objects.filter(
        level=COMMUNE.level,
        due_on__range=(today - REACH, today + REACH),
        dossier__status__in=COMMUNE.in_hand,
    ).select_related("dossier__product__producer", "dossier__commune__parent")
    latest = {row.dossier_id: row for row in receipts.order_by("received_at", "pk")}
    for receipt in latest.values():
        assert receipt.due_on is not None  # noqa: S101 in the range above
        began = local_date(receipt.received_at)
        stages = _check_stages(receipt.due_on)
        if stage := reminding.due(stages, began, today):
            yield _check(receipt, receipt.due_on, stage, today)


def _check_stages(due: date) -> tuple[Stage, ...]:
    near = clocks.latest_start(due, reminding.CHECK_NEAR)
    while not clocks.is_working(near):
        near -= timedelta(days=1)
    return reminding.check_stages(near, due, clocks.due_on(due, 1))


def _check(receipt: Receipt, due: date, stage: Stage, today: date) -> Reminder:
    dossier = receipt.dossier
    values = {
        "product": dossier.product.name,
        "commune": dossier.commune.full_name,
        "day": f"{due:%d/%m/%Y}",
        "days": str(clocks.working_days_left(today, due)),
    }
    return Reminder(
        dossier,
        f"deadline.check_{stage.name}",
        f"check:{receipt.pk}:{due}:{stage.name}",
        values,
        COMMUNE,
        with_leaders=stage.name == "missed",
    )


def _drafts(today: date) -> Iterator[Reminder]:
    """Drafts and the next round: the last day to hand in, papers that end before it."""
    drafts = (
        Dossier.objects.filter(status=Status.DRAFT)
        .select_related("product__producer", "commune__parent")
        .defer("form01", "form02", "ticks", "facts", "unmet_gates")
    )
    roads: dict[str, Road | None] = {}
    for dossier in drafts.order_by("pk"):
        if dossier.pack_id not in roads:
            roads[dossier.pack_id] = stops.road(dossier, today)
        road = roads[dossier.pack_id]
        if road is None:
            continue
        began = local_date(dossier.created_at)
        soon = reminding.before(road.submit_by, reminding.ROUND_DAYS)
        if stage := reminding.due(soon, began, today):
            yield _round(dossier, road, stage)
        early = reminding.before(road.submit_by, reminding.PAPER_DAYS)
        if (stage := reminding.due(early, began, today)) and (
            papers := _ending(dossier, road.hold_by)
        ):
            yield _papers(dossier, road, stage, papers)


def _round(dossier: Dossier, road: Road, stage: Stage) -> Reminder:
    values = {
        "product": dossier.product.name,
        "commune": dossier.commune.full_name,
        "round": f"{road.number}/{road.year}",
        "day": f"{road.submit_by:%d/%m/%Y}",
        "cutoff": f"{road.cutoff_on:%d/%m/%Y}",
        "days": str(road.days_left),
    }
    matter = f"round:{road.number}/{road.year}:{stage.name}"
    return Reminder(dossier, "deadline.round", matter, values)


def _papers(dossier: Dossier, road: Road, stage: Stage, papers: list[str]) -> Reminder:
    values = {
        "product": dossier.product.name,
        "round": f"{road.number}/{road.year}",
        "day": f"{road.hold_by:%d/%m/%Y}",
        "papers": "\n".join(papers),
    }
    matter = f"papers:{road.number}/{road.year}:{stage.name}"
    return Reminder(dossier, "paper.ends_early", matter, values)


def _ending(dossier: Dossier, day: date) -> list[str]:
    """The papers of a draft that end before a day, each once, the soonest first."""
    found = EvidenceLink.objects.filter(
        dossier=dossier, evidence__valid_until__lt=day
    ).order_by("evidence__valid_until", "evidence")
    rows = found.values_list("evidence__title", "evidence__valid_until")
    return list(dict.fromkeys(f"– {title} ({until:%d/%m/%Y})" for title, until in rows))
