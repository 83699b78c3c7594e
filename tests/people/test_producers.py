"""Somebody registers a producer, works on it with others, keeps its secrets."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.db import connection
from django.utils import timezone

from saolang.audit.models import Entry
from saolang.geography import queries as places
from saolang.kernel.errors import RuleViolation
from saolang.people import queries
from saolang.people.models import Consent, Producer, Role, User
from saolang.people.services import producers
from saolang.search import index
from saolang.tasks import queue
from tests import make

pytestmark = pytest.mark.django_db
REGISTER = "/tai-khoan/dang-ky/"
NEW = "/tai-khoan/co-so/moi/"
ACCOUNT = {
    "full_name": "Phạm Thị Lành",
    "login": "0912 345 678",
    "password": "Vải thiều chín sớm",
}


@pytest.fixture
def thanh_ha():
    """A commune that can be found."""
    unit = make.commune("Thanh Hà", province=make.province("Hải Phòng"))
    line = places.place_line(unit)
    index.put(places.KIND, index.Item(unit.pk, line, line))
    return unit


def data(unit, **changes):
    return {
        "name": "HTX vải thiều Thanh Hà",
        "kind": "cooperative",
        "commune": unit.pk,
        "address": "Thôn Thúy Lâm",
        "representative_name": "Phạm Thị Lành",
    } | changes


def test_a_producer_comes_in_by_phone_and_finds_its_commune_without_tone_marks(
    client, thanh_ha
):
    typed = data(thanh_ha) | {"commune": "", "place": "thanh ha", "find": "1"}
    registered = client.post(REGISTER, ACCOUNT)
    found = client.post(NEW, typed)
    done = client.post(NEW, data(thanh_ha))

    person = User.objects.get(phone="+84912345678")
    producer = queries.own_producers(person).get()
    assert registered.url == NEW
    assert f'value="{thanh_ha.pk}"' in found.content.decode()
    assert "HTX vải thiều Thanh Hà" in found.content.decode()
    assert done.url == "/ban-lam-viec/"
    assert (producer.commune, producer.name) == (thanh_ha, "HTX vải thiều Thanh Hà")
    assert [e.verb for e in Entry.objects.order_by("pk")] == [
        "account.registered",
        "producer.registered",
    ]


def test_consent_is_its_own_tick_and_keeps_the_version_of_the_text(client):
    client.post(REGISTER, ACCOUNT)
    assert not Consent.objects.exists()

    client.post("/tai-khoan/dong-y/", {"give": "1"})
    given = Consent.objects.get()
    client.post("/tai-khoan/dong-y/")

    given.refresh_from_db()
    assert given.text_version == "2026-11"
    assert given.withdrawn_at is not None


def test_the_same_form_sent_twice_makes_one_account_and_goes_on(client):
    client.post(REGISTER, ACCOUNT)
    again = client.__class__().post(REGISTER, ACCOUNT)

    assert again.url == NEW
    assert User.objects.count() == 1


def test_a_taken_number_is_said_at_the_field_and_nothing_typed_is_lost(client):
    make.user(email="", phone="+84912345678")

    page = client.post(REGISTER, ACCOUNT).content.decode()

    assert "Đã có tài khoản" in page
    assert 'value="Phạm Thị Lành"' in page


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("login", "12345", "Nhập thư điện tử hoặc số điện thoại"),
        ("login", "khong@phai@thu", "thư điện tử"),
        ("password", "12345678", "Mật khẩu"),
        ("full_name", "", "bắt buộc"),
    ],
)
def test_bad_input_is_marked_with_a_sentence(client, field, value, said):
    page = client.post(REGISTER, ACCOUNT | {field: value}).content.decode()

    assert re.search(rf'id="id_{field}_error"', page)
    assert said.lower() in page.lower()
    assert not User.objects.exists()


def test_officers_do_not_own_what_their_office_judges(client, thanh_ha):
    client.force_login(make.user(Role.COMMUNE_OFFICER))

    assert client.post(NEW, data(thanh_ha)).status_code == 403
    assert not Producer.objects.exists()


def test_the_second_of_two_editors_is_told_and_loses_nothing(client, thanh_ha):
    producer = make.producer(name="HTX cũ", commune=thanh_ha)
    edit = f"/tai-khoan/co-so/{producer.pk}/sua/"
    client.force_login(make.owner_of(producer))
    first = data(thanh_ha, name="HTX của người trước", version=1)
    second = data(thanh_ha, name="HTX của người sau", version=1)

    client.post(edit, first)
    told = client.post(edit, second)

    producer.refresh_from_db()
    page = told.content.decode()
    assert told.status_code == 409
    assert producer.name == "HTX của người trước"
    assert "HTX của người trước" in page
    assert 'value="HTX của người sau"' in page
    assert client.post(edit, second | {"version": 2}).status_code == 302


def secretive(**values):
    return make.producer(
        representative_ethnicity="Tày",
        representative_identity_number="036123456789",
        representative_residence="Thôn Đoài",
        **values,
    )


def test_secrets_are_not_in_the_database_in_the_clear():
    producer = secretive()

    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM people_producer")
        kept = str(cursor.fetchall())

    assert "036123456789" not in kept
    assert "Tày" not in kept
    producer.refresh_from_db()
    assert producer.representative_identity_number == "036123456789"


def test_secrets_are_covered_until_opened_and_the_look_is_recorded(client):
    producer = secretive()
    client.force_login(make.user(Role.COMMUNE_OFFICER, producer.commune))
    page = f"/tai-khoan/co-so/{producer.pk}/"

    covered = client.get(page).content.decode()
    opened = client.post(f"{page}mo-che/").content.decode()

    assert "036123456789" not in covered
    assert "Tày" not in covered
    assert "••••••••789" in covered
    assert "036123456789" in opened
    assert [e.verb for e in Entry.objects.all()] == ["producer.revealed"]


def test_secrets_left_empty_in_the_form_stay_as_they_are(client):
    producer = secretive()
    client.force_login(make.owner_of(producer))
    edit = f"/tai-khoan/co-so/{producer.pk}/sua/"

    shown = client.get(edit).content.decode()
    client.post(edit, data(producer.commune, version=1))

    producer.refresh_from_db()
    assert "036123456789" not in shown
    assert producer.representative_identity_number == "036123456789"


def test_an_invited_person_joins_by_the_link_and_only_that_person(client):
    producer = make.producer()
    owner = client.__class__()
    owner.force_login(make.owner_of(producer))
    owner.post(f"/tai-khoan/co-so/{producer.pk}/nguoi/moi/", {"login": "em@example.vn"})
    queue.run_waiting()
    path = re.search(r"http://\S+?(/tai-khoan/\S+)", mail.outbox[0].body).group(1)
    other = client.__class__()
    other.force_login(make.user())

    refused = other.post(path)
    joined = client.post(path, {"full_name": "Em Út", "password": "Cốm làng Thượng"})

    assert "gửi cho một địa chỉ" in refused.content.decode()
    assert joined.url == "/ban-lam-viec/"
    assert "em@example.vn" in [p.email for p in queries.members_of(producer)]
    assert "không còn hiệu lực" in client.get(path).content.decode()


def test_an_invitation_lives_seven_days():
    producer = make.producer()
    owner, guest, at = make.owner_of(producer), make.user(), timezone.now()
    made = producers.invite(actor=owner, producer=producer, login=guest.email, at=at)
    token = made.get_absolute_url().split("/")[-2]

    with pytest.raises(RuleViolation) as refused:
        producers.accept_invitation(actor=guest, token=token, at=at + timedelta(days=7))

    assert refused.value.code == "invitation.over"


def test_a_removed_member_reaches_the_producer_no_more(client):
    producer = make.producer()
    helper = make.user()
    member = make.member(producer, helper)
    producers.remove_member(
        actor=make.owner_of(producer), member=member, at=timezone.now()
    )
    client.force_login(helper)

    assert client.get(f"/tai-khoan/co-so/{producer.pk}/").status_code == 403
    assert list(queries.members_of(producer)) == [make.owner_of(producer)]


def test_the_last_owner_stays():
    producer = make.producer()
    owner = make.owner_of(producer)

    with pytest.raises(RuleViolation) as refused:
        producers.remove_member(
            actor=owner, member=producer.members.get(), at=timezone.now()
        )

    assert refused.value.code == "member.last_owner"


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_of_producers_costs_the_same_for_one_and_for_three(
    client, count, django_assert_num_queries
):
    officer = make.user(Role.COMMUNE_OFFICER)
    unit = officer.assignments.get().unit
    for _each in range(count):
        make.producer(commune=unit)
    client.force_login(officer)

    with django_assert_num_queries(7):
        client.get("/tai-khoan/co-so/")
