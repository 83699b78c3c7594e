"""Somebody sends a file: what is kept, when it may be seen, what they are told."""

import hashlib
from datetime import timedelta
from io import BytesIO

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.files.uploadhandler import MemoryFileUploadHandler
from django.db import transaction
from django.test import RequestFactory
from django.utils import timezone, translation
from PIL import Image

from saolang.files import checking, limits, queries, services, storage
from saolang.files.models import StoredFile
from saolang.files.uploads import CapHandler
from saolang.kernel.errors import RuleViolation
from saolang.tasks import queue
from saolang.tasks.models import Job
from tests import make
from tests.files import corpus

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _files_of_its_own(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "files"


def send(content, name="giay.pdf", actor=None, **options):
    return services.receive(
        actor=actor or make.user(),
        upload=SimpleUploadedFile(name, content, "application/octet-stream"),
        at=timezone.now(),
        **options,
    )


def code_of(send_it):
    with pytest.raises(RuleViolation) as refused:
        send_it()
    assert refused.value.field == "file"
    return refused.value.code


def test_a_received_file_is_hashed_and_waits_unseen_under_a_random_key():
    file = send(corpus.PDF, "GCN VSATTP.pdf")

    assert file.sha256 == hashlib.sha256(corpus.PDF).hexdigest()
    assert (file.name, file.size) == ("GCN VSATTP.pdf", len(corpus.PDF))
    assert file.state == StoredFile.State.RECEIVED
    assert not file.is_servable
    key = file.key.hex
    assert storage.path_of(file) == f"{key[:2]}/{key[2:4]}/{key}"
    assert queries.with_key(file.key) is None


def test_a_small_file_is_checked_when_its_transaction_commits(
    django_capture_on_commit_callbacks,
):
    with django_capture_on_commit_callbacks(execute=True):
        file = send(corpus.pdf(pages=3))

    file.refresh_from_db()
    assert (file.state, file.pages) == (StoredFile.State.ACCEPTED, 3)
    assert file.checked_at is not None


def test_the_queue_checks_whatever_was_not_checked_at_once():
    file = send(corpus.PDF)

    Job.objects.update(run_at=timezone.now())
    queue.run_waiting()

    file.refresh_from_db()
    assert file.state == StoredFile.State.ACCEPTED


def test_a_second_check_changes_nothing(monkeypatch):
    file = send(corpus.PDF)
    services.check(file)
    monkeypatch.setattr(checking, "inspect", lambda *_, **__: {"code": "pdf.broken"})

    services.check(StoredFile.objects.get())
    services.check_waiting(Job(), file_id=file.pk)

    assert StoredFile.objects.get().state == StoredFile.State.ACCEPTED


def test_a_check_that_was_cut_off_is_done_again():
    file = send(corpus.PDF)
    StoredFile.objects.update(state=StoredFile.State.CHECKING)

    services.check_waiting(Job(), file_id=file.pk)

    assert StoredFile.objects.get().state == StoredFile.State.ACCEPTED


def test_nothing_is_left_of_a_file_whose_form_failed():
    with transaction.atomic():
        send(corpus.PDF)
        transaction.set_rollback(True)

    assert not StoredFile.objects.exists()
    assert not Job.objects.exists()


def test_a_refused_file_says_why_in_the_readers_language():
    file = send(corpus.PDF[: len(corpus.PDF) // 3])

    services.check(file)

    assert file.state == StoredFile.State.REFUSED
    assert file.refusal_code == "pdf.broken"
    assert "xuất PDF lần nữa" in file.refusal
    with translation.override("en"):
        assert file.refusal
    assert list(queries.refused_untold()) == [file]


def test_where_a_photo_was_taken_is_not_handed_out(settings):
    """T-27"""
    file = send(corpus.located_photo(), "nha toi.jpg", public=True)

    services.check(file)

    served = Image.open(BytesIO(storage.read(file)))
    assert not served.getexif()
    assert "exif" not in served.info
    assert served.size == (file.width, file.height) == (30, 40)  # upright
    with default_storage.open(storage.path_of(file)) as sealed:
        assert sealed.read() == corpus.located_photo()


@pytest.mark.parametrize(
    ("public", "longest"), [(True, limits.PUBLIC_SIDE), (False, limits.EVIDENCE_SIDE)]
)
def test_photos_are_handed_out_no_larger_than_people_can_use(public, longest):
    file = send(corpus.picture("JPEG", (4000, 3000)), "anh.jpg", public=public)

    services.check(file)

    with (
        storage.open_served(file) as large,
        storage.open_served(file, small=True) as small,
    ):
        assert max(Image.open(large).size) == longest
        assert max(Image.open(small).size) == limits.SMALL_SIDE


def test_a_public_photo_must_be_a_photo():
    assert code_of(lambda: send(corpus.PDF, public=True)) == "file.photo_only"


def test_a_refusal_names_the_file_and_what_to_do():
    with pytest.raises(RuleViolation) as refused:
        send(corpus.zipped("ppt/presentation.xml"), "bài giới thiệu.pptx")

    assert refused.value.message.startswith("“bài giới thiệu.pptx”: ")
    assert "lưu thành PDF" in refused.value.message
    assert not StoredFile.objects.exists()


def test_a_heic_is_handed_out_as_a_jpeg_without_its_place():
    content = (corpus.HEIC / "iphone.heic").read_bytes()
    assert b"Exif" in content  # the control

    file = send(content, "IMG_0001.HEIC")
    services.check(file)

    served = Image.open(BytesIO(storage.read(file)))
    assert (file.media_type, file.served_type) == ("image/heic", "image/jpeg")
    assert file.served_name == "IMG_0001.jpg"
    assert (served.format, served.size) == ("JPEG", (80, 60))
    assert not served.getexif()


def test_too_big_a_file_is_refused(monkeypatch):
    monkeypatch.setattr(limits, "FILE_BYTES", 1000)

    assert code_of(lambda: send(b"%PDF-" + b"a" * 2000)) == "file.too_big"


def test_a_file_longer_than_it_claims_is_refused(monkeypatch):
    monkeypatch.setattr(limits, "FILE_BYTES", 1000)
    upload = SimpleUploadedFile("giay.pdf", b"%PDF-" + b"a" * 2000)
    upload.size = 10

    assert (
        code_of(
            lambda: services.receive(
                actor=make.user(), upload=upload, at=timezone.now()
            )
        )
        == "file.too_big"
    )


def test_an_upload_stops_growing_at_the_limit_and_the_other_fields_arrive(monkeypatch):
    """T-23"""
    monkeypatch.setattr(limits, "FILE_BYTES", 100_000)
    request = RequestFactory().post(
        "/",
        {
            "file": SimpleUploadedFile("to.pdf", b"%PDF-" + b"a" * 1_000_000),
            "note": "giữ lại",
        },
    )
    request.upload_handlers = [CapHandler(request), MemoryFileUploadHandler(request)]

    kept = request.FILES["file"]

    assert limits.FILE_BYTES < kept.size < limits.FILE_BYTES * 2
    assert request.POST["note"] == "giữ lại"


@pytest.mark.parametrize(
    ("limit", "value"), [("DAY_FILES", 2), ("DAY_BYTES", 2 * len(corpus.PDF))]
)
def test_one_account_cannot_fill_the_disk_in_a_day(monkeypatch, limit, value):
    monkeypatch.setattr(limits, limit, value)
    person = make.user()
    for _file in range(2):
        send(corpus.PDF, actor=person)

    assert code_of(lambda: send(corpus.PDF, actor=person)) == "file.too_many_today"

    send(corpus.PDF)  # somebody else still can
    StoredFile.objects.update(created_at=timezone.now() - timedelta(days=2))
    send(corpus.PDF, actor=person)


def test_uploads_stop_before_the_disk_is_full(monkeypatch):
    """T-23"""
    monkeypatch.setattr(limits, "FREE_BYTES", 1 << 60)

    assert code_of(lambda: send(corpus.PDF)) == "file.no_space"


def test_a_check_that_takes_too_long_is_a_refusal(monkeypatch):
    """T-22"""
    monkeypatch.setattr(limits, "CHECK_SECONDS", 0.01)
    file = send(corpus.PDF)

    services.check(file)

    assert file.refusal_code == "file.too_heavy"


def test_nobody_keeps_the_web_server_busy_with_slow_files(monkeypatch):
    """T-22: the first slow file is left to the queue, and those after it with it."""
    looks = []

    def slow(file, *, patience):
        looks.append(file.pk)
        raise checking.OutOfPatience

    monkeypatch.setattr(checking, "inspect", slow)
    person = make.user()
    first, second, third = (send(corpus.PDF, actor=person) for _ in range(3))
    others = send(corpus.PDF)

    for file in (first, second, third, others):
        services.check_now(file)

    assert looks == [first.pk, others.pk]
    monkeypatch.undo()
    Job.objects.update(run_at=timezone.now())
    queue.run_waiting()
    states = StoredFile.objects.values_list("state", flat=True)
    assert set(states) == {StoredFile.State.ACCEPTED}


def test_our_own_files_are_ready_at_once():
    file = services.store(
        actor=None,
        name="Biên bản 01/2026.docx",
        content=b"PK...",
        media_type="application/vnd.openxmlformats-officedocument"
        ".wordprocessingml.document",
        at=timezone.now(),
    )

    assert file.is_servable
    assert storage.read(file) == b"PK..."
    assert file.name == "2026.docx"


def test_our_own_pictures_come_in_both_sizes():
    file = services.store(
        actor=None,
        name="rươi.png",
        content=corpus.picture("PNG", (900, 600)),
        media_type="image/png",
        at=timezone.now(),
        public=True,
    )

    assert (file.width, file.height) == (900, 600)
    with storage.open_served(file, small=True) as small:
        assert Image.open(small).size == (480, 320)
