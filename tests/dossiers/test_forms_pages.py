"""Where people find the forms of a dossier."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from saolang.dossiers.models import Status
from saolang.people.models import Role
from tests import make

pytestmark = pytest.mark.django_db


def owner(dossier):
    return make.owner_of(dossier.product.producer)


def test_a_producer_takes_drafts_home(client):
    made = make.dossier(Status.DRAFT)
    client.force_login(owner(made))

    page = client.get(f"/ho-so/{made.pk}/mau/").content.decode()
    pdf = client.get(f"/ho-so/{made.pk}/mau/form01.pdf")
    word = client.get(f"/ho-so/{made.pk}/mau/form02.docx")

    assert f"/ho-so/{made.pk}/mau/form01.pdf" in page
    assert pdf.content.startswith(b"%PDF")
    assert word.content.startswith(b"PK")
    assert "attachment" in word["Content-Disposition"]


@pytest.mark.parametrize("path", ["form03.pdf", "form01.exe", "minutes.pdf"])
def test_there_is_no_draft_of_anything_else(client, path):
    made = make.dossier(Status.DRAFT)
    client.force_login(owner(made))

    assert client.get(f"/ho-so/{made.pk}/mau/{path}").status_code == 404


def test_an_officer_draws_up_what_was_handed_in_and_reads_it(client):
    made = make.dossier(Status.COMMUNE_REVIEW)
    client.force_login(make.user(Role.COMMUNE_OFFICER, made.commune))
    url = f"/ho-so/{made.pk}/mau/"

    page = client.post(
        f"{url}form02/lap/", {"subject": made.snapshots.get().pk}, follow=True
    )

    rows = {row.kind: row for row in page.context["rows"]}
    assert [file.title for file in rows["form02"].files] == ["Bản PDF", "Bản Word"]
    answer = client.get(rows["form02"].files[0].url)
    assert b"".join(answer.streaming_content).startswith(b"%PDF")
    assert f"{url}form01.pdf" not in page.content.decode()


@pytest.mark.parametrize("subject", ["", "x", "999999", "-1"])
def test_a_subject_that_is_not_there_is_refused_in_words(client, subject):
    made = make.dossier(Status.COMMUNE_REVIEW)
    client.force_login(owner(made))

    page = client.post(
        f"/ho-so/{made.pk}/mau/form02/lap/", {"subject": subject}, follow=True
    )

    assert "không có văn bản ấy" in page.content.decode()


def test_the_page_asks_as_often_for_many_forms_as_for_one(client):
    made = make.dossier(Status.COMMUNE_REVIEW)
    client.force_login(owner(made))
    url = f"/ho-so/{made.pk}/mau/"

    def queries():
        with CaptureQueriesContext(
            connection,
        ) as asked:
            assert client.get(url).status_code == 200
        return len(asked)

    queries()
    one = queries()
    first = made.snapshots.get()
    for number in range(2, 12):
        first.pk, first.number = None, number
        first.save()
    assert queries() == one
