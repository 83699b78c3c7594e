"""What a producer adds to a returned dossier is its own until it is handed in."""

import pytest
from django.urls import reverse

from saolang.dossiers.models import Status
from saolang.people.models import Role
from tests import make

pytestmark = pytest.mark.django_db


def opened(client, reader, name, link):
    client.force_login(reader)
    return client.get(
        reverse(name, args=[link.dossier_id, link.evidence_id])
    ).status_code


@pytest.fixture
def dossier():
    return make.dossier(Status.PROVINCE_RETURNED)


@pytest.fixture
def newer(dossier):
    """A paper added after the last hand-over."""
    return make.link(dossier)


@pytest.mark.parametrize(
    ("role", "name"),
    [
        (Role.COMMUNE_OFFICER, "dossiers:paper_file"),
        (Role.PROVINCE_OFFICER, "dossiers:paper_file"),
        (Role.PROVINCE_OFFICER, "evaluation:paper"),
        (Role.ADVISORY_MEMBER, "evaluation:paper"),
    ],
)
def test_no_office_opens_it(client, dossier, newer, role, name):
    make.appraisal(dossier)
    commune = dossier.commune
    unit = commune if role is Role.COMMUNE_OFFICER else commune.parent
    reader = make.user(role, unit)

    assert opened(client, reader, name, newer) == 404


def test_its_producer_does(client, dossier, newer):
    owner = make.owner_of(dossier.product.producer)

    assert opened(client, owner, "dossiers:paper_file", newer) == 200
