"""An administrator changes the words of a message."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone, translation

from saolang.audit.models import Entry
from saolang.kernel.errors import RuleViolation
from saolang.notifications import queries, services
from saolang.notifications.models import MessageText
from saolang.people.models import Role
from tests import make
from tests.notifications.test_list_page import told

pytestmark = pytest.mark.django_db
KIND = "dossier.forwarded"


def page(kind=KIND, language="vi"):
    return reverse("notifications:text", args=[kind, language])


@pytest.fixture
def admin(client):
    person = make.user(Role.ADMIN)
    client.force_login(person)
    return person


def written(client, **changes):
    typed = {"subject": "Tin mới: %(product)s", "body": "%(commune)s đã chuyển."}
    return client.post(page(), {**typed, **changes})


def test_the_list_names_every_kind_and_what_was_changed(client, admin):
    written(client)

    shown = client.get(reverse("notifications:texts")).content.decode()

    assert "deadline.check_missed" in shown
    assert "Tin mới: %(product)s" in shown
    assert shown.count("đã sửa") == 1


def test_new_words_are_read_at_once_and_leave_a_trail(client, admin):
    reader = make.user()
    told(reader)

    answer = written(client)

    assert answer.status_code == 302
    assert queries.notices_of(reader)[0].subject == "Tin mới: Rươi kho niêu"
    with translation.override("en"):
        assert "Tin mới" not in queries.notices_of(reader)[0].subject
    assert [entry.verb for entry in Entry.objects.all()] == ["text.written"]


def test_the_words_go_back_to_ours(client, admin):
    written(client)
    reader = make.user()
    told(reader)

    client.post(reverse("notifications:drop_text", args=[KIND, "vi"]))
    client.post(reverse("notifications:drop_text", args=[KIND, "vi"]))

    assert queries.notices_of(reader)[0].subject.startswith("Hồ sơ Rươi kho niêu")
    assert [e.verb for e in Entry.objects.order_by("pk")] == [
        "text.written",
        "text.dropped",
    ]


def test_a_preview_shows_samples_and_keeps_nothing(client, admin):
    shown = written(client, preview="1")

    assert shown.status_code == 200
    assert "Tin mới: Rươi kho niêu" in shown.content.decode()
    assert not MessageText.objects.exists()


def test_what_the_words_leave_out_is_said(client, admin):
    shown = written(client, body="Xem trong hồ sơ.", preview="1").content.decode()

    assert "Lời văn này không nói đến" in shown
    assert "<p>commune</p>" in shown


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"subject": "%(prodcut)s"}, "Có phải “product” không?"),
        ({"body": "%(xyzzyq)s"}, "Các giá trị dùng được: product, commune"),
        ({"body": "Hồ sơ %(product) mới"}, "viết chưa đúng"),
        ({"subject": "x" * 151}, "tối đa 150"),
        ({"body": "x" * 4001}, "tối đa 4000"),
        ({"body": "Xin\x07 chào"}, "ký tự điều khiển"),
        ({"body": "Xin\u202e chào"}, "ký tự điều khiển"),
        ({"subject": "Một\nHai"}, "ký tự điều khiển"),
        ({"subject": "   "}, "Chưa có chữ nào"),
    ],
)
def test_words_nobody_could_read_are_refused_and_kept_in_the_form(
    client, admin, changes, said
):
    shown = written(client, **changes)

    assert shown.status_code == 422
    assert said in shown.content.decode()
    assert 'aria-invalid="true"' in shown.content.decode()
    assert not MessageText.objects.exists()


def test_only_an_administrator_writes():
    with pytest.raises(PermissionDenied):
        services.write_text(
            actor=make.user(Role.PROVINCE_OFFICER),
            kind=KIND,
            language="vi",
            subject="x",
            body="x",
            at=timezone.now(),
        )
    assert not MessageText.objects.exists()


def test_a_kind_or_language_that_is_not_there_does_not_exist(client, admin):
    assert client.get(page("dossier.vanished")).status_code == 404
    assert client.get(page(language="fr")).status_code == 404
    with pytest.raises(RuleViolation) as refused:
        services.judged("dossier.vanished", "vi", "x", "x")
    assert refused.value.code == "text.unknown"


def test_words_in_markup_are_shown_as_written(client, admin):
    written(client, subject="<b>%(product)s</b>")
    reader = make.user()
    told(reader)
    client.force_login(reader)

    assert "&lt;b&gt;Rươi" in client.get("/thong-bao/").content.decode()
