"""Producer and offices talk about a criterion; nobody else listens."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone

from saolang.audit.models import Entry
from saolang.dossiers.models import Note, Status
from saolang.dossiers.queries import notes as queries
from saolang.dossiers.services import notes
from saolang.kernel.errors import RuleViolation
from saolang.notifications.models import Notice
from saolang.people.models import Role
from tests import make

pytestmark = pytest.mark.django_db
NOW = timezone.now()
CODE = "A.1.1"


def both():
    dossier = make.dossier(Status.COMMUNE_REVIEW)
    officer = make.user(Role.COMMUNE_OFFICER, dossier.commune)
    return dossier, make.owner_of(dossier.product.producer), officer


def say(dossier, person, text="Giấy này mờ quá", criterion=CODE):
    return notes.write(
        actor=person, dossier=dossier, criterion=criterion, text=text, at=NOW
    )


def test_a_note_reaches_the_other_side_once_and_is_unread_until_opened(client):
    dossier, owner, officer = both()
    say(dossier, officer)

    assert queries.unread(dossier, owner) == {CODE: 1}
    assert queries.unread(dossier, officer) == {}
    assert Notice.objects.filter(kind="note.written").count() == 1
    client.force_login(owner)
    page = client.get(queries.url_of(dossier, CODE))
    assert "Giấy này mờ quá" in page.content.decode()
    assert officer.full_name not in page.content.decode()
    assert queries.unread(dossier, owner) == {}


def test_the_text_is_kept_in_one_spelling_and_shown_as_text(client):
    dossier, owner, officer = both()
    say(dossier, officer, "  Hồ sơ <b>thiếu</b>  ")
    client.force_login(owner)

    page = client.get(queries.url_of(dossier, CODE)).content.decode()

    assert Note.objects.get().text == "Hồ sơ <b>thiếu</b>"
    assert "&lt;b&gt;thiếu" in page


@pytest.mark.parametrize(
    ("text", "criterion", "code"),
    [
        ("  ", CODE, "note.empty"),
        ("a" * 1001, CODE, "note.too_long"),
        ("Hỏi", "Z.9", "criterion.unknown"),
    ],
)
def test_what_is_refused(text, criterion, code):
    dossier, owner, _officer = both()

    with pytest.raises(RuleViolation) as refusal:
        say(dossier, owner, text, criterion)

    assert refusal.value.code == code


def test_nobody_else_writes_and_council_and_advisers_do_not_read(client):
    dossier, _owner, officer = both()
    say(dossier, officer)
    for person in (
        make.user(Role.COMMUNE_OFFICER),
        make.user(Role.PROVINCE_OFFICER, dossier.commune.parent),
        make.user(Role.COUNCIL_MEMBER, dossier.commune.parent),
        make.user(Role.ADVISORY_MEMBER, dossier.commune.parent),
    ):
        with pytest.raises(PermissionDenied):
            say(dossier, person)
        client.force_login(person)
        page = client.get(queries.url_of(dossier, CODE))
        assert page.status_code in (403, 404)


def test_the_province_reads_what_the_commune_wrote_once_it_has_the_dossier():
    dossier = make.dossier(Status.PROVINCE_CHECK)
    province = make.user(Role.PROVINCE_OFFICER, dossier.commune.parent)
    commune = make.user(Role.COMMUNE_OFFICER, dossier.commune)
    say(dossier, commune)

    assert queries.talkable(province).get() == dossier
    owner = make.owner_of(dossier.product.producer)
    say(dossier, owner, "Đã chụp lại")
    assert queries.unread(dossier, province) == {CODE: 1}
    assert queries.unread(dossier, commune) == {}


def test_a_draft_is_not_talked_about():
    dossier = make.dossier()

    with pytest.raises(PermissionDenied):
        say(dossier, make.owner_of(dossier.product.producer))


def test_closing_needs_the_last_word_read_and_opens_again():
    dossier, owner, officer = both()
    first = say(dossier, officer)
    second = say(dossier, owner, "Đã chụp lại")
    values = {"actor": officer, "dossier": dossier, "criterion": CODE}

    with pytest.raises(RuleViolation) as refusal:
        notes.settle(last=first.pk, at=NOW, **values)
    assert refusal.value.code == "note.newer"
    notes.settle(last=second.pk, at=NOW, **values)

    assert queries.by_criterion(dossier, officer)[CODE].open == 0
    notes.reopen(**values)
    assert queries.by_criterion(dossier, officer)[CODE].open == 1
    verbs = Entry.objects.order_by("pk").values_list("verb", flat=True)
    assert list(verbs) == [
        "note.written", "note.written", "note.settled", "note.reopened"
    ]  # fmt: skip


def test_two_tabs_both_keep_their_note_and_one_pressed_twice_is_one(client):
    dossier, owner, _officer = both()
    client.force_login(owner)
    page = queries.url_of(dossier, CODE)
    key = {"idempotency_key": "0f3c2a5e-8a51-4c0e-9d55-5a1f6f2b7c11"}

    client.post(page, {"text": "Từ tab một"})
    client.post(page, {"text": "Từ tab hai", **key})
    client.post(page, {"text": "Từ tab hai", **key})

    assert list(Note.objects.order_by("pk").values_list("text", flat=True)) == [
        "Từ tab một", "Từ tab hai"
    ]  # fmt: skip


def test_an_empty_note_is_refused_on_the_page(client):
    dossier, owner, _officer = both()
    client.force_login(owner)

    page = client.post(reverse("dossiers:notes", args=[dossier.pk]), {"text": ""})

    assert page.status_code == 422
