"""Papers are records: what they were made from, their number, and that they stay."""

import hashlib
from datetime import date

import pytest
from django.utils import timezone

from saolang.audit import ledger
from saolang.audit.models import Entry
from saolang.files import storage
from saolang.kernel.errors import RuleViolation
from saolang.papers import queries, services
from saolang.papers.models import Paper
from saolang.people.models import Role
from tests import make
from tests.papers import content

pytestmark = pytest.mark.django_db


@pytest.fixture
def office():
    return make.province()


@pytest.fixture
def actor(office):
    return make.user(Role.PROVINCE_OFFICER, office)


def produce(actor, office, kind="decision_recognise", **changes):
    return services.produce(
        actor=actor,
        kind=kind,
        unit=office,
        subject=office,
        title="Quyết định công nhận",
        snapshot=content.decision(**changes),
        at=timezone.now(),
    )


def sign(actor, paper, number=7, dated_on=date(2026, 11, 21), **changes):
    return services.sign(
        actor=actor,
        paper=paper,
        number=number,
        symbol="QĐ-UBND",
        dated_on=dated_on,
        snapshot=content.decision(**changes),
        at=timezone.now(),
    )


def refusal(verb):
    with pytest.raises(RuleViolation) as refused:
        verb()
    return refused.value


def test_a_paper_keeps_what_it_was_made_from(actor, office):
    paper = produce(actor, office)

    written = ledger.canonical(content.decision())
    assert paper.state == Paper.State.DRAFT
    assert paper.template_version == "decision_recognise/2"
    assert paper.snapshot == content.decision()
    assert paper.snapshot_sha256 == hashlib.sha256(written).hexdigest()
    entry = Entry.objects.get(verb="paper.produced")
    assert entry.digest == paper.sealed_digest != paper.snapshot_sha256


def test_both_files_are_kept_with_their_own_hash(actor, office):
    paper = produce(actor, office)

    for file, start in ((paper.pdf, b"%PDF"), (paper.docx, b"PK")):
        kept = storage.read(file)
        assert kept.startswith(start)
        assert file.sha256 == hashlib.sha256(kept).hexdigest()
        assert not file.is_public


def test_the_register_proposes_and_a_person_may_leave_gaps(actor, office):
    kind = "decision_recognise"
    assert queries.proposed_number(office, kind, 2026) == 1

    signed = sign(actor, produce(actor, office), number=41)

    assert (signed.number, signed.year, signed.state) == (41, 2026, Paper.State.SIGNED)
    assert queries.proposed_number(office, kind, 2026) == 42
    assert queries.proposed_number(office, kind, 2027) == 1
    assert queries.proposed_number(make.province(), kind, 2026) == 1


def test_a_lower_free_number_may_be_given_later(actor, office):
    sign(actor, produce(actor, office), number=41)

    sign(actor, produce(actor, office), number=40)

    assert queries.proposed_number(office, "decision_recognise", 2026) == 42


def test_a_number_is_given_once_a_year(actor, office):
    sign(actor, produce(actor, office), number=41)
    second = produce(actor, office)

    refused = refusal(lambda: sign(actor, second, number=41))
    next_year = sign(actor, second, number=41, dated_on=date(2027, 1, 4))

    assert (refused.code, refused.field) == ("paper.number_taken", "number")
    assert "42" in refused.message
    assert next_year.year == 2027


@pytest.mark.parametrize("number", [0, -3])
def test_numbers_begin_at_one(actor, office, number):
    paper = produce(actor, office)

    assert refusal(lambda: sign(actor, paper, number=number)).code == "paper.number"


def test_what_is_signed_is_never_made_again(actor, office):
    paper = sign(actor, produce(actor, office))
    before = storage.read(paper.pdf)

    refused = refusal(lambda: sign(actor, paper, number=8, council="Hội đồng khác"))

    paper.refresh_from_db()
    assert refused.code == "paper.final"
    assert paper.number == 7
    assert storage.read(paper.pdf) == before


def test_there_is_no_paper_without_a_layout(actor, office):
    refused = refusal(lambda: produce(actor, office, kind="not_there"))

    assert refused.code == "paper.unknown_kind"


def test_a_paper_is_read_at_its_own_office_only(client, actor, office):
    paper = produce(actor, office)
    url = f"/giay-to/{paper.pk}/"
    stranger = make.user(Role.PROVINCE_OFFICER)

    client.force_login(actor)
    own = client.get(url)
    client.force_login(stranger)
    foreign = client.get(url)

    assert "dự thảo" in own.content.decode()
    assert "Bản PDF" in own.content.decode()
    assert foreign.status_code == 404


@pytest.mark.parametrize("role", [Role.ADVISORY_MEMBER, Role.COUNCIL_MEMBER])
def test_minutes_are_not_for_everyone_of_the_province(client, actor, office, role):
    """T-2: a member's points stand in them, and another council's members read on."""
    paper = produce(actor, office)
    reader = make.user(role=role, unit=office)
    make.assign(reader, Role.COMMUNE_OFFICER, make.commune(province=office))

    client.force_login(reader)

    assert client.get(f"/giay-to/{paper.pk}/").status_code == 404


def test_its_links_give_the_files(client, actor, office):
    paper = produce(actor, office)
    client.force_login(actor)
    page = client.get(f"/giay-to/{paper.pk}/")

    for download, start in zip(page.context["files"], (b"%PDF", b"PK"), strict=True):
        answer = client.get(download.url)
        assert b"".join(answer.streaming_content).startswith(start)
