"""Officers read a paper page by page, at the pages a criterion names."""

import re

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.urls import reverse
from django.utils import timezone

from saolang.dossiers.models import Status
from saolang.files import artist
from saolang.files import services as files
from saolang.files.models import FilePage
from saolang.people.models import Role
from tests import make
from tests.files import corpus

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _files_of_its_own(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def link():
    """A paper of thirty pages, drawn, its pages 23 to 25 named for A.1.1."""
    dossier = make.dossier(Status.COMMUNE_REVIEW)
    file = files.store(
        actor=None,
        name="hop-dong.pdf",
        content=corpus.pdf(pages=30),
        media_type="application/pdf",
        at=timezone.now(),
    )
    file.pages = 30
    file.save()
    texts = {24: ("Vùng trồng Tứ Kỳ", "vung trong tu ky")}
    for number in range(1, 31):
        text, folded = texts.get(number, ("", ""))
        FilePage.objects.create(
            file=file, number=number, width=1240, height=1754, text=text, folded=folded
        )
        default_storage.save(artist.picture_path(file, number, "middle"), webp())
    paper = make.evidence(dossier.product.producer, title="Hợp đồng", file=file)
    return make.link(
        dossier,
        criterion="A.1.1",
        evidence=paper,
        pages="23-25",
        proves="vùng nguyên liệu",
    )


def webp():
    return ContentFile(corpus.picture("WEBP"))


@pytest.fixture
def officer(client, link):
    client.force_login(make.user(Role.COMMUNE_OFFICER, link.dossier.commune))
    return client


def address(link):
    return reverse("dossiers:paper_file", args=[link.dossier_id, link.evidence_id])


def kind_of(response):
    """What was handed out, fetched to its end."""
    assert b"".join(response.streaming_content)
    return response["Content-Type"]


def pages_shown(html):
    return [int(number) for number in re.findall(r'data-page="(\d+)"', html)]


def test_it_opens_where_the_criterion_is_proved(officer, link):
    html = officer.get(address(link), {"tieu-chi": "A.1.1"}).content.decode()

    assert pages_shown(html) == list(range(21, 31))
    assert "Trang 23-25" in html
    assert "vùng nguyên liệu" in html
    assert html.count('class="is-marked" data-thumb') == 3
    assert 'id="trang-24" data-page="24" class="is-marked"' in html
    assert 'id="trang-26" data-page="26" class="is-marked"' not in html


@pytest.mark.parametrize(
    ("asked", "first"), [("", 1), ("5", 1), ("21", 21), ("999", 21), ("²x", 1)]
)
def test_it_jumps_to_a_page_twenty_at_a_time(officer, link, asked, first):
    html = officer.get(address(link), {"trang": asked}).content.decode()

    assert pages_shown(html)[0] == first
    assert len(pages_shown(html)) <= 20


def test_words_are_found_and_lead_to_their_page(officer, link):
    html = officer.get(address(link), {"tim": "vung trong"}).content.decode()

    assert "<mark>Vùng trồng</mark>" in html
    assert "?trang=24#trang-24" in html


def test_every_picture_opens_and_is_asked_for_anew_later(officer, link):
    html = officer.get(address(link)).content.decode()
    picture = re.search(r'src="(/tep/trang/[^"]+/middle/)"', html)[1]

    later = officer.get(address(link), {"anh": "7", "co": "middle"})

    assert kind_of(officer.get(picture)) == "image/webp"
    assert later.status_code == 302
    assert kind_of(officer.get(later.url)) == "image/webp"


def test_the_original_is_one_click_away(officer, link):
    answer = officer.get(address(link), {"goc": "1"})

    assert answer.status_code == 302
    assert kind_of(officer.get(answer.url)) == "application/pdf"


def test_who_may_not_read_gets_no_fresh_picture(client, link):
    client.force_login(make.user(Role.COMMUNE_OFFICER))

    for asked in ({}, {"anh": "7", "co": "middle"}, {"goc": "1"}, {"tim": "vung"}):
        assert client.get(address(link), asked).status_code == 404


def test_reading_costs_the_same_however_long_the_paper(
    officer, link, django_assert_max_num_queries
):
    officer.get(address(link))

    with django_assert_max_num_queries(30):
        officer.get(address(link), {"trang": "25"})
