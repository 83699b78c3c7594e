"""Every role finds its desk, and a desk costs the same for one row and for many."""

import pytest
from django.urls import reverse

from saolang.people.models import Role
from tests import make

pytestmark = pytest.mark.django_db
DESK = "/ban-lam-viec/"


@pytest.mark.parametrize("role", list(Role))
def test_every_role_has_a_desk_that_names_its_owner(client, role):
    client.force_login(make.user(role, full_name="Phạm Thị Lành"))

    page = client.get(DESK).content.decode()

    assert "Chào anh/chị Lành." in page


def test_a_new_account_is_told_to_register_its_producer(client):
    client.force_login(make.user())

    page = client.get(DESK).content.decode()

    assert reverse("people:new_producer") in page


def test_who_holds_two_roles_has_two_desks(client):
    person = make.user(Role.PROVINCE_OFFICER)
    make.assign(person, Role.COUNCIL_SECRETARY)
    client.force_login(person)

    first = client.get(DESK).content.decode()
    second = client.get(DESK, {"vai": "council_secretary"}).content.decode()

    assert "?vai=council_secretary" in first
    assert "Phiên họp</h2>" in second


def test_a_stranger_is_asked_to_sign_in(client):
    response = client.get(DESK)

    assert response.status_code == 302
    assert response.url == "/tai-khoan/dang-nhap/?next=/ban-lam-viec/"
