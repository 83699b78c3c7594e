"""People are told what happened, in their list and by mail."""

import re

import pytest
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.utils import timezone

from saolang.files import services as files
from saolang.notifications import queries
from saolang.notifications.messages import MESSAGES
from saolang.notifications.models import Notice
from saolang.notifications.services import send_mail, tell, tell_of_refused_files
from saolang.tasks import queue
from saolang.tasks.models import Job
from tests import make

pytestmark = pytest.mark.django_db

FORWARDED = {"product": "Rươi kho niêu", "commune": "Xã Chí Minh"}


def tell_forwarded(*people, **changes):
    options = {
        "recipients": people,
        "kind": "dossier.forwarded",
        "values": FORWARDED,
        "url": "/ho-so/7/",
        **changes,
    }
    tell(**options)


def test_a_message_waits_in_the_list_and_goes_out_by_mail():
    person = make.user(full_name="Bùi Thị Lý", email="ly@example.vn")

    tell_forwarded(person)
    queue.run_waiting()

    notice = queries.unread_of(person).get()
    assert notice.subject == "Hồ sơ Rươi kho niêu đã chuyển lên tỉnh"
    assert notice.mailed_at is not None
    [letter] = mail.outbox
    assert letter.to == ["ly@example.vn"]
    assert letter.subject == notice.subject
    assert letter.body.startswith("Chào Bùi Thị Lý,")
    assert notice.body in letter.body
    assert "http://127.0.0.1:8000/ho-so/7/" in letter.body


def test_a_letter_speaks_its_readers_language(settings):
    with_english = make.user(language="en")

    tell_forwarded(with_english)
    queue.run_waiting()

    assert mail.outbox[0].body  # its words are checked with the translations


def test_somebody_with_a_phone_only_reads_it_here():
    person = make.user(email="", phone="+84912345678")

    tell_forwarded(person)
    queue.run_waiting()

    assert queries.unread_count(person) == 1
    assert mail.outbox == []


def test_each_person_is_told_once_and_a_closed_account_not_at_all():
    person, gone = make.user(), make.user(is_active=False)

    tell_forwarded(person, person, gone)

    assert [notice.recipient for notice in Notice.objects.all()] == [person]


def test_nobody_is_told_of_what_did_not_happen():
    with transaction.atomic():
        tell_forwarded(make.user())
        transaction.set_rollback(True)

    assert not Notice.objects.exists()
    assert not Job.objects.exists()


def test_a_letter_sent_twice_by_the_queue_arrives_once():
    tell_forwarded(make.user())
    queue.run_waiting()

    send_mail(Job(), notice_id=Notice.objects.get().pk)

    assert len(mail.outbox) == 1


def test_a_letter_that_cannot_be_sent_waits_for_another_try(monkeypatch):
    def no_server(*args):
        raise ConnectionError("mail server")

    monkeypatch.setattr("django.core.mail.EmailMessage.send", no_server)
    tell_forwarded(make.user())
    queue.run_waiting()

    assert Job.objects.get().state == Job.State.WAITING
    assert Notice.objects.get().mailed_at is None


def test_a_subject_is_one_line_whatever_a_product_is_called():
    tell_forwarded(
        make.user(), values=FORWARDED | {"product": "Rươi\r\nBcc: ai@example.vn"}
    )
    queue.run_waiting()

    assert "\n" not in mail.outbox[0].subject
    assert mail.outbox[0].bcc == []


def test_a_missing_value_or_unknown_kind_is_noticed_at_once():
    with pytest.raises(KeyError):
        tell_forwarded(make.user(), values={"product": "Rươi"})
    with pytest.raises(KeyError):
        tell_forwarded(make.user(), kind="dossier.vanished")


def test_whoever_sent_a_refused_file_is_told_why_once(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    person = make.user()
    upload = SimpleUploadedFile("giay.pdf", b"%PDF-1.7\n")
    file = files.receive(actor=person, upload=upload, at=timezone.now())
    files.check(file)

    tell_of_refused_files(Job())
    tell_of_refused_files(Job())

    notice = queries.notices_of(person).get()
    assert notice.subject == "Chưa nhận được tệp giay.pdf"
    assert "xuất PDF lần nữa" in notice.body


@pytest.mark.parametrize("kind", MESSAGES)
def test_no_message_can_carry_points(kind):
    named = set(
        re.findall(r"%\((\w+)\)s", f"{MESSAGES[kind].subject} {MESSAGES[kind].body}")
    )

    assert not named & {"points", "score", "total", "mean", "average", "band"}
    assert "stars" not in named or kind == "certificate.issued"
    values = dict.fromkeys(named, "x")
    assert all(MESSAGES[kind].written(values))
