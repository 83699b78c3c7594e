"""The road to a star as its page shows it: steps, papers, days, other roads."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from saolang.criteria import planner
from saolang.criteria.engine import Standing
from saolang.criteria.planner import Number, Plan, Step
from saolang.criteria.scorecard import Criterion, Option, ProductSet
from saolang.dossiers import progress, stops
from saolang.dossiers.forms.planner import EFFORT, GOALS, MONEY
from saolang.dossiers.models import Dossier, EvidenceLink
from saolang.dossiers.pages import plan_dates, plan_reasons
from saolang.dossiers.queries import costs as cost_queries
from saolang.dossiers.rules import checklist, lead
from saolang.dossiers.rules.checklist import Condition
from saolang.dossiers.rules.costs import CostTable
from saolang.evidence import queries as evidence
from saolang.evidence.rules import catalogue
from saolang.ui.templatetags.ui import points, vi_number

STARS = (3, 4, 5)
OTHER_ROADS = 3
_UNIT = 1000  # tenths of a day times hundredths of a point are whole numbers of these
_FIRST = 10**20  # more than any sum of the goal that comes second


@dataclass(frozen=True, slots=True)
class Asked:
    """What a producer asks: which star, by what measure, what cannot change."""

    star: int
    goal: str
    held: tuple[str, ...]

    @property
    def query(self) -> str:
        """The same as the end of an address."""
        data = QueryDict(mutable=True)
        data.update({"sao": str(self.star), "tinh": self.goal})
        data.setlist("giu", list(self.held))
        return data.urlencode()


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper that usually proves a step, and how long it takes if it is missing."""

    name: str
    status: str
    kind: str
    takes: str
    waiting_days: int
    is_guess: bool
    is_awaited: bool


@dataclass(frozen=True, slots=True)
class StepView:
    """One step in plain words."""

    code: str
    title: str
    before: str
    after: str
    gain: Decimal
    effort: Decimal
    money: Decimal
    is_guess: bool
    papers: tuple[Paper, ...]
    is_any_enough: bool
    waiting_days: int
    takes: str
    url: str
    hold_url: str


@dataclass(frozen=True, slots=True)
class Road:
    """Another plan, for when one line cannot change."""

    title: str
    url: str
    count: int
    effort: Decimal
    money: Decimal
    is_open: bool


@dataclass(frozen=True, slots=True)
class _Planning:
    """Everything the plans of one page share."""

    dossier: Dossier
    card: ProductSet
    table: CostTable
    asked: Asked

    def plan(self, held: Iterable[str]) -> Plan:
        """The cheapest plan when these lines stay as they are."""
        return planner.plan(
            self.card,
            self.dossier.ticks,
            self.asked.star,
            facts=self.dossier.facts,
            unmet_gates=self.dossier.unmet_gates,
            fixed=tuple(held),
            price=self._price,
            keep_cases=True,
        )

    def totals(self, plan: Plan) -> tuple[Decimal, Decimal]:
        """Effort and money of a whole plan."""
        both = [self.cost(step) for step in plan.steps]
        zero = Decimal(0)
        return sum((e for e, _m in both), zero), sum((m for _e, m in both), zero)

    def cost(self, step: Step) -> tuple[Decimal, Decimal]:
        """Effort and money of one step."""
        own = self.table.of_topic(self.card.criteria[step.criterion].topic).cost
        return own.effort_days * step.gain, own.money * step.gain

    def url(self, asked: Asked) -> str:
        page = reverse("dossiers:planner", args=[self.dossier.pk])
        return f"{page}?{asked.query}"

    def _price(self, criterion: Criterion, _option: Option, gained: Decimal) -> Number:
        """The goal that was chosen; the other one breaks ties."""
        own = self.table.of_topic(criterion.topic).cost
        effort = int(own.effort_days * gained * _UNIT)
        money = int(own.money * gained * _UNIT)
        if self.asked.goal == MONEY:
            return money * _FIRST + effort
        return effort * _FIRST + money


def asked(dossier: Dossier, standing: Standing, given: QueryDict) -> Asked:
    """What the address asks; what makes no sense in it is left out."""
    card = progress.card_of(dossier)
    following = next((r.star for r in standing.ladder if not r.is_reached), STARS[-1])
    star = given.get("sao", "")
    chosen = dict(zip(map(str, STARS), STARS, strict=True)).get(star)
    goal = given.get("tinh", "")
    held = set(given.getlist("giu"))
    return Asked(
        star=chosen or dossier.aim or following,
        goal=goal if goal in dict(GOALS) else EFFORT,
        held=tuple(leaf.code for leaf in card.leaves if leaf.code in held),
    )


def context(
    dossier: Dossier,
    standing: Standing,
    ask: Asked,
    links: Sequence[EvidenceLink],
    today: date,
) -> dict[str, Any]:
    """Everything the planner's page shows."""
    card = progress.card_of(dossier)
    table = cost_queries.table_of(dossier.commune.parent)
    planning = _Planning(dossier, card, table, ask)
    found = planning.plan(ask.held)
    steps = _steps(planning, found, links, today)
    effort, money = planning.totals(found)
    days = lead.working_days(
        lead.Task(step.effort, step.waiting_days) for step in steps
    )
    is_clash = len(found.why) > 1 and all(map(plan_reasons.is_met_alone, found.why))
    return {
        "dossier": dossier,
        "card": card,
        "standing": standing,
        "asked": ask,
        "stars": STARS,
        "goals": GOALS,
        "sections": [
            (section, [c for c in section.walk() if c.is_leaf])
            for section in card.sections
        ],
        "plan": found,
        "steps": steps,
        "effort": effort,
        "money": money,
        "facts": _facts(found, effort, money),
        "has_guesses": any(step.is_guess for step in steps),
        "timing": plan_dates.timing(dossier, days, today) if steps else None,
        "roads": _roads(planning, found),
        "why": [plan_reasons.reason(card, ask.star, each) for each in found.why],
        "is_clash": is_clash,
        "gates": [card.criteria[code] for code in dossier.unmet_gates],
    }


