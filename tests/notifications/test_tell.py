"""People are told what happened, in their list and by mail."""

import re

import pytest
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, transaction
from django.utils import timezone

from saolang.files import services as files
from saolang.notifications import queries
from saolang.notifications.messages import MESSAGES
from saolang.notifications.models import Delivery, Notice
from saolang.notifications.sending import deliver
from saolang.notifications.services import tell, tell_of_refused_files
from saolang.notifications.texts import SAMPLES
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
    assert notice.deliveries.get().state == Delivery.State.SENT
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

    deliver(Job(), delivery_id=Delivery.objects.get().pk)

    assert len(mail.outbox) == 1


def test_a_matter_told_again_reaches_only_who_did_not_know():
    first, second = make.user(), make.user()
    tell_forwarded(first, about="dossier:12:forwarded:1")

    tell_forwarded(first, second, about="dossier:12:forwarded:1")
    queue.run_waiting()

    assert [n.recipient for n in Notice.objects.order_by("pk")] == [first, second]
    assert sorted(letter.to[0] for letter in mail.outbox) == sorted(
        [first.email, second.email]
    )


def test_another_turn_of_the_same_matter_is_told():
    person = make.user()
    tell_forwarded(person, about="dossier:12:forwarded:1")
    tell_forwarded(person, about="dossier:12:forwarded:2")

    assert queries.unread_count(person) == 2


def test_without_the_unique_key_a_person_would_be_told_twice():
    """The control: take the key away, and the very same calls make two notices."""
    person = make.user()
    with connection.cursor() as cursor:
        cursor.execute("DROP INDEX one_notice_per_person_and_matter")

    tell_forwarded(person, about="dossier:12:forwarded:1")
    tell_forwarded(person, about="dossier:12:forwarded:1")

    assert queries.unread_count(person) == 2


def test_a_notice_of_before_is_still_read():
    person = make.user()
    Notice.objects.create(recipient=person, kind="dossier.vanished", values={})
    Notice.objects.create(recipient=person, kind="dossier.forwarded", values={})

    old, older = queries.notices_of(person)

    assert old.subject == "Hồ sơ … đã chuyển lên tỉnh"
    assert (older.subject, older.body) == ("Thông báo", "")


def test_a_letter_says_where_to_choose_and_has_one_name_for_ever():
    tell_forwarded(make.user())
    queue.run_waiting()

    [letter] = mail.outbox
    [delivery] = Delivery.objects.all()
    assert letter.extra_headers["Message-ID"] == f"<{delivery.key}@127.0.0.1>"
    assert "http://127.0.0.1:8000/thong-bao/cach-nhan/" in letter.body
    assert "/thong-bao/cach-nhan/" in letter.extra_headers["List-Unsubscribe"]


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
    assert set(MESSAGES[kind].values) == named
    assert all(MESSAGES[kind].written(dict.fromkeys(named, "x")))
    assert named <= SAMPLES.keys()
