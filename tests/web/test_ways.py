"""What a guide tells people to open can be reached from where they look."""

import pytest
from django.urls import reverse

from saolang.people.models import Role
from tests import make

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("role", "at", "leads_to"),
    [
        (Role.PROVINCE_OFFICER, "evaluation:sessions", "evaluation:rounds"),
        (Role.PROVINCE_OFFICER, "evaluation:sessions", "evaluation:councils"),
        (Role.PROVINCE_OFFICER, "certificates:list", "certificates:decisions"),
        (Role.PROVINCE_LEADER, "certificates:list", "certificates:decisions"),
        (Role.PROVINCE_OFFICER, "people:producers", "people:helped"),
        (Role.COMMUNE_OFFICER, "people:producers", "people:helped"),
    ],
)
def test_there_is_a_way(client, role, at, leads_to):
    area = make.commune()
    unit = area if role == Role.COMMUNE_OFFICER else area.parent
    client.force_login(make.user(role, unit))

    assert f'href="{reverse(leads_to)}"' in client.get(reverse(at)).content.decode()


def test_who_may_not_go_there_is_not_sent_there(client):
    client.force_login(make.user(Role.COMMUNE_LEADER, make.commune()))

    page = client.get(reverse("certificates:list")).content.decode()

    assert reverse("certificates:decisions") not in page