def _steps(
    planning: _Planning, found: Plan, links: Sequence[EvidenceLink], today: date
) -> list[StepView]:
    dossier, card, ask = planning.dossier, planning.card, planning.asked
    library = list(evidence.current(evidence.of_producer(dossier.product.producer)))
    kinds = {paper.kind for paper in library}
    shared = progress.held_papers(
        paper for paper in library if catalogue.by_code()[paper.kind].shared
    )
    road = stops.road(dossier, today)
    on = dossier.judged_on or (road.hold_by if road else today)
    lines = checklist.lines(card, [*progress.held(links), *shared], on)
    return [_step(planning, step, lines, kinds, ask) for step in found.steps]


def _step(
    planning: _Planning,
    step: Step,
    lines: Iterable[checklist.Line],
    kinds: set[str],
    ask: Asked,
) -> StepView:
    card, table = planning.card, planning.table
    criterion = card.criteria[step.criterion]
    own = [line for line in lines if criterion.code in line.criteria]
    awaited = lead.waited_for(own, ask.star)
    any_enough = lead.is_any_enough(own, ask.star)
    papers = tuple(_paper(line, table, kinds, awaited) for line in own)
    waits = [paper.waiting_days for paper in papers if paper.is_awaited]
    topic = table.of_topic(criterion.topic)
    effort, money = planning.cost(step)
    longest = (min if any_enough else max)(waits, default=0)
    waiting = max(topic.cost.waiting_days, longest)
    return StepView(
        code=step.criterion,
        title=criterion.title,
        before=_label(criterion, step.before),
        after=_label(criterion, step.after),
        gain=step.gain,
        effort=effort,
        money=money,
        is_guess=topic.is_guess,
        papers=papers,
        is_any_enough=any_enough and len(papers) > 1,
        waiting_days=waiting,
        takes=_takes(effort, money, waiting),
        url=stops.criterion_url(planning.dossier, step.criterion),
        hold_url=planning.url(replace(ask, held=(*ask.held, step.criterion))),
    )


def _paper(
    line: checklist.Line,
    table: CostTable,
    kinds: set[str],
    awaited: Iterable[checklist.Line],
) -> Paper:
    told = {
        Condition.OK: (_("đã có"), "ok"),
        Condition.CHECKING: (_("đang kiểm tra tệp"), "info"),
        Condition.EXPIRED: (_("hết hạn trước ngày chấm"), "time"),
        Condition.REFUSED: (_("tệp không nhận được"), "bad"),
        Condition.MISSING: (_("chưa có"), ""),
    }
    status, kind = told[line.condition]
    if line.condition is Condition.MISSING and line.kind.code in kinds:
        status, kind = _("có trong kho, xem dùng được không"), "info"
    own = table.of_paper(line.kind.code)
    return Paper(
        name=str(line.kind.name),
        status=status,
        kind=kind,
        takes=_takes(own.cost.effort_days, own.cost.money, own.cost.waiting_days),
        waiting_days=own.cost.waiting_days,
        is_guess=own.is_guess,
        is_awaited=line in awaited,
    )


def _takes(effort: Decimal, money: Decimal | int, waiting: int) -> str:
    """Work, money and waiting in a few words; what is nothing goes without saying."""
    told = []
    if effort:
        told.append(_("%(days)s ngày công") % {"days": points(effort)})
    if money:
        told.append(_("%(money)s đồng") % {"money": vi_number(int(money))})
    if waiting:
        told.append(_("chờ %(days)s ngày làm việc") % {"days": waiting})
    return ", ".join(told) or _("làm được ngay")


def _facts(found: Plan, effort: Decimal, money: Decimal) -> list[tuple[str, str]]:
    """What the whole plan comes to."""
    stars = _("%(points)s điểm, %(stars)s sao")
    return [
        (_("Sẽ được"), stars % {"points": points(found.points), "stars": found.stars}),
        (_("Tổng công"), _("%(days)s ngày công") % {"days": points(effort)}),
        (_("Tổng tiền"), _("%(money)s đồng") % {"money": vi_number(int(money))}),
    ]


def _label(criterion: Criterion, option_id: str | None) -> str:
    option = criterion.option(option_id) if option_id else None
    return option.label if option else _("Chưa đạt mức nào")


def _roads(planning: _Planning, found: Plan) -> list[Road]:
    """What becomes of the plan when one of its dearest lines cannot change."""
    dearest = sorted(found.steps, key=lambda step: step.cost, reverse=True)
    return [_road(planning, step.criterion) for step in dearest[:OTHER_ROADS]]


def _road(planning: _Planning, code: str) -> Road:
    ask = replace(planning.asked, held=(*planning.asked.held, code))
    other = planning.plan(ask.held)
    effort, money = planning.totals(other)
    return Road(
        title=planning.card.criteria[code].title,
        url=planning.url(ask),
        count=len(other.steps),
        effort=effort,
        money=money,
        is_open=other.reachable,
    )
