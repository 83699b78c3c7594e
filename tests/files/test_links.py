"""A file is handed out by a short-lived link, to the reader it was made for."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from saolang.files import links, services, storage
from saolang.files.models import StoredFile
from tests import make
from tests.files import corpus

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _files_of_its_own(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def evidence():
    return accepted(corpus.PDF, "Chứng nhận.pdf")


def accepted(content, name, **options):
    file = services.receive(
        actor=make.user(),
        upload=SimpleUploadedFile(name, content),
        at=timezone.now(),
        **options,
    )
    services.check(file)
    return file


def body(response):
    return b"".join(response.streaming_content)


def test_its_reader_gets_the_file_and_nothing_in_it_can_run(client, evidence):
    """T-21"""
    reader = make.user()
    client.force_login(reader)

    response = client.get(links.url_for(evidence, reader=reader, at=timezone.now()))

    assert body(response) == corpus.PDF
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"].startswith("attachment;")
    assert response["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Cross-Origin-Resource-Policy"] == "same-origin"
    assert response["Cache-Control"] == "private, no-store"


def test_a_checked_pdf_and_an_image_of_ours_open_in_the_browser(client, evidence):
    photo = accepted(corpus.located_photo(), "anh.jpg")
    now = timezone.now()

    shown = [
        client.get(links.url_for(file, reader=None, at=now, inline=True))
        for file in (evidence, photo)
    ]

    for response in shown:
        assert response["Content-Disposition"].startswith("inline")
        assert response["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert body(shown[0]) == corpus.PDF
    assert body(shown[1]) == storage.read(photo) != corpus.located_photo()


def test_other_files_of_ours_are_always_saved(client):
    page = services.store(
        actor=None,
        name="trang.html",
        content=corpus.SCRIPT,
        media_type="text/html",
        at=timezone.now(),
    )

    response = client.get(
        links.url_for(page, reader=None, at=timezone.now(), inline=True)
    )

    assert response["Content-Disposition"].startswith("attachment")
    assert body(response) == corpus.SCRIPT


@pytest.mark.parametrize("signed_in", [True, False])
def test_somebody_elses_link_does_not_exist(client, evidence, signed_in):
    """T-19"""
    link = links.url_for(evidence, reader=make.user(), at=timezone.now())
    if signed_in:
        client.force_login(make.user())

    assert client.get(link).status_code == 404


def test_an_old_link_says_how_to_get_a_new_one(client, evidence):
    now = timezone.now()
    fresh = links.url_for(evidence, reader=None, at=now - timedelta(seconds=290))
    stale = links.url_for(evidence, reader=None, at=now - timedelta(seconds=301))

    assert body(client.get(fresh)) == corpus.PDF
    response = client.get(stale)

    assert response.status_code == 410
    assert "tải lại trang" in response.content.decode()


@pytest.mark.parametrize("change", [lambda t: t[:-3] + "/", lambda t: "/tep/bay:gio/"])
def test_a_link_we_did_not_sign_does_not_exist(client, evidence, change):
    link = links.url_for(evidence, reader=None, at=timezone.now())

    assert client.get(change(link)).status_code == 404


@pytest.mark.parametrize(
    "state",
    [
        StoredFile.State.RECEIVED,
        StoredFile.State.CHECKING,
        StoredFile.State.REFUSED,
    ],
)
@pytest.mark.parametrize("public", [True, False])
def test_nothing_is_handed_out_before_it_is_accepted(client, state, public):
    photo = accepted(corpus.JPEG, "anh.jpg", public=public)
    code = "image.broken" if state == StoredFile.State.REFUSED else ""
    StoredFile.objects.update(state=state, refusal_code=code)

    for address in (
        links.url_for(photo, reader=None, at=timezone.now()),
        links.public_url(photo),
    ):
        assert client.get(address).status_code == 404


def test_a_public_photo_has_an_address_that_stays_and_is_kept_by_browsers(client):
    photo = accepted(corpus.located_photo(), "anh.jpg", public=True)

    whole = client.get(links.public_url(photo))
    small = client.get(links.public_url(photo, small=True))

    assert body(whole) == storage.read(photo)
    assert body(small)
    assert whole["ETag"] != small["ETag"]
    assert "immutable" in whole["Cache-Control"]
    assert whole["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert not whole.cookies
    again = client.get(
        links.public_url(photo), headers={"If-None-Match": whole["ETag"]}
    )
    assert again.status_code == 304


def test_a_photo_that_is_evidence_has_no_public_address(client):
    photo = accepted(corpus.JPEG, "anh.jpg")

    assert client.get(links.public_url(photo)).status_code == 404
