"""The road to a star: what a producer reads, what an office writes over our guesses."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from saolang.audit.models import Entry
from saolang.criteria import engine, library
from saolang.dossiers import progress
from saolang.dossiers.models import Dossier, StepCost
from saolang.dossiers.pages import planner as page
from saolang.dossiers.queries import costs as queries
from saolang.dossiers.rules import lead
from saolang.dossiers.rules.costs import Cost, CostTable
from saolang.dossiers.services import costs as services
from saolang.dossiers.services import planner as planner_services
from saolang.kernel.errors import RuleViolation
from saolang.people.models import Role
from tests import make

pytestmark = pytest.mark.django_db
TODAY = date(2026, 6, 1)
STALL = "B.4.1"


@pytest.fixture
def draft():
    """A draft with every line at its lowest level, so that there is much to do."""
    made = make.dossier()
    card = progress.card_of(made)
    made.ticks = {leaf.code: leaf.options[0].id for leaf in card.leaves}
    made.save()
    return made


@pytest.fixture
def owner(draft, client):
    person = make.owner_of(draft.product.producer)
    client.force_login(person)
    return person


@pytest.fixture
def officer(client):
    person = make.user(Role.PROVINCE_OFFICER, make.province())
    client.force_login(person)
    return person


def address(draft, **query):
    return reverse("dossiers:planner", args=[draft.pk], query=query)


def shown(draft, query="sao=4", today=TODAY):
    """What the page would show."""
    standing = progress.standing_of(draft, draft.ticks)
    ask = page.asked(draft, standing, QueryDict(query))
    return page.context(draft, standing, ask, [], today)


def test_the_page_names_steps_that_lead_to_the_star(draft, owner, client):
    answer = client.get(address(draft, sao=4))

    assert answer.status_code == 200
    plan = answer.context["plan"]
    then = draft.ticks | {step.criterion: step.after for step in plan.steps}
    assert engine.assess(progress.card_of(draft), then).stars >= 4
    text = answer.content.decode()
    assert "ước lượng" in text
    for step in answer.context["steps"]:
        assert step.title
        assert f'href="{step.url}"'.replace("&", "&amp;") in text


def test_nothing_is_ticked_for_the_producer(draft, owner, client):
    before = dict(draft.ticks)

    client.get(address(draft, sao=5))
    client.post(address(draft), {"sao": "5"})

    draft.refresh_from_db()
    assert (draft.ticks, draft.aim) == (before, 5)


def test_an_aim_is_noted_once_and_is_the_star_shown_next_time(draft, owner, client):
    for _ in range(2):
        answer = client.post(
            address(draft), {"sao": "5", "tinh": "tien", "giu": "A.1.2"}
        )

    assert answer.status_code == 302
    assert "tinh=tien" in answer["Location"]
    assert "giu=A.1.2" in answer["Location"]
    assert Entry.objects.filter(verb="dossier.aimed").count() == 1
    assert client.get(address(draft)).context["asked"].star == 5


def test_an_aim_that_is_none_is_refused(draft, owner, client):
    for star in ("2", "6", "x", ""):
        assert client.post(address(draft), {"sao": star}).status_code == 422
    with pytest.raises(RuleViolation) as refused:
        planner_services.aim(actor=owner, dossier=draft, star=2)
    assert refused.value.code == "dossier.no_such_aim"
    assert Dossier.objects.get(pk=draft.pk).aim is None


def test_a_stranger_finds_no_planner(draft, client):
    client.force_login(make.user(Role.PRODUCER))

    assert client.get(address(draft)).status_code == 404
    assert client.post(address(draft), {"sao": "4"}).status_code == 404


def test_a_dossier_handed_in_has_no_planner(client):
    handed_in = make.dossier("submitted_commune")
    client.force_login(make.owner_of(handed_in.product.producer))

    assert client.get(address(handed_in)).status_code == 302


def test_nonsense_in_the_address_is_left_out(draft, owner, client):
    answer = client.get(address(draft, sao="9", tinh="vang", giu=["Z.9", "A.1.2"]))

    asked = answer.context["asked"]
    assert (asked.goal, asked.held) == ("cong", ("A.1.2",))
    assert asked.star in (3, 4, 5)


def test_what_cannot_change_is_left_alone_and_named_when_it_bars(draft):
    card = progress.card_of(draft)
    code, _needs = next(m for m in card.minimums[4] if not card.criteria[m[0]].children)
    held = shown(draft, f"sao=4&giu={code}")

    assert not held["plan"].reachable
    assert any(card.criteria[code].title in text for text in held["why"])
    free = shown(draft)
    step = free["steps"][0].code
    other = shown(draft, f"sao=4&giu={step}")
    assert step not in [each.code for each in other["steps"]]


def test_the_goal_decides_what_is_cheapest(draft):
    effort, money = shown(draft, "sao=4&tinh=cong"), shown(draft, "sao=4&tinh=tien")

    assert effort["effort"] <= money["effort"]
    assert money["money"] <= effort["money"]
    assert (effort["effort"], effort["money"]) != (money["effort"], money["money"])


def test_no_other_road_is_cheaper_than_the_plan(draft):
    found = shown(draft)

    assert 1 <= len(found["roads"]) <= 3
    for road in found["roads"]:
        assert not road.is_open or road.effort >= found["effort"]


def test_an_offices_word_replaces_the_guess_everywhere(draft):
    before = shown(draft)
    topic = progress.card_of(draft).criteria[before["steps"][0].code].topic
    StepCost.objects.create(
        unit=draft.commune.parent,
        subject=f"topic:{topic}",
        effort_days="0.1",
        money=7,
        waiting_days=1,
        saved_by=make.user(),
        saved_at=timezone.now(),
    )

    after = shown(draft)

    own = [s for s in after["steps"] if s.code == before["steps"][0].code]
    assert own[0].money == 7 * own[0].gain
    assert not own[0].is_guess


def test_a_round_too_near_is_named_with_the_one_that_can_be_made(draft):
    first = shown(draft, "sao=3")["timing"]

    assert first.missed is None or first.missed.cutoff_on < first.aimed.cutoff_on
    assert TODAY <= first.start_by < first.submit_by < first.aimed.cutoff_on

    late = shown(draft, "sao=3", today=first.start_by + timedelta(days=4))["timing"]
    assert late.missed == first.aimed
    assert late.aimed is None or late.aimed.cutoff_on > late.missed.cutoff_on


def test_the_longest_step_decides_how_long_a_plan_takes():
    tasks = [lead.Task(Decimal("2.5"), 10), lead.Task(Decimal(4), 0)]

    assert lead.working_days(tasks) == 13
    assert lead.working_days([]) == 0


def test_the_last_day_to_start_is_the_last(draft):
    first = shown(draft, "sao=3")["timing"]

    assert shown(draft, "sao=3", today=first.start_by)["timing"].aimed == first.aimed


# --- the office's table ----------------------------------------------------------


def costs_url(**query):
    return reverse("dossiers:province_costs", query=query)


GOOD = {
    "subject": "topic:labelling",
    "effort_days": "2.5",
    "money": "1500000",
    "waiting_days": "7",
}


def test_an_officer_writes_a_line_and_takes_it_back(officer, client):
    assert client.post(costs_url(q="nhãn"), GOOD).status_code == 302

    unit = queries.unit_of(officer)
    line = queries.table_of(unit).of_topic("labelling")
    assert line.cost == Cost(Decimal("2.5"), 1_500_000, 7)
    assert not line.is_guess
    assert "tỉnh đã sửa" in client.get(costs_url()).content.decode()

    reset = reverse("dossiers:province_reset_cost")
    for _ in range(2):
        assert client.post(reset, {"subject": GOOD["subject"]}).status_code == 302
    assert queries.table_of(unit).of_topic("labelling").is_guess
    verbs = Entry.objects.filter(verb__startswith="cost.").values_list(
        "verb", flat=True
    )
    assert sorted(verbs) == ["cost.dropped", "cost.written"]


@pytest.mark.parametrize(
    "wrong",
    [
        {"effort_days": "-1"},
        {"effort_days": "NaN"},
        {"effort_days": "1e9"},
        {"effort_days": ""},
        {"money": "nhiều"},
        {"money": "-1"},
        {"money": "99999999999999999999"},
        {"waiting_days": "1.5"},
        {"waiting_days": "100000"},
        {"subject": "topic:gold"},
        {"subject": ""},
    ],
    ids=str,
)
def test_nonsense_is_refused_and_what_was_typed_stays(officer, client, wrong):
    answer = client.post(costs_url(), GOOD | wrong)

    assert answer.status_code == 422
    assert not StepCost.objects.exists()
    if "subject" not in wrong:
        value = next(iter(wrong.values()))
        assert f'value="{value}"' in answer.content.decode() or not value


def test_the_table_is_searched_without_marks(officer, client):
    rows = client.get(costs_url(q="nhan hieu")).context["rows"]

    assert rows
    assert all("nhãn hiệu" in row.line.name.lower() for row in rows)
    assert "Không có mục nào" in client.get(costs_url(q="xyzzy")).content.decode()


def test_only_the_provinces_own_officer_writes(officer):
    elsewhere = make.province()
    cost = Cost(Decimal(1), 1, 1)

    with pytest.raises(PermissionDenied):
        services.write_cost(
            actor=officer,
            unit=elsewhere,
            subject=GOOD["subject"],
            cost=cost,
            at=timezone.now(),
        )
    with pytest.raises(PermissionDenied):
        services.drop_cost(actor=officer, unit=elsewhere, subject=GOOD["subject"])


def test_one_provinces_figures_stay_its_own(officer, client):
    client.post(costs_url(), GOOD)

    assert queries.table_of(make.province()).of_topic("labelling").is_guess


def test_the_pages_ask_the_database_the_same_whatever_is_in_them(
    draft, owner, officer, client
):
    client.get(costs_url())
    counts = []
    for subject in ("topic:labelling", "topic:story", "paper:awards"):
        client.post(costs_url(), GOOD | {"subject": subject})
        with CaptureQueriesContext(connection) as asked:
            client.get(costs_url())
        counts.append(len(asked))
    assert len(set(counts[1:])) == 1


def test_every_topic_and_paper_in_use_has_a_figure():
    lines = {line.subject: line for line in CostTable({}).lines()}
    card_topics = {
        leaf.topic
        for entry in library.sets("qd-26-2026")
        for leaf in library.load_set("qd-26-2026", entry.slug).leaves
    }

    assert {f"topic:{topic}" for topic in card_topics} <= lines.keys()
    assert all(line.is_guess and line.cost.waiting_days >= 0 for line in lines.values())
