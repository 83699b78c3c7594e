"""Who is bound to a product does not score it (T-1)."""

import pytest
from django.urls import reverse
from django.utils import timezone

from saolang.audit.models import Entry as LedgerEntry
from saolang.evaluation.models import Position, Recusal, ScoreSheet
from saolang.evaluation.services import closing
from saolang.evaluation.services import session as sessions
from saolang.people.access import forget_standing
from tests import make

pytestmark = pytest.mark.django_db
READING = ("sheet", "tally")
WRITING = ("sheet", "sheet_save", "sheet_submit", "sheet_revise")


def declare(client, sheet, reason="Là cổ đông của cơ sở"):
    return client.post(
        reverse("evaluation:recusal", args=[sheet.pk]), {"reason": reason}
    )


def member_of_producer_before_opening():
    """The member acts for the producer when the session opens."""
    session = make.session()
    member = make.seated(session, Position.MEMBER)
    [item] = session.items.select_related("dossier__product__producer")
    make.member(item.dossier.product.producer, member)
    sessions.open_session(
        actor=make.seated(session, Position.CHAIR), session=session, at=timezone.now()
    )
    return ScoreSheet.objects.get(session=session, member=member)


def former_member_of_producer():
    """The member acted for the producer once."""
    session = make.session()
    member = make.seated(session, Position.MEMBER)
    [item] = session.items.select_related("dossier__product__producer")
    make.member(item.dossier.product.producer, member, left_at=timezone.now())
    sessions.open_session(
        actor=make.seated(session, Position.CHAIR), session=session, at=timezone.now()
    )
    return ScoreSheet.objects.get(session=session, member=member)


def member_of_producer_after_opening():
    """The member joins the producer while the session is scored."""
    sheet = make.sheets_in(make.open_session())[0]
    make.member(sheet.dossier.product.producer, sheet.member)
    forget_standing(sheet.member)
    return sheet


def helper_of_producer_after_opening():
    """The member is given a mandate by the producer while the session is scored."""
    sheet = make.sheets_in(make.open_session())[0]
    make.mandate(sheet.dossier.product.producer, sheet.member)
    forget_standing(sheet.member)
    return sheet


def declared():
    """The member said so."""
    sheet = make.sheets_in(make.open_session())[0]
    Recusal.objects.create(
        session=sheet.session,
        dossier=sheet.dossier,
        member=sheet.member,
        reason="Anh em ruột",
        declared_at=timezone.now(),
    )
    return sheet


INTERESTS = (
    member_of_producer_before_opening,
    former_member_of_producer,
    member_of_producer_after_opening,
    helper_of_producer_after_opening,
    declared,
)


@pytest.mark.parametrize("interest", INTERESTS)
def test_every_door_to_the_sheet_is_shut_and_no_row_is_written(client, interest):
    sheet = interest()
    before = ScoreSheet.objects.filter(pk=sheet.pk).values().get()
    client.force_login(sheet.member)

    for name in READING:
        url = reverse(f"evaluation:{name}", args=[sheet.pk])
        assert client.get(url).status_code == 403
    for name in WRITING:
        url = reverse(f"evaluation:{name}", args=[sheet.pk])
        sent = {**make.entry(sheet).ticks, "version": 1}
        assert client.post(url, sent).status_code == 403

    assert ScoreSheet.objects.filter(pk=sheet.pk).values().get() == before
    assert ScoreSheet.objects.filter(member=sheet.member).count() == 1


def test_papers_of_the_product_are_shut_too(client):
    sheet = declared()
    link = make.link(sheet.dossier)
    client.force_login(sheet.member)

    assert (
        client.get(
            reverse("evaluation:paper", args=[link.dossier_id, link.evidence_id])
        ).status_code
        == 404
    )


def test_who_acts_for_a_producer_is_recused_when_the_session_opens():
    sheet = member_of_producer_before_opening()

    recusal = Recusal.objects.get(member=sheet.member)

    assert recusal.reason == "Người của chủ thể có sản phẩm"
    assert LedgerEntry.objects.filter(verb="recusal.found").count() == 1


def test_a_declaration_is_noted_and_takes_the_member_out_of_the_count(client):
    session = make.open_session(members=3)
    sheet, *others = make.sheets_in(session)[::-1]
    client.force_login(sheet.member)

    answer = declare(client, sheet)

    assert answer.status_code == 302
    assert LedgerEntry.objects.filter(verb="recusal.declared").count() == 1
    page = client.get(reverse("evaluation:sheets")).content.decode()
    assert "Có liên quan, không chấm" in page
    for other in others:
        make.submit(other)
    closing.close_session(
        actor=make.seated(session, Position.CHAIR), session=session, at=timezone.now()
    )
    result = session.items.get().result
    assert (result["scorers"], len(result["members"])) == (3, 3)


def test_declaring_twice_is_one_declaration(client):
    sheet = make.sheets_in(make.open_session())[0]
    client.force_login(sheet.member)

    for _each in range(2):
        declare(client, sheet)

    assert Recusal.objects.count() == 1


def test_a_reason_is_needed_and_what_was_typed_stays(client):
    sheet = make.sheets_in(make.open_session())[0]
    client.force_login(sheet.member)

    assert declare(client, sheet, "  ").status_code == 422
    assert not Recusal.objects.exists()


def test_after_submitting_it_is_the_chairs_to_hear(client):
    sheet = make.sheets_in(make.open_session())[0]
    make.submit(sheet)
    client.force_login(sheet.member)

    page = declare(client, sheet).content.decode()

    assert "Hãy báo Chủ tịch Hội đồng" in page
    assert "Là cổ đông của cơ sở" in page
    assert not Recusal.objects.exists()


def test_the_page_suggests_it_to_who_acts_for_the_producer(client):
    sheet = member_of_producer_after_opening()
    client.force_login(sheet.member)

    page = client.get(reverse("evaluation:recusal", args=[sheet.pk])).content.decode()

    assert "Người của chủ thể có sản phẩm" in page
