"""Lists ask the database as often for one row as for a hundred."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from saolang.dossiers.models import Status
from saolang.evaluation.models import Position
from saolang.people.models import Role
from tests import make

pytestmark = pytest.mark.django_db
SIZES = (1, 3, 20)


def queries_of(client, url):
    client.get(url)
    with CaptureQueriesContext(
        connection,
    ) as captured:
        assert client.get(url).status_code == 200
    return len(captured)


@pytest.mark.parametrize(
    ("address", "position"),
    [
        ("sheets", Position.MEMBER),
        ("session", Position.SECRETARY),
        ("sheet", Position.MEMBER),
    ],
)
def test_pages_of_a_session_with_more_products(client, address, position):
    counts = []
    for size in SIZES:
        session = make.open_session(products=size)
        person = make.seated(session, position)
        client.force_login(person)
        sheet = session.sheets.filter(member=person).first()
        args = {"session": [session.pk], "sheet": [sheet.pk if sheet else 0]}
        url = reverse(f"evaluation:{address}", args=args.get(address, []))
        counts.append(queries_of(client, url))

    assert len(set(counts)) == 1


def test_pages_of_results_with_more_products(client):
    counts = []
    for size in (1, 3):
        session = make.open_session(products=size, members=2)
        for sheet in make.sheets_in(session):
            make.submit(sheet)
        chair = make.seated(session, Position.CHAIR)
        client.force_login(chair)
        client.post(reverse("evaluation:close", args=[session.pk]))
        counts.append(queries_of(client, session.get_results_url()))

    assert len(set(counts)) == 1


def test_a_planned_session_with_more_candidates(client):
    counts = []
    for size in SIZES:
        session = make.session(products=size)
        waiting_in(session.round.unit, Status.ADVISORY_REPORTED, size)
        client.force_login(make.seated(session, Position.SECRETARY))
        counts.append(queries_of(client, session.get_absolute_url()))

    assert len(set(counts)) == 1


def test_dossiers_that_wait_for_advisers(client):
    counts = []
    for size in SIZES:
        office = make.province()
        waiting_in(office, Status.ADVISORY_REVIEW, size)
        client.force_login(make.user(Role.ADVISORY_MEMBER, office))
        counts.append(queries_of(client, reverse("evaluation:appraisals")))

    assert len(set(counts)) == 1


@pytest.mark.parametrize("address", ["rounds", "councils", "sessions"])
def test_what_a_province_has_arranged(client, address):
    counts = []
    for size in (1, 3):
        office = make.province()
        for _each in range(size):
            make.session(products=0, unit=office)
        client.force_login(make.user(Role.PROVINCE_OFFICER, office))
        counts.append(queries_of(client, reverse(f"evaluation:{address}")))

    assert len(set(counts)) == 1


def waiting_in(office, status, count):
    for _each in range(count):
        maker = make.producer(commune=make.commune(province=office))
        make.dossier(status, product=make.product(producer=maker))
