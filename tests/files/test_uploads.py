"""Files that come in pieces: tus 1.0 as a weak signal needs it."""

import base64
import fcntl
import hashlib
from datetime import timedelta
from io import BytesIO

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from saolang.files import arrivals, jobs, limits, partials, queries, storage
from saolang.files.models import StoredFile, Upload
from saolang.files.rules import tus
from saolang.kernel.errors import RuleViolation
from saolang.tasks.models import Job
from tests import make
from tests.files import corpus

pytestmark = pytest.mark.django_db
CHUNK = "application/offset+octet-stream"
FOLDER = "producer:12"


@pytest.fixture(autouse=True)
def _files_of_its_own(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "files"


@pytest.fixture
def person():
    return make.user()


@pytest.fixture
def sender(person):
    return signed_in(person)


def signed_in(person):
    client = Client(headers={"Tus-Resumable": "1.0.0", "Accept": "application/json"})
    client.force_login(person)
    return client


def metadata(**values):
    return ",".join(
        f"{key} {base64.b64encode(value.encode()).decode()}"
        for key, value in values.items()
    )


def create(client, length, name="giấy.pdf", folder=FOLDER, **headers):
    said = metadata(filename=name, folder=folder)
    headers = {"Upload-Length": str(length), "Upload-Metadata": said, **headers}
    return client.post(
        reverse("files:uploads"), content_type="text/plain", headers=headers
    )


def send(client, url, offset, content, **headers):
    headers = {"Upload-Offset": str(offset), **headers}
    return client.generic("PATCH", url, content, CONTENT_TYPE=CHUNK, headers=headers)


def begun(client, content, name="giấy.pdf", folder=FOLDER):
    response = create(client, len(content), name, folder)
    assert response.status_code == 201, response.content
    return response.headers["Location"]


def sent(client, content, name="giấy.pdf", folder=FOLDER):
    url = begun(client, content, name, folder)
    response = send(client, url, 0, content)
    return Upload.objects.get(key=url.strip("/").rpartition("/")[2]), response


def test_the_server_says_what_it_can(sender):
    said = sender.options(reverse("files:uploads"))

    assert said.status_code == 204
    assert said.headers["Tus-Resumable"] == said.headers["Tus-Version"] == "1.0.0"
    assert said.headers["Tus-Max-Size"] == str(limits.FILE_BYTES)
    assert set(said.headers["Tus-Extension"].split(",")) == {
        "creation",
        "creation-with-upload",
        "termination",
        "expiration",
        "checksum",
    }


def test_a_file_comes_in_pieces_and_is_kept_like_any_other(
    sender, person, django_capture_on_commit_callbacks
):
    content = corpus.pdf(pages=30)
    url = begun(sender, content)

    first = send(sender, url, 0, content[:700])
    asked = sender.head(url)
    with django_capture_on_commit_callbacks(execute=True):
        last = send(sender, url, 700, content[700:])

    assert (first.status_code, first.headers["Upload-Offset"]) == (204, "700")
    assert asked.status_code == 200
    assert asked.headers["Upload-Offset"] == "700"
    assert asked.headers["Upload-Length"] == str(len(content))
    assert asked.headers["Cache-Control"] == "no-store"
    assert "Upload-Expires" in asked.headers
    assert last.headers["Upload-Offset"] == str(len(content))
    upload = Upload.objects.select_related("file").get()
    assert upload.file.sha256 == hashlib.sha256(content).hexdigest()
    assert upload.file.state == StoredFile.State.ACCEPTED
    assert upload.file.name == "giấy.pdf"
    assert not partials.path_of(upload).exists()
    with storage.open_served(upload.file) as kept:
        assert kept.read() == content
    assert list(queries.arrived(person, FOLDER)) == [upload]
    assert not queries.arrived(person, "producer:13")


def test_a_file_may_come_with_its_announcement(sender):
    content = corpus.PDF

    response = sender.post(
        reverse("files:uploads"),
        content,
        content_type=CHUNK,
        headers={
            "Upload-Length": str(len(content)),
            "Upload-Metadata": metadata(filename="a.pdf", folder=FOLDER),
        },
    )

    assert response.status_code == 201
    assert response.headers["Upload-Offset"] == str(len(content))
    assert Upload.objects.get().file


def test_a_piece_in_the_wrong_place_is_a_conflict_and_changes_nothing(sender):
    url = begun(sender, corpus.PDF)
    send(sender, url, 0, corpus.PDF[:100])

    for offset in (0, 50, 101, len(corpus.PDF)):
        assert send(sender, url, offset, b"x" * 10).status_code == 409
    assert sender.head(url).headers["Upload-Offset"] == "100"


def test_the_last_piece_sent_again_after_a_lost_answer_is_harmless(sender):
    upload, first = sent(sender, corpus.PDF)
    url = reverse("files:upload", args=[upload.key])

    again = send(sender, url, 0, corpus.PDF)
    asked = sender.head(url)
    verdict = send(sender, url, len(corpus.PDF), b"")

    assert first.status_code == 204
    assert again.status_code == 409
    assert asked.headers["Upload-Offset"] == str(len(corpus.PDF))
    assert verdict.status_code == 204
    assert StoredFile.objects.count() == 1


def test_an_announcement_sent_again_with_its_key_is_one_upload(sender):
    first = create(sender, 99, **{"Idempotency-Key": "a-1"})
    again = create(sender, 99, **{"Idempotency-Key": "a-1"})

    assert again.headers["Location"] == first.headers["Location"]
    assert Upload.objects.count() == 1


def test_a_key_does_not_keep_a_piece_from_coming(sender):
    url = begun(sender, corpus.PDF)

    send(sender, url, 0, corpus.PDF[:50], **{"Idempotency-Key": "k"})
    send(sender, url, 50, corpus.PDF[50:90], **{"Idempotency-Key": "k"})

    assert sender.head(url).headers["Upload-Offset"] == "90"


def test_more_than_was_announced_is_not_taken(sender):
    url = begun(sender, corpus.PDF)

    send(sender, url, 0, corpus.PDF + b"<script>")

    assert Upload.objects.get().file.size == len(corpus.PDF)


@pytest.mark.parametrize(
    ("change", "status"),
    [
        ({"Tus-Resumable": "0.2.2"}, 412),
        ({"Upload-Length": "-1"}, 400),
        ({"Upload-Length": "ba"}, 400),
        ({"Upload-Defer-Length": "1"}, 400),
        ({"Upload-Metadata": metadata(filename="a", folder="../../etc")}, 400),
        ({"Upload-Metadata": metadata(filename="a", folder="a" * 61)}, 400),
        ({"Upload-Metadata": metadata(filename="a")}, 400),
        ({"Upload-Metadata": "filename @@@"}, 400),
        ({"Upload-Metadata": "a" * 5000}, 400),
        ({"Upload-Length": str(limits.FILE_BYTES + 1)}, 413),
        ({"Upload-Length": "0"}, 422),
    ],
)
def test_what_is_not_tus_is_refused(sender, change, status):
    response = create(sender, 100, **change)

    assert response.status_code == status
    assert response.headers["Tus-Resumable"] == "1.0.0"
    assert not Upload.objects.exists()


def test_a_piece_says_what_it_is(sender):
    url = begun(sender, corpus.PDF)

    assert sender.patch(url, b"x", content_type="text/plain").status_code == 415
    assert send(sender, url, "x", b"x").status_code == 400
    wrong = send(sender, url, 0, b"x", **{"Tus-Resumable": "2"})
    assert wrong.status_code == 412
    assert sender.head(url).headers["Upload-Offset"] == "0"


@pytest.mark.parametrize("algorithm", tus.ALGORITHMS)
def test_a_piece_that_changed_on_its_way_is_thrown_away(sender, algorithm):
    url = begun(sender, corpus.PDF)
    digest = hashlib.new(algorithm, corpus.PDF[:200]).digest()
    header = f"{algorithm} {base64.b64encode(digest).decode()}"

    wrong = send(sender, url, 0, b"?" * 200, **{"Upload-Checksum": header})
    assert sender.head(url).headers["Upload-Offset"] == "0"
    right = send(sender, url, 0, corpus.PDF[:200], **{"Upload-Checksum": header})

    assert (wrong.status_code, right.status_code) == (460, 204)
    assert (
        send(sender, url, 200, b"", **{"Upload-Checksum": "md5 aaaa"}).status_code
        == 400
    )


def test_other_peoples_files_do_not_exist(sender):
    url = begun(sender, corpus.PDF)
    other = signed_in(make.user())

    assert other.head(url).status_code == 404
    assert send(other, url, 0, corpus.PDF).status_code == 404
    assert other.delete(url).status_code == 404
    assert Client().head(url).status_code == 302
    assert sender.head(url).headers["Upload-Offset"] == "0"


def test_a_queue_of_one_person_is_never_sent_as_another(sender, person):
    def announced(account):
        said = metadata(filename="a.pdf", folder=FOLDER, account=str(account))
        return create(sender, 10, **{"Upload-Metadata": said}).status_code

    assert announced(make.user().pseudonym) == 403
    assert not Upload.objects.exists()
    assert announced(person.pseudonym) == 201


def test_the_protection_of_forms_holds_here_too(person):
    strict = Client(enforce_csrf_checks=True, headers={"Tus-Resumable": "1.0.0"})
    strict.force_login(person)

    assert create(strict, 10).status_code == 403
    assert not Upload.objects.exists()


def test_a_file_given_up_leaves_nothing(sender, django_capture_on_commit_callbacks):
    url = begun(sender, corpus.PDF)
    send(sender, url, 0, corpus.PDF[:50])
    path = partials.path_of(Upload.objects.get())
    assert path.exists()

    with django_capture_on_commit_callbacks(execute=True):
        assert sender.delete(url).status_code == 204

    assert not path.exists()
    assert sender.head(url).status_code == 404


def test_a_refused_file_says_why_as_often_as_it_is_asked(sender, person):
    content = b"MZ\x90\0" + b"\0" * 99
    upload, response = sent(sender, content, "máy in.exe")
    url = reverse("files:upload", args=[upload.key])

    again = send(sender, url, len(content), b"")

    assert response.status_code == again.status_code == 422
    assert response.json() == again.json()
    assert response.json()["code"] == "file.program"
    assert "chương trình" in response.json()["message"]
    assert not StoredFile.objects.exists()
    assert list(queries.turned_away(person, FOLDER)) == [upload]


def test_what_the_check_refuses_at_once_is_told_at_once(
    person, django_capture_on_commit_callbacks
):
    content = corpus.pdf(lambda writer: writer.encrypt("bi mat"))
    upload = arrivals.expect(
        actor=person,
        name="hợp đồng.pdf",
        folder=FOLDER,
        length=len(content),
        at=timezone.now(),
    )
    partials.append(upload, BytesIO(content), at=0)
    with django_capture_on_commit_callbacks(execute=True):
        arrivals.judge(upload=upload, at=timezone.now())

    upload = Upload.objects.select_related("file").get()
    assert upload.final_refusal == "pdf.locked"
    assert "mật khẩu" in upload.refusal
    assert not queries.arrived(person, FOLDER)
    with pytest.raises(RuleViolation) as refused:
        arrivals.take(actor=person, upload=upload, at=timezone.now())
    assert refused.value.code == "pdf.locked"
    assert "hợp đồng.pdf" in refused.value.message


def test_two_who_finish_at_once_make_one_file(sender):
    upload, _answer = sent(sender, corpus.PDF)
    late = Upload.objects.get()
    Upload.objects.update(file=None)
    StoredFile.objects.all().delete()
    arrivals.judge(upload=late, at=timezone.now())
    kept = StoredFile.objects.get()

    arrivals.judge(upload=upload, at=timezone.now())

    assert StoredFile.objects.get() == kept
    assert Upload.objects.get().file == kept


def test_taking_is_done_once_and_by_its_sender(sender, person):
    upload, _answer = sent(sender, corpus.PDF)
    now = timezone.now()
    with pytest.raises(PermissionDenied):
        arrivals.take(actor=make.user(), upload=upload, at=now)

    file = arrivals.take(actor=person, upload=upload, at=now)

    assert file.size == len(corpus.PDF)
    assert Upload.objects.get().taken_at == now
    assert not queries.arrived(person, FOLDER)
    for again in (
        lambda: arrivals.take(actor=person, upload=upload, at=now),
        lambda: arrivals.discard(actor=person, upload=upload),
    ):
        with pytest.raises(RuleViolation) as refused:
            again()
        assert refused.value.code == "upload.taken"


def test_what_was_given_up_meanwhile_cannot_be_taken(sender, person):
    upload, _answer = sent(sender, corpus.PDF)
    arrivals.discard(actor=person, upload=Upload.objects.get())

    with pytest.raises(RuleViolation) as refused:
        arrivals.take(actor=person, upload=upload, at=timezone.now())

    assert refused.value.code == "upload.taken"


def test_what_is_still_coming_cannot_be_taken(sender, person):
    url = begun(sender, corpus.PDF)
    send(sender, url, 0, corpus.PDF[:50])
    upload = Upload.objects.get()

    with pytest.raises(RuleViolation) as refused:
        arrivals.take(actor=person, upload=upload, at=timezone.now())

    assert refused.value.code == "upload.not_whole"
    assert not queries.arrived(person, FOLDER).exists()


def test_files_on_their_way_count_for_the_day(sender, monkeypatch):
    monkeypatch.setattr(limits, "DAY_FILES", 2)
    for _file in range(2):
        begun(sender, corpus.PDF)

    response = create(sender, 100)

    assert response.status_code == 429
    assert response.json()["code"] == "file.too_many_today"
    assert "giấy.pdf" in response.json()["message"]


def test_what_was_announced_before_does_not_fill_the_disk(sender, monkeypatch):
    url = begun(sender, corpus.PDF)
    monkeypatch.setattr(limits, "FREE_BYTES", 2**62)

    full = send(sender, url, 0, corpus.PDF)

    assert full.status_code == 507
    assert full.json()["code"] == "file.no_space"
    assert partials.size(Upload.objects.get()) == 0


def test_what_never_came_whole_is_gone_after_its_time(sender):
    url = begun(sender, corpus.PDF)
    send(sender, url, 0, corpus.PDF[:50])
    upload = Upload.objects.get()
    past = timezone.now() - timedelta(days=limits.UPLOAD_DAYS + 1)
    Upload.objects.update(created_at=past, expires_at=timezone.now())

    assert sender.head(url).status_code == 410
    assert send(sender, url, 50, b"x").status_code == 410
    jobs.sweep_uploads(Job())

    assert sender.head(url).status_code == 404
    assert not Upload.objects.exists()
    assert partials.path_of(upload).exists()  # too young for the sweep of strays


def test_the_sweep_judges_what_came_whole_before_the_server_died(sender, person):
    upload = arrivals.expect(
        actor=person,
        name="a.pdf",
        folder=FOLDER,
        length=len(corpus.PDF),
        at=timezone.now() - timedelta(hours=1),
    )
    partials.append(upload, BytesIO(corpus.PDF), at=0)

    jobs.sweep_uploads(Job())

    assert Upload.objects.get().file.size == len(corpus.PDF)


# --- the bytes on disk ---------------------------------------------------------------


class Breaking:
    """A sender whose line breaks off after some blocks."""

    def __init__(self, content, *, reads):
        self.stream, self.reads = BytesIO(content), reads

    def read(self, size):
        if not self.reads:
            raise OSError("the line is dead")
        self.reads -= 1
        return self.stream.read(size)


def expected(person, length):
    return arrivals.expect(
        actor=person, name="a.pdf", folder=FOLDER, length=length, at=timezone.now()
    )


def test_what_came_before_the_line_broke_is_kept(person):
    content = bytes(range(256)) * 1000
    upload = expected(person, len(content))

    offset = partials.append(upload, Breaking(content, reads=2), at=0)

    assert offset == partials.size(upload) == 2 * partials.BLOCK
    partials.append(upload, BytesIO(content[offset:]), at=offset)
    assert partials.path_of(upload).read_bytes() == content


def test_a_connection_that_hangs_stops_when_its_client_came_back(person):
    content = bytes(range(256)) * 1000
    upload = expected(person, len(content))

    class Hanging(Breaking):
        def read(self, size):
            block = super().read(size)
            if self.reads == 0:  # meanwhile, on another connection
                at = partials.size(upload)
                partials.append(upload, BytesIO(content[at:]), at=at)
            return block

    with pytest.raises(partials.WrongOffset):
        partials.append(upload, Hanging(content, reads=2), at=0)

    assert partials.path_of(upload).read_bytes() == content


def test_what_is_looked_at_is_whole_and_stays_as_it_is(person):
    """Bytes taken back and sent anew in between would belie the sum that is kept."""
    upload = expected(person, len(corpus.PDF))
    partials.append(upload, BytesIO(corpus.PDF[:-1]), at=0)
    with pytest.raises(partials.WrongOffset):
        arrivals.judge(upload=upload, at=timezone.now())
    partials.append(upload, BytesIO(corpus.PDF[-1:]), at=len(corpus.PDF) - 1)

    with (
        partials.open_whole(upload) as whole,
        partials.path_of(upload).open("rb+") as other,
    ):
        with pytest.raises(BlockingIOError):
            fcntl.flock(other, fcntl.LOCK_EX | fcntl.LOCK_NB)
        assert whole.read() == corpus.PDF
