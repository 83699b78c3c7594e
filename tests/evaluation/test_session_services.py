"""From a planned session to its conclusion, through the services."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from saolang.audit.models import Entry as LedgerEntry
from saolang.dossiers.models import Dossier, Status
from saolang.evaluation import queries, results
from saolang.evaluation.models import Position, Session, SessionItem
from saolang.evaluation.services import closing
from saolang.evaluation.services import round as rounds
from saolang.evaluation.services import session as sessions
from saolang.evaluation.services import sheet as sheets
from saolang.kernel.errors import RuleViolation
from saolang.people.models import Role
from tests import make

pytestmark = pytest.mark.django_db
State = Session.State
NOW = timezone.now()


def refused(code, act, **values):
    with pytest.raises(RuleViolation) as refusal:
        act(**values)
    assert refusal.value.code == code
    return refusal.value.message


def closed_session(levels=("high",) * 4, **values):
    """A session of one product whose four scorers filled in these levels."""
    session = make.open_session(**values)
    for sheet, level in zip(make.sheets_in(session), levels, strict=True):
        make.submit(sheet, make.entry(sheet, level))
    return close(session)


def close(session):
    chair = make.seated(session, Position.CHAIR)
    return closing.close_session(actor=chair, session=session, at=NOW)


def conclude(session):
    chair = make.seated(session, Position.CHAIR)
    return closing.conclude(actor=chair, session=session, opinions="Tốt.", at=NOW)


def test_opening_freezes_the_panel_and_hands_out_a_sheet_per_scorer_and_product():
    session = make.open_session(products=2, members=3)

    assert session.panel.count() == 5  # the secretary sits there and does not score
    assert session.sheets.count() == 2 * 4
    assert {i.dossier.status for i in queries.items_of(session)} == {
        Status.COUNCIL_SCORING
    }
    assert LedgerEntry.objects.filter(verb="session.opened").count() == 1


def test_scheduling_says_on_which_day_papers_are_judged():
    session = make.session()

    [item] = queries.items_of(session)

    assert item.dossier.status == Status.COUNCIL_SCHEDULED
    assert item.dossier.judged_on == timezone.localdate(session.held_at)


def test_a_dossier_taken_off_waits_again():
    session = make.session(products=2)
    first, second = queries.items_of(session)

    sessions.unschedule(
        actor=make.seated(session, Position.SECRETARY), item=first, at=NOW
    )

    first.dossier.refresh_from_db()
    second.refresh_from_db()
    assert first.dossier.status == Status.ADVISORY_REPORTED
    assert first.dossier.judged_on is None
    assert second.position == 1


def test_a_product_can_be_raised_on_the_list():
    session = make.session(products=2)
    first, second = queries.items_of(session)

    sessions.raise_item(actor=make.seated(session, Position.SECRETARY), item=second)

    assert queries.items_of(session) == [second, first]


def test_a_request_sent_before_the_cutoff_counts_however_late_it_is_opened():
    session = make.session(products=0, cutoff_on=timezone.localdate())
    maker = make.producer(commune=make.commune(province=session.round.unit))
    dossier = make.dossier(
        Status.ADVISORY_REPORTED,
        product=make.product(producer=maker),
        at=NOW - timedelta(days=1),
    )
    dossier.receipts.filter(level="province").update(received_at=NOW)

    sessions.schedule(
        actor=make.user(Role.PROVINCE_OFFICER, session.round.unit),
        session=session,
        dossier=dossier,
        at=NOW,
    )

    assert session.items.count() == 1


def test_a_dossier_that_arrived_after_the_cutoff_waits_for_the_next_round():
    session = make.session(products=0, cutoff_on=timezone.localdate())
    office = session.round.unit
    maker = make.producer(commune=make.commune(province=office))
    late = make.dossier(Status.ADVISORY_REPORTED, product=make.product(producer=maker))

    refused(
        "dossier.after_cutoff",
        sessions.schedule,
        actor=make.user(Role.PROVINCE_OFFICER, office),
        session=session,
        dossier=late,
        at=NOW,
    )


def test_another_provinces_dossier_is_not_ours_to_schedule():
    session = make.session(products=0)
    foreign = make.dossier(Status.ADVISORY_REPORTED)

    with pytest.raises(PermissionDenied):
        sessions.schedule(
            actor=make.user(Role.PROVINCE_OFFICER, session.round.unit),
            session=session,
            dossier=foreign,
            at=NOW,
        )


def test_the_panel_cannot_be_swapped_once_frozen():
    """T-8: neither the seats of the council nor the list change during scoring."""
    session = make.open_session()
    office = session.round.unit
    officer = make.user(Role.PROVINCE_OFFICER, office)

    refused(
        "council.in_session",
        rounds.seat_member,
        actor=officer,
        council=session.council,
        user=make.user(Role.COUNCIL_MEMBER, office),
        position=Position.MEMBER,
        agency="",
    )
    refused(
        "council.in_session",
        rounds.unseat_member,
        actor=officer,
        seat=session.council.seats.first(),
    )
    refused(
        "session.opened",
        sessions.unschedule,
        actor=officer,
        item=session.items.get(),
        at=NOW,
    )
    assert session.panel.count() == 5


def test_an_incomplete_council_does_not_open():
    session = make.session()
    session.council.seats.filter(position=Position.CHAIR).delete()

    refused(
        "council.incomplete",
        sessions.open_session,
        actor=make.seated(session, Position.SECRETARY),
        session=session,
        at=NOW,
    )


@pytest.mark.parametrize("position", [None, Position.MEMBER])
def test_only_chair_and_secretary_open_and_close(position):
    planned, scoring = make.session(), make.open_session()
    actor = make.seated(scoring, position) if position else make.user(Role.ADMIN)

    for act, session in (
        (sessions.open_session, planned),
        (closing.close_session, scoring),
    ):
        with pytest.raises(PermissionDenied):
            act(actor=actor, session=session, at=NOW)


def test_closing_names_the_products_without_a_quorum():
    session = make.open_session(products=2)
    one, two = queries.items_of(session)
    for sheet in make.sheets_in(session):
        if sheet.dossier_id == one.dossier_id:
            make.submit(sheet)

    message = refused(
        "session.no_quorum",
        closing.close_session,
        actor=make.seated(session, Position.SECRETARY),
        session=session,
        at=NOW,
    )

    assert str(two.dossier) in message
    assert str(one.dossier) not in message
    assert SessionItem.objects.filter(result__isnull=False).count() == 0


def test_three_of_four_sheets_with_the_chairs_close_the_session():
    session = make.open_session()
    chair = make.seated(session, Position.CHAIR)
    own = [s for s in make.sheets_in(session) if s.member_id == chair.pk]
    others = [s for s in make.sheets_in(session) if s.member_id != chair.pk]
    for sheet in others:
        make.submit(sheet)

    message = refused(
        "session.no_quorum",
        closing.close_session,
        actor=chair,
        session=session,
        at=NOW,
    )
    assert "Chủ tịch" in message
    make.submit(own[0])

    assert close(session).state == State.CLOSED


def test_the_result_is_the_mean_with_its_parts_and_every_sheet():
    session = closed_session(("high", "high", "high", "high"))

    [item] = queries.items_of(session)
    result = results.read(item)

    assert item.mean == Decimal("100.00")
    assert item.stars == 5
    assert result.parts == {
        "A": Decimal("40.00"),
        "B": Decimal("25.00"),
        "C": Decimal("35.00"),
    }
    assert [m.points for m in result.members] == [Decimal(100)] * 4
    assert item.dossier.status == Status.COUNCIL_SCORING


@pytest.mark.parametrize(
    ("level", "status", "outcome"),
    [
        ("high", Status.DECISION_PENDING, "potential_five"),
        ("low", Status.NOT_RECOGNISED, "not_recognised"),
    ],
)
def test_concluding_sends_each_dossier_where_its_stars_lead(level, status, outcome):
    session = conclude(closed_session((level,) * 4))

    [item] = queries.items_of(session)

    assert session.state == State.CONCLUDED
    assert session.opinions == "Tốt."
    assert item.dossier.status == status
    assert item.outcome == outcome


def test_a_majority_that_finds_a_forgery_stops_the_product():
    session = make.open_session()
    for index, sheet in enumerate(make.sheets_in(session)):
        entry = make.entry(sheet)
        facts = ("forged_dossier",) if index < 3 else ()
        make.submit(sheet, entry.__class__(entry.ticks, {}, facts))
    session = conclude(close(session))

    [item] = queries.items_of(session)

    assert item.stars is None
    assert item.outcome == "disqualified"
    assert item.dossier.status == Status.DISQUALIFIED


def test_a_minority_that_finds_one_is_named_and_does_not_stop_it():
    session = make.open_session()
    lone, *rest = make.sheets_in(session)
    entry = make.entry(lone)
    make.submit(lone, entry.__class__(entry.ticks, {}, ("forged_dossier",)))
    for sheet in rest:
        make.submit(sheet)

    [item] = queries.items_of(close(session))

    [warning] = results.read(item).warnings
    assert item.stars == 5
    assert warning["members"] == [lone.member.full_name]


def test_a_wide_spread_blocks_until_the_chair_notes_the_discussion():
    session = closed_session(("high", "high", "high", "low"))
    [item] = queries.items_of(session)
    chair = make.seated(session, Position.CHAIR)
    message = refused(
        "session.spread", closing.conclude, actor=chair, session=session, at=NOW
    )
    assert str(item.dossier) in message
    refused(
        "discussion.empty", closing.record_discussion, actor=chair, item=item, text=" "
    )

    closing.record_discussion(actor=chair, item=item, text="Đã thống nhất.")

    assert conclude(session).state == State.CONCLUDED


def test_scoring_again_opens_just_that_product_and_keeps_the_pass_before():
    session = make.open_session(products=2)
    one, two = queries.items_of(session)
    for sheet in make.sheets_in(session):
        wide = sheet.dossier_id == one.dossier_id and sheet.member_id == (
            make.seated(session, Position.MEMBER).pk
        )
        make.submit(sheet, make.entry(sheet, "low" if wide else "high"))
    close(session)
    one.refresh_from_db()
    kept = one.result

    closing.score_again(actor=make.seated(session, Position.CHAIR), item=one, at=NOW)

    one.refresh_from_db()
    two.refresh_from_db()
    session.refresh_from_db()
    again = [s for s in make.sheets_in(session) if s.pass_number == 2]
    assert session.state == State.SCORING
    assert (one.pass_number, one.result, one.earlier) == (2, None, [kept])
    assert two.result is not None
    assert {s.dossier_id for s in again} == {one.dossier_id}
    assert len(again) == 4

    for sheet in again:
        make.submit(sheet)
    close(session)

    one.refresh_from_db()
    assert one.spread == 0
    assert conclude(session).state == State.CONCLUDED


def test_a_product_being_scored_again_cannot_be_scored_a_third_time_at_once():
    session = closed_session(("high", "high", "high", "low"))
    chair, item = make.seated(session, Position.CHAIR), session.items.get()
    closing.score_again(actor=chair, item=item, at=NOW)

    refused("item.being_scored", closing.score_again, actor=chair, item=item, at=NOW)


def test_after_closing_nothing_is_accepted():
    session = make.open_session()
    last, *first = make.sheets_in(session)[::-1]
    for sheet in first:
        make.submit(sheet)
    close(session)

    refused(
        "sheet.closed",
        sheets.submit_sheet,
        actor=last.member,
        sheet=last,
        entry=make.entry(last),
        version=1,
        at=NOW,
    )
    last.refresh_from_db()
    assert last.submitted_at is None
    assert last.ticks == {}


def test_who_is_marked_absent_cannot_submit_and_who_submitted_is_not_absent():
    session = make.open_session()
    one, two, *_ = make.sheets_in(session)
    secretary = make.seated(session, Position.SECRETARY)
    make.submit(two)
    there = session.panel.exclude(user=one.member).values_list("pk", flat=True)
    sessions.mark_present(actor=secretary, session=session, present=list(there))

    refused(
        "sheet.absent",
        sheets.submit_sheet,
        actor=one.member,
        sheet=one,
        entry=make.entry(one),
        version=1,
        at=NOW,
    )
    refused(
        "panelist.has_submitted",
        sessions.mark_present,
        actor=secretary,
        session=session,
        present=[],
    )


def test_a_session_must_sit_before_the_round_ends():
    round_ = make.round()

    refused(
        "session.after_round",
        sessions.plan_session,
        actor=make.user(Role.PROVINCE_OFFICER, round_.unit),
        round=round_,
        council=make.council(round_.unit),
        held_at=timezone.now() + timedelta(days=90),
        place="Hội trường",
    )


def test_working_rules_stand_once_scoring_began():
    session = make.open_session()

    refused(
        "round.rules_in_use",
        rounds.amend_round,
        actor=make.user(Role.PROVINCE_OFFICER, session.round.unit),
        round=session.round,
        values={"quorum_share": Decimal("0.5")},
    )


def test_a_seat_needs_the_role_and_only_one_chair_sits():
    council = make.council()
    officer = make.user(Role.PROVINCE_OFFICER, council.unit)

    for code, user in (
        ("seat.no_role", make.user(Role.COUNCIL_CHAIR)),
        ("seat.taken", make.user(Role.COUNCIL_CHAIR, council.unit)),
    ):
        refused(
            code,
            rounds.seat_member,
            actor=officer,
            council=council,
            user=user,
            position=Position.CHAIR,
            agency="",
        )


def test_a_withdrawn_dossier_is_not_on_the_table_when_the_session_opens():
    session = make.session(products=2)
    gone, here = queries.items_of(session)
    Dossier.objects.filter(pk=gone.dossier_id).update(status=Status.WITHDRAWN)

    sessions.open_session(
        actor=make.seated(session, Position.CHAIR), session=session, at=NOW
    )

    [left] = queries.items_of(session)
    assert (left.pk, left.position) == (here.pk, 1)


def test_another_day_is_the_day_on_which_papers_are_judged():
    session = make.session()
    later = session.held_at + timedelta(days=3)

    sessions.move_session(
        actor=make.seated(session, Position.SECRETARY),
        session=session,
        held_at=later,
        place="Nhà văn hóa",
    )

    [item] = queries.items_of(session)
    assert item.dossier.judged_on == timezone.localdate(later)
