"""What the minutes of a session say."""

import pytest
from django.urls import reverse
from django.utils import timezone

from saolang.evaluation import minutes
from saolang.evaluation.models import Position
from saolang.evaluation.rules.merging import Entry
from saolang.evaluation.services import closing
from saolang.papers.layouts import LAYOUTS
from saolang.papers.models import Paper
from tests import make

pytestmark = pytest.mark.django_db


def concluded(levels, **values):
    session = make.open_session(**values)
    for sheet, level in zip(make.sheets_in(session), levels, strict=True):
        make.submit(sheet, make.entry(sheet, level))
    chair = make.seated(session, Position.CHAIR)
    closing.close_session(actor=chair, session=session, at=timezone.now())
    for item in session.items.filter(spread__gt=10):
        closing.record_discussion(actor=chair, item=item, text="Đã bàn, giữ điểm.")
    return closing.conclude(
        actor=chair, session=session, opinions="Nên có mã QR.", at=timezone.now()
    )


def test_every_product_stands_in_the_table_with_every_members_total():
    session = concluded(("high",) * 4)

    said = minutes.content(session)

    [row] = said["products"]
    assert row["product"] == session.items.get().dossier.product.name
    assert (row["self"], row["adviser"]) == ("100", "–")
    assert (row["a"], row["b"], row["c"]) == ("40,00", "25,00", "35,00")
    assert (row["mean"], row["spread"]) == ("100,00", "0")
    assert row["outcome"] == "5 sao, tiềm năng 5 sao"
    assert row["totals"] == ["100"] * 4
    assert said["groups"] == [
        {"label": "Hạng 5 sao", "count": "01", "products": row["product"]}
    ]
    assert said["opinions"] == "Nên có mã QR."


def test_who_sat_there_and_the_quorum_are_named():
    session = concluded(("high",) * 4)

    said = minutes.content(session)

    assert said["chair"] == make.seated(session, Position.CHAIR).full_name
    assert len(said["present"]) == 5
    assert said["absent"] == []
    assert "4/4; theo quy chế cần ít nhất 3" in said["quorum"]


def test_a_discussed_spread_and_what_is_missing_for_the_next_star_are_noted():
    session = concluded(("high", "high", "high", "low"))

    said = minutes.content(session)

    assert any("Đã bàn, giữ điểm." in note["text"] for note in said["notes"])
    [gap] = said["gaps"]
    assert gap["text"].startswith("Để lên ")


def test_a_recused_member_has_no_total_and_is_named():
    session = make.open_session(members=3)
    lone, *rest = make.sheets_in(session)[::-1]
    closing_actor = make.seated(session, Position.CHAIR)
    session.recusals.create(
        dossier=lone.dossier,
        member=lone.member,
        reason="Em ruột chủ cơ sở",
        declared_at=timezone.now(),
    )
    for sheet in rest:
        make.submit(sheet)
    closing.close_session(actor=closing_actor, session=session, at=timezone.now())

    said = minutes.content(session)

    assert said["products"][0]["totals"].count("–") == 1
    assert said["recusals"][0]["reason"] == "Em ruột chủ cơ sở"


def test_notes_of_members_are_not_in_the_minutes():
    session = make.open_session()
    for sheet in make.sheets_in(session):
        filled = make.entry(sheet)
        make.submit(sheet, Entry(filled.ticks, {"A.1.1": "ghi chú riêng"}))
    chair = make.seated(session, Position.CHAIR)
    closing.close_session(actor=chair, session=session, at=timezone.now())

    assert "ghi chú riêng" not in str(minutes.content(session))


@pytest.mark.skipif(
    not LAYOUTS["minutes"].word.exists(), reason="the Word template is still to come"
)
def test_the_secretary_draws_them_up_as_a_paper(client):
    session = concluded(("high",) * 4)
    client.force_login(make.seated(session, Position.SECRETARY))

    page = client.post(
        reverse("evaluation:minutes", args=[session.pk]), follow=True
    ).content.decode()

    paper = Paper.objects.get(kind="minutes")
    assert paper.snapshot == minutes.content(session)
    assert "Mở biên bản" in page
    assert paper.pdf.size > 1000


def test_before_the_conclusion_there_are_no_minutes(client):
    session = make.open_session()
    client.force_login(make.seated(session, Position.SECRETARY))

    answer = client.post(reverse("evaluation:minutes", args=[session.pk]))

    assert answer.status_code == 409
    assert not Paper.objects.exists()
