"""What tells of persons is opened by who checks it, not by who only scores."""

import pytest
from django.urls import reverse

from saolang.dossiers.models import Status
from saolang.people.models import Role
from tests import make

pytestmark = pytest.mark.django_db
SENSITIVE = ("legal_rep_id", "labour_list")


@pytest.fixture(params=SENSITIVE)
def link(request):
    """Such a paper in a dossier that advisers read."""
    dossier = make.dossier(Status.ADVISORY_REVIEW)
    return make.link(dossier, request.param, criterion="A.3.2")


def opened(client, reader, link):
    """What a reader gets who asks for the original."""
    client.force_login(reader)
    url = reverse("dossiers:paper_file", args=[link.dossier_id, link.evidence_id])
    return client.get(url, {"goc": "1"}).status_code


@pytest.mark.parametrize("role", [Role.COMMUNE_OFFICER, Role.COMMUNE_LEADER])
def test_the_commune_that_checks_it_opens_it(client, link, role):
    assert opened(client, make.user(role, link.dossier.commune), link) == 302


def test_the_province_opens_it(client, link):
    province = link.dossier.commune.parent
    assert opened(client, make.user(Role.PROVINCE_OFFICER, province), link) == 302


def test_the_producer_opens_it(client, link):
    owner = make.owner_of(link.dossier.product.producer)
    assert opened(client, owner, link) == 302


def test_an_adviser_sees_its_name_and_cannot_open_it(client, link):
    other = make.link(link.dossier, criterion="A.3.2")
    adviser = make.user(Role.ADVISORY_MEMBER, link.dossier.commune.parent)
    client.force_login(adviser)
    page = client.get(reverse("dossiers:handed_in", args=[link.dossier_id]))

    assert opened(client, adviser, link) == 404
    assert opened(client, adviser, other) == 302  # the control
    url = reverse("dossiers:paper_file", args=[link.dossier_id, link.evidence_id])
    assert link.evidence.title in page.content.decode()
    assert url not in page.content.decode()


def test_a_council_member_sees_its_name_and_cannot_open_it(client):
    sheet = make.sheets_in(make.open_session())[0]
    link = make.link(sheet.dossier, "legal_rep_id", criterion="A.1.1")
    client.force_login(sheet.member)
    url = reverse("evaluation:paper", args=[link.dossier_id, link.evidence_id])

    page = client.get(sheet.get_absolute_url()).content.decode()

    assert link.evidence.title in page
    assert url not in page
    for asked in ({}, {"goc": "1"}, {"anh": "1"}):
        assert client.get(url, asked).status_code == 404


def test_a_council_member_has_the_bound_copy_made(client):
    sheet = make.sheets_in(make.open_session())[0]
    url = reverse("evaluation:bound_copy", args=[sheet.dossier_id])
    client.force_login(sheet.member)

    assert url in client.get(sheet.get_absolute_url()).content.decode()
    assert client.post(url).status_code == 302

    copy = sheet.dossier.snapshots.get().bound_copies.get()
    assert (copy.is_full, copy.job.owner) == (False, sheet.member)


@pytest.mark.parametrize(("kind", "status"), [(SENSITIVE[0], 403), ("qms", 200)])
def test_a_helper_does_not_read_what_the_producer_kept(client, kind, status):
    producer = make.producer()
    paper = make.evidence(producer, kind)
    helper = make.mandate(producer, make.user()).helper
    own = make.evidence(producer, kind, added_by=helper)
    client.force_login(helper)

    def asked(of):
        address = reverse("dossiers:read_paper", args=[of.pk])
        return client.get(address).status_code

    assert asked(paper) == status
    assert asked(own) == 200
