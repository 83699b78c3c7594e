"""Who did what, and two hand-overs side by side."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from saolang.dossiers import snapshots
from saolang.dossiers.models import Status
from saolang.dossiers.pages import history
from saolang.dossiers.queries.offices import links_of
from saolang.dossiers.services import notes, starting
from saolang.evidence import services as evidence
from saolang.evidence.services import Particulars
from saolang.people.models import Role
from tests import make

pytestmark = pytest.mark.django_db
NOW = timezone.now()


def page_of(client, person, dossier, name="history", query=""):
    client.force_login(person)
    url = reverse(f"dossiers:{name}", args=[dossier.pk])
    return client.get(url + query).content.decode()


def test_a_helper_is_named_with_whom_it_was_done_for(client):
    maker, helper = make.producer(), make.user()
    make.mandate(maker, helper)
    dossier = starting.start(
        actor=helper, product=make.product(producer=maker), kind="first", at=NOW
    )

    page = page_of(client, make.owner_of(maker), dossier)

    assert helper.full_name in page
    assert f"giúp thay {maker.name}" in page
    assert "mở hồ sơ" in page


def test_a_producer_reads_offices_and_an_office_reads_names(client):
    dossier = make.dossier(Status.COMMUNE_REVIEW)
    officer = make.user(Role.COMMUNE_OFFICER, dossier.commune)
    notes.write(actor=officer, dossier=dossier, criterion="", text="Chào", at=NOW)

    own = page_of(client, make.owner_of(dossier.product.producer), dossier)
    office = page_of(client, officer, dossier)

    assert officer.full_name not in own
    assert dossier.commune.full_name in own
    assert officer.full_name in office


def test_of_papers_not_handed_in_only_their_producer_reads(client):
    dossier = make.dossier(Status.COMMUNE_RETURNED)
    maker = dossier.product.producer
    owner = make.owner_of(maker)
    officer = make.user(Role.COMMUNE_OFFICER, dossier.commune)
    paper = make.evidence(maker)
    evidence.describe(
        actor=owner, paper=paper, at=NOW,
        particulars=Particulars(kind=paper.kind, title="Giấy còn để dành"),
    )  # fmt: skip
    dossier.links.create(evidence=paper, criterion="A.1.1")

    assert "Giấy còn để dành" in page_of(client, owner, dossier)
    assert "Giấy còn để dành" not in page_of(client, officer, dossier)

    snapshots.take(actor=owner, dossier=dossier, links=links_of(dossier), at=NOW)
    assert "Giấy còn để dành" in page_of(client, officer, dossier)


def test_however_much_was_done_it_takes_as_many_queries():
    dossier = make.dossier(Status.COMMUNE_REVIEW)
    officer = make.user(Role.COMMUNE_OFFICER, dossier.commune)

    def count():
        with CaptureQueriesContext(
            connection,
        ) as taken:
            entries = history.entries_of(dossier, officer)
            history.acts(dossier, entries, officer)
        return len(taken)

    notes.write(actor=officer, dossier=dossier, criterion="", text="1", at=NOW)
    one = count()
    for number in range(20):
        notes.write(
            actor=make.user(Role.COMMUNE_OFFICER, dossier.commune),
            dossier=dossier, criterion="", text=str(number), at=NOW,
        )  # fmt: skip

    assert count() == one


def twice_handed_in():
    dossier = make.dossier(Status.COMMUNE_REVIEW)
    dossier.form02 = dossier.form02 | {"markets": "Chợ huyện và siêu thị"}
    dossier.save()
    make.evidence(dossier.product.producer)
    paper = make.evidence(dossier.product.producer, title="Giấy mới thêm")
    dossier.links.create(evidence=paper, criterion="A.1.1")
    snapshots.take(
        actor=dossier.created_by, dossier=dossier, links=links_of(dossier), at=NOW
    )
    return dossier


def test_two_hand_overs_are_compared_changes_first(client):
    dossier = twice_handed_in()
    owner = make.owner_of(dossier.product.producer)

    page = page_of(client, owner, dossier, "compare")
    everything = page_of(client, owner, dossier, "compare", "?tat-ca=1")

    assert "<ins>Chợ huyện và siêu thị</ins>" in page
    assert "Giấy mới thêm" in page
    assert "Quy cách sản phẩm" not in page
    assert "Quy cách sản phẩm" in everything


@pytest.mark.parametrize("query", ["?tu=9&den=1", "?tu=x", "?tu=1&den=1", "?den=²"])
def test_a_number_no_hand_over_has_is_no_mistake_of_ours(client, query):
    dossier = twice_handed_in()
    owner = make.owner_of(dossier.product.producer)

    assert "So sánh" in page_of(client, owner, dossier, "compare", query)


def test_one_hand_over_alone_says_there_is_nothing_to_compare(client):
    dossier = make.dossier(Status.COMMUNE_REVIEW)
    owner = make.owner_of(dossier.product.producer)

    assert "Chưa có gì để so sánh" in page_of(client, owner, dossier, "compare")
