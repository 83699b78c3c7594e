"""What was handed in stays what offices read, whatever its producer does later."""

import pytest
from django.urls import reverse

from saolang.dossiers import snapshots
from saolang.dossiers.models import EvidenceLink, Status
from saolang.dossiers.queries import offices
from saolang.dossiers.services import evidence as services
from saolang.evidence import services as library
from saolang.evidence.services import Particulars
from saolang.people.models import Role
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def dossier():
    """Handed in with one paper, then sent back."""
    made = make.dossier(Status.COMMUNE_REVIEW)
    paper = make.evidence(made.product.producer, title="Giấy đăng ký cũ")
    make.link(made, "business_registration", "A.3.1", evidence=paper, pages="2-3")
    made.links.update(proves="hợp tác xã của xã")
    taken = offices.latest_snapshot(made)
    taken.files = snapshots.entries(offices.links_of(made))
    taken.save()
    made.status = Status.COMMUNE_RETURNED
    made.save()
    return made


@pytest.fixture
def officer(client, dossier):
    """The commune's officer, at her desk."""
    client.force_login(make.user(Role.COMMUNE_OFFICER, dossier.commune))
    return client


def take_out(dossier, paper, owner):
    services.take_out(actor=owner, dossier=dossier, paper=paper)


def replace(dossier, paper, owner):
    newer = make.evidence(paper.producer, title="Giấy đăng ký mới", replaces=paper)
    dossier.links.filter(evidence=paper).update(evidence=newer)


def describe(dossier, paper, owner):
    library.describe(
        actor=owner,
        paper=paper,
        particulars=Particulars(kind="awards", title="Giấy đổi tên"),
        at=dossier.filed_at,
    )


def widen(dossier, paper, owner):
    dossier.links.update(pages="9", proves="khác hẳn")
    make.link(dossier, "awards", "A.1.1", evidence=paper)


@pytest.mark.parametrize("change", [take_out, replace, describe, widen])
def test_no_later_change_reaches_the_office(officer, dossier, change):
    paper = dossier.links.get().evidence
    page = reverse("dossiers:commune_dossier", args=[dossier.pk])
    file = reverse("dossiers:paper_file", args=[dossier.pk, paper.pk])
    before = officer.get(page).content.decode()

    change(dossier, paper, make.owner_of(dossier.product.producer))

    after = officer.get(page).content.decode()
    [shown] = offices.handed_over(dossier, offices.latest_snapshot(dossier))
    assert sheet_of(before) == sheet_of(after)
    assert "Giấy đăng ký cũ, trang 2-3" in after
    assert (shown.pages, shown.proves) == ("2-3", "hợp tác xã của xã")
    assert officer.get(file).status_code == 200


def test_a_file_of_an_earlier_hand_over_stays_open_to_the_office(officer, dossier):
    paper = dossier.links.get().evidence
    dossier.links.all().delete()
    snapshots.take(
        actor=dossier.created_by, dossier=dossier, links=[], at=dossier.filed_at
    )

    file = reverse("dossiers:paper_file", args=[dossier.pk, paper.pk])
    assert officer.get(file).status_code == 200
    assert offices.handed_over(dossier, offices.latest_snapshot(dossier)) == []


def test_a_hand_over_of_before_pages_were_noted_is_still_read(dossier):
    taken = offices.latest_snapshot(dossier)
    for entry in taken.files:
        del entry["uses"]

    [shown] = offices.handed_over(dossier, taken)

    assert (shown.criterion, shown.pages, shown.pk) == ("A.3.1", "", None)
    assert EvidenceLink.objects.count() == 1


def sheet_of(html):
    return html[html.index('id="h-sheet"') : html.index("</main>")]
