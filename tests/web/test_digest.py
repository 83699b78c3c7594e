"""An officer's letter of the morning: what waits, once; nothing when nothing does."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from saolang.dossiers.models import Receipt, Status, SupplementRequest
from saolang.geography.models import DayOff
from saolang.notifications import queries
from saolang.notifications.models import Notice, Preference
from saolang.people.models import Role
from saolang.tasks import queue
from saolang.tasks.models import Job
from saolang.web import jobs
from tests import make

pytestmark = pytest.mark.django_db
MONDAY = datetime(2027, 1, 11, 1, tzinfo=UTC)  # eight in the morning in Vietnam
DAY = timedelta(days=1)


@pytest.fixture
def place():
    return make.commune()


def dossier(place, status=Status.SUBMITTED_COMMUNE, name="", due=20):
    product = make.product(name, producer=make.producer(commune=place))
    made = make.dossier(status, product=product, at=MONDAY - DAY)
    Receipt.objects.filter(dossier=made, level="commune").update(
        due_on=(MONDAY + due * DAY).date()
    )
    return made


def letters():
    queue.run_waiting()
    return mail.outbox


def test_a_letter_names_what_waits_the_most_urgent_first(place):
    officer = make.user(Role.COMMUNE_OFFICER, place)
    dossier(place, name="Mật ong", due=20)
    dossier(place, Status.COMMUNE_REVIEW, "Rươi", due=-4)
    dossier(place, Status.COMMUNE_REVIEW, "Vải", due=2)
    back = dossier(place, name="Cói", due=20)
    SupplementRequest.objects.create(
        dossier=back,
        level="commune",
        items=[],
        requested_by=officer,
        requested_at=MONDAY - 9 * DAY,
        answered_at=MONDAY - DAY,
    )

    jobs.send_digests_at(MONDAY)

    [letter] = letters()
    body = letter.body
    assert letter.subject == "Việc hôm nay: 4 hồ sơ cần bạn"
    order = [
        body.index(word)
        for word in ("Quá hạn", "Rươi", "Sắp hết hạn", "Vải", "Đã bổ sung", "Cói")
    ]
    assert order == sorted(order)
    assert body.index("Mới đến") < body.index("Mật ong")
    assert f"http://127.0.0.1:8000/ho-so/xa/{back.pk}/" in body


def test_it_comes_once_a_morning_and_again_the_next(place):
    make.user(Role.COMMUNE_OFFICER, place)
    dossier(place)

    for moment in (MONDAY, MONDAY + timedelta(hours=1), MONDAY + DAY):
        jobs.send_digests_at(moment)

    assert len(letters()) == 2


def test_no_letter_when_nothing_waits_and_none_later_that_day(place):
    officer = make.user(Role.COMMUNE_OFFICER, place)
    jobs.send_digests_at(MONDAY)
    dossier(place)

    jobs.send_digests_at(MONDAY + timedelta(hours=1))

    assert letters() == []
    assert Preference.objects.get(person=officer).digested_on == MONDAY.date()


def test_no_letter_on_a_day_off(place):
    make.user(Role.COMMUNE_OFFICER, place)
    dossier(place)
    DayOff.objects.create(on=MONDAY.date(), is_worked=False)

    jobs.send_digests_at(MONDAY)
    jobs.send_digests_at(MONDAY - DAY)

    assert letters() == []


def test_weekly_is_the_first_working_day_of_the_week(place):
    officer = make.user(Role.COMMUNE_OFFICER, place)
    Preference.objects.create(person=officer, digest="weekly")
    dossier(place, due=60)
    DayOff.objects.create(on=MONDAY.date(), is_worked=False)

    days = []
    for n in range(14):
        before = Notice.objects.count()
        jobs.send_digests_at(MONDAY + n * DAY)
        if Notice.objects.count() > before:
            days.append(n)

    assert days == [1, 7]


def test_who_wants_none_gets_none(place):
    officer = make.user(Role.COMMUNE_OFFICER, place)
    Preference.objects.create(person=officer, digest="off")
    dossier(place)

    jobs.send_digests_at(MONDAY)

    assert letters() == []


def test_a_producer_and_a_stranger_office_get_none(place):
    make.user(Role.PRODUCER, place)
    make.user(Role.COMMUNE_OFFICER)
    dossier(place)

    jobs.send_digests_at(MONDAY)

    assert letters() == []


def test_a_leader_finds_what_is_to_be_signed(place):
    leader = make.user(Role.COMMUNE_LEADER, place)
    made = dossier(place, Status.COMMUNE_REVIEW, "Rươi")
    make.commune_report(made, proposed_at=timezone.now())

    jobs.send_digests_at(MONDAY)

    [letter] = [each for each in letters() if each.to == [leader.email]]
    assert "Chờ bạn ký: 1" in letter.body


def test_an_adviser_finds_what_is_to_be_appraised(place):
    adviser = make.user(Role.ADVISORY_MEMBER, place.parent)
    dossier(place, Status.ADVISORY_REVIEW, "Rươi")

    jobs.send_digests_at(MONDAY)

    [letter] = [each for each in letters() if each.to == [adviser.email]]
    assert "Chờ thẩm định: 1" in letter.body


def test_it_speaks_the_officers_language_and_stays_out_of_the_list(place):
    officer = make.user(Role.COMMUNE_OFFICER, place, language="en")
    dossier(place)

    jobs.send_digests_at(MONDAY)

    assert letters()
    assert "Mới đến" not in mail.outbox[0].body
    assert queries.unread_count(officer) == 0
    assert list(queries.notices_of(officer)) == []


def test_a_letter_of_many_dossiers_costs_no_more_queries(place):
    make.user(Role.COMMUNE_OFFICER, place)

    def cost():
        Preference.objects.all().delete()
        with CaptureQueriesContext(connection) as made:
            jobs.send_digests_at(MONDAY)
        Notice.objects.all().delete()
        return len(made)

    dossier(place)
    cost()
    one = cost()
    dossier(place)
    dossier(place)
    assert cost() == one


@pytest.mark.parametrize(("hour", "sent"), [(6, 0), (7, 1), (11, 1), (12, 0)])
def test_only_in_the_morning(monkeypatch, place, hour, sent):
    make.user(Role.COMMUNE_OFFICER, place)
    dossier(place)
    moment = MONDAY + timedelta(hours=hour - 8)
    monkeypatch.setattr(jobs.timezone, "now", lambda: moment)

    jobs.send_digests.run(Job())

    assert Notice.objects.count() == sent
