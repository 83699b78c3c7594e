"""Somebody writes for a producer: only with its consent, only while it lasts."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from saolang.audit.models import Entry
from saolang.dossiers.services import handing_in, starting
from saolang.files.models import StoredFile
from saolang.kernel.errors import RuleViolation
from saolang.people import queries
from saolang.people.access import forget_standing, standing
from saolang.people.models import Mandate, Role
from saolang.people.services import mandates, offices, producers
from saolang.tasks.models import Job
from tests import make

pytestmark = pytest.mark.django_db
NOW = timezone.now()
UNTIL = timezone.localdate() + timedelta(days=90)


def anew(person):
    forget_standing(person)
    return standing(person)


def asked(**values):
    maker = make.producer()
    officer = make.user(Role.COMMUNE_OFFICER, maker.commune)
    mandate = mandates.ask(
        actor=officer, producer=maker, purpose="Hồ sơ rươi", ends_on=UNTIL, at=NOW
    )
    return maker, officer, mandate


def test_nothing_is_allowed_before_the_yes_and_nothing_after_it_is_taken_back():
    maker, officer, mandate = asked()
    owner, item = make.owner_of(maker), make.product(producer=maker)
    with pytest.raises(PermissionDenied):
        starting.start(actor=officer, product=item, kind="first", at=NOW)

    mandates.agree(actor=owner, mandate=mandate, at=NOW)
    forget_standing(officer)
    begun = starting.start(actor=officer, product=item, kind="first", at=NOW)

    assert begun.created_by == officer
    assert list(queries.helpers_of(maker)) == [officer]
    mandates.end(actor=owner, mandate=mandate, at=NOW)
    assert anew(officer).producer_ids == frozenset()
    verbs = Entry.objects.filter(subject_kind="people.mandate").order_by("pk")
    assert [entry.verb for entry in verbs] == [
        "mandate.asked", "mandate.agreed", "mandate.ended"
    ]  # fmt: skip


def test_a_helper_never_hands_in_withdraws_edits_the_producer_or_sees_what_is_kept():
    maker = make.producer()
    helper = make.user()
    make.mandate(maker, helper)
    dossier = make.dossier(product=make.product(producer=maker))

    for act in (
        lambda: handing_in.submit(
            actor=helper, dossier=dossier, commitment=True, at=NOW
        ),
        lambda: handing_in.withdraw(actor=helper, dossier=dossier, at=NOW),
        lambda: producers.edit_producer(
            actor=helper, producer=maker, data={}, version=1
        ),
        lambda: producers.reveal(actor=helper, producer=maker),
        lambda: producers.invite(
            actor=helper, producer=maker, login="ai@example.vn", at=NOW
        ),
    ):
        with pytest.raises(PermissionDenied):
            act()

    assert maker.pk in standing(helper).producer_ids
    assert standing(helper).member_producer_ids == frozenset()


@pytest.mark.parametrize(
    "change",
    [
        {"ends_on": timezone.localdate() - timedelta(days=1)},
        {"starts_on": timezone.localdate() + timedelta(days=1)},
        {"ended_at": NOW},
        {"agreed_at": None, "way": ""},
    ],
)
def test_a_mandate_outside_its_time_opens_nothing(change, client):
    maker, helper = make.producer(), make.user()
    mandate = make.mandate(maker, helper)
    dossier = make.dossier(product=make.product(producer=maker))
    page = reverse("dossiers:papers", args=[dossier.pk])
    client.force_login(helper)
    assert client.get(page).status_code == 200

    Mandate.objects.filter(pk=mandate.pk).update(**change)

    assert client.get(page).status_code == 403


def test_an_officer_who_leaves_the_office_stops_helping_by_it():
    maker, officer, mandate = asked()
    mandates.agree(actor=make.owner_of(maker), mandate=mandate, at=NOW)
    assert maker.pk in anew(officer).producer_ids
    assert officer in queries.helpers_of(maker)

    offices.end_assignment(
        actor=make.user(Role.ADMIN),
        assignment=officer.assignments.get(),
        on=timezone.localdate(),
    )

    assert anew(officer).producer_ids == frozenset()
    assert officer not in queries.helpers_of(maker)  # and is told nothing more


def test_only_the_owner_says_yes_and_only_officers_of_the_place_ask():
    maker, officer, mandate = asked()
    colleague = make.user()
    make.member(maker, colleague)

    for person in (officer, colleague, make.user()):
        with pytest.raises(PermissionDenied):
            mandates.agree(actor=person, mandate=mandate, at=NOW)
    with pytest.raises(PermissionDenied):
        mandates.ask(
            actor=make.user(Role.COMMUNE_OFFICER),
            producer=maker,
            purpose="",
            ends_on=UNTIL,
            at=NOW,
        )


def test_a_household_without_a_phone_signs_a_sheet_that_counts_once_it_was_checked(
    settings, tmp_path
):
    maker, officer, mandate = asked()
    sheet = SimpleUploadedFile("ban-ky.pdf", b"%PDF-1.4\n%%EOF\n")

    mandates.agree_on_paper(actor=officer, mandate=mandate, upload=sheet, at=NOW)

    assert anew(officer).producer_ids == frozenset()
    StoredFile.objects.update(state=StoredFile.State.ACCEPTED)
    assert maker.pk in anew(officer).producer_ids
    mandate.refresh_from_db()
    assert (mandate.way, mandate.agreed_by) == ("paper", None)


def test_a_household_reads_out_the_code_of_its_letter():
    _maker, officer, mandate = asked()
    mandates.send_request(Job(), mandate_id=mandate.pk)
    letter = mail.outbox[-1].body
    code = "".join(re.search(r"(\d{4}) (\d{4})", letter).groups())

    wrong = mandates.agree_by_code(
        actor=officer, mandate=mandate, code="00000000", at=NOW
    )
    right = mandates.agree_by_code(actor=officer, mandate=mandate, code=code, at=NOW)

    assert (wrong, right) == (False, True)
    mandate.refresh_from_db()
    assert (mandate.way, mandate.code_digest) == ("code", "")


def test_guessing_the_code_ends_after_five_tries():
    _maker, officer, mandate = asked()
    mandates.send_request(Job(), mandate_id=mandate.pk)
    for guess in range(5):
        mandates.agree_by_code(
            actor=officer, mandate=mandate, code=f"{guess:08d}", at=NOW
        )

    with pytest.raises(RuleViolation) as refusal:
        mandates.agree_by_code(actor=officer, mandate=mandate, code="1", at=NOW)

    assert refusal.value.code == "mandate.no_code"


def test_one_open_request_per_helper_and_none_for_longer_than_a_year():
    maker, officer, _mandate = asked()

    def again(until):
        with pytest.raises(RuleViolation) as refusal:
            mandates.ask(
                actor=officer, producer=maker, purpose="", ends_on=until, at=NOW
            )
        return refusal.value.code

    assert again(UNTIL) == "mandate.open_exists"
    assert again(UNTIL + timedelta(days=400)) == "mandate.period"
    assert again(timezone.localdate()) == "mandate.period"


def test_an_owner_invites_an_accountant_who_becomes_a_helper_and_no_member(client):
    maker, accountant = make.producer(), make.user()
    owner = make.owner_of(maker)
    client.force_login(owner)
    client.post(
        reverse("people:invite", args=[maker.pk]),
        {"login": accountant.email, "access": "helper", "until": UNTIL.isoformat()},
    )
    invitation = maker.invitations.get()
    client.force_login(accountant)

    client.post(invitation.get_absolute_url())

    mandate = Mandate.objects.get()
    assert (mandate.way, mandate.agreed_by, mandate.ends_on) == (
        "invited", owner, UNTIL
    )  # fmt: skip
    assert not maker.members.filter(user=accountant).exists()
    assert maker.pk in anew(accountant).producer_ids


def test_a_helper_is_invited_until_a_day(client):
    maker = make.producer()
    client.force_login(make.owner_of(maker))

    page = client.post(
        reverse("people:invite", args=[maker.pk]),
        {"login": "ai@example.vn", "access": "helper"},
    )

    assert page.status_code == 422
    assert maker.invitations.count() == 0


def test_who_helped_does_not_score_the_product():
    maker, member = make.producer(), make.user()
    make.mandate(maker, member, ended_at=NOW)
    stranger = make.user()

    found = queries.involved_with([member, stranger])

    assert found == {(maker.pk, member.pk)}


def test_owner_sees_the_request_and_answers_it_on_the_page(client):
    maker, officer, mandate = asked()
    owner = make.owner_of(maker)
    client.force_login(owner)

    assert officer.full_name in client.get(reverse("web:desk")).content.decode()
    page = client.get(mandate.get_absolute_url())
    assert "Tôi đồng ý" in page.content.decode()
    client.post(reverse("people:agree", args=[mandate.pk]))

    mandate.refresh_from_db()
    assert (mandate.way, mandate.agreed_by) == ("account", owner)
    client.post(reverse("people:end_mandate", args=[mandate.pk]))
    assert maker.pk not in anew(officer).producer_ids


def test_a_helper_reads_what_will_be_handed_in_and_finds_no_button_for_it(client):
    maker, helper = make.producer(), make.user()
    make.mandate(maker, helper)
    dossier = make.dossier(product=make.product(producer=maker))
    page = reverse("dossiers:review", args=[dossier.pk])
    client.force_login(helper)

    shown = client.get(page).content.decode()
    sent = client.post(page, {"commitment": "on"})

    assert "Bạn đang giúp lập hồ sơ" in shown
    assert "Nộp hồ sơ</button>" not in shown
    assert sent.status_code == 403
    client.force_login(make.owner_of(maker))
    assert "Nộp hồ sơ</button>" in client.get(page).content.decode()
