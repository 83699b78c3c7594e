"""Administrators and province officers open accounts, give offices and end them."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from saolang.audit.models import Entry
from saolang.geography import queries as places
from saolang.kernel.errors import RuleViolation
from saolang.people import queries
from saolang.people.access import standing
from saolang.people.models import Role, User
from saolang.people.services import accounts, offices
from saolang.search import index
from tests import make

pytestmark = pytest.mark.django_db


def test_an_officer_is_let_in_by_a_code_and_never_by_a_password_of_the_admin(client):
    commune = make.commune()
    client.force_login(make.user(Role.ADMIN))

    page = client.post(
        "/tai-khoan/nguoi-dung/moi/",
        {
            "full_name": "Hoàng Văn Thực",
            "login": "0912345678",
            "role": "commune_officer",
            "unit": commune.code,
            "starts_on": "2026-01-05",
        },
    )

    person = User.objects.get(phone="+84912345678")
    assert page.status_code == 200
    assert not person.has_usable_password()
    assert list(queries.officers_of(commune, Role.COMMUNE_OFFICER)) == [person]
    code = page.context["code"]
    assert accounts.redeem_code(
        login="0912345678", code=code, password="Mắm rươi 1", at=timezone.now()
    )


def appoint(actor, role, unit, person=None):
    return offices.assign(
        actor=actor,
        person=person or make.user(),
        role=role,
        unit=unit,
        starts_on=timezone.localdate(),
    )


def test_a_province_officer_fills_the_offices_of_its_communes_only():
    officer = make.user(Role.PROVINCE_OFFICER)
    province = officer.assignments.get().unit
    own = make.commune(province=province)

    assert appoint(officer, Role.COMMUNE_OFFICER, own)
    for role, unit in [
        (Role.COMMUNE_OFFICER, make.commune()),
        (Role.PROVINCE_OFFICER, province),
        (Role.ADMIN, None),
    ]:
        with pytest.raises(PermissionDenied):
            appoint(officer, role, unit)


@pytest.mark.parametrize(
    ("role", "place"),
    [
        (Role.COMMUNE_OFFICER, make.province),
        (Role.PROVINCE_OFFICER, make.commune),
        (Role.COUNCIL_MEMBER, lambda: None),
    ],
)
def test_an_office_stands_at_the_right_level(role, place):
    with pytest.raises(RuleViolation) as refused:
        appoint(make.user(Role.ADMIN), role, place())

    assert refused.value.code == "assignment.place"


def test_who_owns_a_producer_holds_no_office():
    with pytest.raises(RuleViolation) as refused:
        appoint(
            make.user(Role.ADMIN),
            Role.COMMUNE_OFFICER,
            make.commune(),
            make.user(Role.PRODUCER),
        )

    assert refused.value.code == "assignment.producer"


def test_an_ended_office_gives_no_right_from_that_moment(client):
    officer = make.user(Role.COMMUNE_OFFICER)
    producer = make.producer(commune=officer.assignments.get().unit)
    client.force_login(officer)
    page = f"/tai-khoan/co-so/{producer.pk}/"
    assert client.get(page).status_code == 200

    offices.end_assignment(
        actor=make.user(Role.ADMIN),
        assignment=officer.assignments.get(),
        on=timezone.localdate(),
    )

    assert client.get(page).status_code == 403
    assert Entry.objects.filter(verb="assignment.ended").count() == 1


def test_an_office_counts_from_its_first_to_its_last_day():
    today = timezone.localdate()
    person = make.user()
    make.assign(
        person, Role.COMMUNE_OFFICER, starts_on=today, ends_on=today + timedelta(days=1)
    )

    held = [
        standing(person, on=today + timedelta(days=n)).has(Role.COMMUNE_OFFICER)
        for n in (-1, 0, 1, 2)
    ]

    assert held == [False, True, True, False]


def test_a_suspended_account_is_out_at_its_next_click_and_comes_back(client):
    admin, officer = make.user(Role.ADMIN), make.user(Role.COMMUNE_OFFICER)
    client.force_login(officer)

    offices.suspend(actor=admin, person=officer)
    assert client.get("/ban-lam-viec/").status_code == 302
    offices.reinstate(actor=admin, person=officer)

    assert client.get("/ban-lam-viec/").status_code == 200


def test_nobody_suspends_themselves():
    admin = make.user(Role.ADMIN)

    with pytest.raises(PermissionDenied):
        offices.suspend(actor=admin, person=admin)


def test_two_places_of_one_name_are_told_apart_by_code(client):
    twins = [make.commune("Bình Minh") for _each in range(2)]
    for unit in twins:
        line = places.place_line(unit)
        index.put(places.KIND, index.Item(unit.pk, line, line))
    client.force_login(make.user(Role.ADMIN))
    form = {
        "full_name": "Ai",
        "login": "ai@example.vn",
        "role": "commune_officer",
        "starts_on": "2026-01-05",
    }

    asked = client.post("/tai-khoan/nguoi-dung/moi/", form | {"unit": "binh minh"})
    client.post("/tai-khoan/nguoi-dung/moi/", form | {"unit": twins[1].code})

    page = asked.content.decode()
    assert all(unit.code in page for unit in twins)
    assert 'value="ai@example.vn"' in page
    assert User.objects.get(email="ai@example.vn").assignments.get().unit == twins[1]


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_of_accounts_costs_the_same_for_one_and_for_three(
    client, count, django_assert_num_queries
):
    admin = make.user(Role.ADMIN)
    for _each in range(count):
        make.user(Role.COMMUNE_OFFICER)
    client.force_login(admin)

    with django_assert_num_queries(8):
        client.get("/tai-khoan/nguoi-dung/")
