"""Deadlines are told to those they concern, once, and not when they are settled."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import timezone

from saolang.dossiers import jobs, stops
from saolang.dossiers.models import Dossier, Receipt, Status, SupplementRequest
from saolang.geography import clocks
from saolang.geography.models import DayOff
from saolang.notifications.models import Notice
from saolang.people.models import Role
from saolang.tasks import queue
from saolang.tasks.models import Job
from tests import make

pytestmark = pytest.mark.django_db
BEGAN = datetime(2027, 1, 11, 2, tzinfo=UTC)  # a Monday


def at(day, hour=9):
    """That hour in Vietnam on a day."""
    return datetime(day.year, day.month, day.day, hour - 7, tzinfo=UTC)


def told(since=0):
    """Kind and reader of each notice after a number of them."""
    rows = Notice.objects.order_by("pk")[since:]
    return [(row.kind, row.recipient) for row in rows]


def returned(answer_by=date(2027, 2, 10)):
    dossier = make.dossier(Status.COMMUNE_RETURNED, at=BEGAN)
    officer = make.user(Role.COMMUNE_OFFICER, dossier.commune)
    SupplementRequest.objects.create(
        dossier=dossier,
        level="commune",
        items=[{"line": "", "text": "Phiếu kiểm nghiệm"}],
        answer_by=answer_by,
        requested_by=officer,
        requested_at=BEGAN,
    )
    return dossier, make.owner_of(dossier.product.producer), officer


def test_a_supplement_is_told_three_days_before_on_the_day_and_after():
    _dossier, owner, officer = returned()

    for n in range(-9, 15):
        jobs.remind_at(at(date(2027, 2, 10) + timedelta(days=n)))
        jobs.remind_at(at(date(2027, 2, 10) + timedelta(days=n), hour=15))

    assert told() == [
        ("deadline.answer_near", owner),
        ("deadline.answer_last", owner),
        ("deadline.answer_missed", owner),
        ("deadline.answer_overdue", officer),
    ]
    near, last, *_rest = Notice.objects.order_by("pk")
    assert near.subject.startswith("Còn 3 ngày để bổ sung hồ sơ")
    assert "10/02/2027" in last.body


def test_a_worker_back_after_a_day_tells_how_many_days_are_left():
    returned()

    jobs.remind_at(at(date(2027, 2, 8)))

    assert Notice.objects.get().subject.startswith("Còn 2 ngày")


def test_a_worker_back_after_weeks_does_not_pour_out_what_is_old():
    returned()

    jobs.remind_at(at(date(2027, 3, 30)))

    assert told() == []


def test_what_is_settled_meanwhile_is_quiet():
    dossier, *_people = returned()
    dossier.status = Status.SUBMITTED_COMMUNE
    dossier.save()
    SupplementRequest.objects.update(answered_at=timezone.now())
    Receipt.objects.update(due_on=date(2027, 12, 1))

    for n in range(-9, 15):
        jobs.remind_at(at(date(2027, 2, 10) + timedelta(days=n)))

    assert told() == []


def test_a_dossier_that_moves_on_while_the_list_is_made_is_quiet(monkeypatch):
    dossier, *_people = returned()
    found = list(jobs.reminders.on(date(2027, 2, 10)))
    Dossier.objects.filter(pk=dossier.pk).update(status=Status.WITHDRAWN)
    monkeypatch.setattr(jobs.reminders, "on", lambda today: found)

    jobs.remind_at(at(date(2027, 2, 10)))

    assert told() == []


def in_review():
    dossier = make.dossier(Status.COMMUNE_REVIEW, at=BEGAN)
    return (
        dossier,
        dossier.receipts.get().due_on,
        make.user(Role.COMMUNE_OFFICER, dossier.commune),
        make.user(Role.COMMUNE_LEADER, dossier.commune),
    )


def test_the_communes_term_is_counted_in_working_days():
    DayOff.objects.create(on=date(2027, 1, 29), is_worked=False)
    _dossier, due, officer, leader = in_review()
    assert due == date(2027, 2, 2)

    days = {}
    for n in range(-20, 12):
        day = due + timedelta(days=n)
        before = Notice.objects.count()
        jobs.remind_at(at(day))
        days[day] = told(before)

    assert {day: found for day, found in days.items() if found} == {
        date(2027, 1, 27): [("deadline.check_near", officer)],
        date(2027, 2, 2): [("deadline.check_last", officer)],
        date(2027, 2, 3): [
            ("deadline.check_missed", officer),
            ("deadline.check_missed", leader),
        ]
        if officer.full_name < leader.full_name
        else [
            ("deadline.check_missed", leader),
            ("deadline.check_missed", officer),
        ],
    }
    near = Notice.objects.order_by("pk")[0]
    assert near.subject.startswith("Còn 3 ngày làm việc")
    assert clocks.working_days_left(date(2027, 1, 27), due) == 3


def test_a_dossier_sent_on_in_time_is_quiet():
    dossier, due, *_people = in_review()
    dossier.status = Status.SUBMITTED_PROVINCE
    dossier.save()

    jobs.remind_at(at(due + timedelta(days=1)))

    assert told() == []


def test_a_dossier_handed_in_again_has_a_new_term():
    dossier, due, *_people = in_review()
    old = dossier.receipts.get()
    Receipt.objects.create(
        dossier=dossier,
        level="commune",
        unit=dossier.commune,
        number="99",
        snapshot=old.snapshot,
        received_at=BEGAN + timedelta(days=12),
        due_on=due + timedelta(days=12),
    )

    jobs.remind_at(at(due))

    assert told() == []


@pytest.fixture
def draft():
    made = make.dossier()
    Dossier.objects.filter(pk=made.pk).update(created_at=BEGAN - timedelta(days=200))
    made.refresh_from_db()
    return made


def test_a_draft_is_told_of_the_next_round_at_thirty_fourteen_and_three_days(draft):
    road = stops.road(draft, date(2027, 1, 11))
    for n in range(-70, 1):
        jobs.remind_at(at(road.submit_by + timedelta(days=n)))

    mine = [n for n in Notice.objects.order_by("pk") if n.kind == "deadline.round"]
    assert [n.values["days"] for n in mine][-3:] == ["30", "14", "3"]
    assert f"{road.submit_by:%d/%m/%Y}" in mine[-1].body


def test_a_draft_begun_today_is_not_told_of_days_gone_by(draft):
    road = stops.road(draft, date(2027, 1, 11))
    today = road.submit_by - timedelta(days=10)
    Dossier.objects.update(created_at=at(today))

    jobs.remind_at(at(today))

    assert told() == []


def test_papers_of_a_draft_that_end_before_the_round_are_named(draft):
    road = stops.road(draft, date(2027, 1, 11))
    maker = draft.product.producer
    for title, until in (
        ("Giấy sắp hết", road.hold_by - timedelta(days=1)),
        ("Giấy còn hạn", road.hold_by),
    ):
        paper = make.evidence(maker, title=title, valid_until=until)
        make.link(draft, evidence=paper)
        make.link(draft, evidence=paper, criterion="A.1.1")

    jobs.remind_at(at(road.submit_by - timedelta(days=60)))
    jobs.remind_at(at(road.submit_by - timedelta(days=59)))

    [notice] = Notice.objects.filter(kind="paper.ends_early")
    assert notice.body.count("Giấy sắp hết") == 1
    assert "Giấy còn hạn" not in notice.body


def test_who_helps_with_the_dossier_is_told_too(draft):
    helper = make.user()
    make.mandate(draft.product.producer, helper)
    road = stops.road(draft, date(2027, 1, 11))

    jobs.remind_at(at(road.submit_by - timedelta(days=14)))

    assert helper in [reader for _kind, reader in told()]


def test_nobody_is_woken_before_seven(monkeypatch):
    returned()
    for hour, expected in ((6, 0), (7, 1)):
        moment = at(date(2027, 2, 10), hour=7) - timedelta(hours=7 - hour)
        monkeypatch.setattr(jobs.timezone, "now", lambda moment=moment: moment)
        jobs.remind.run(Job())
        assert len(told()) == expected


def test_the_worker_knows_this_work():
    assert jobs.remind.name in queue.SCHEDULE
