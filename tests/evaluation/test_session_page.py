"""Secretary and chair lead a session through its pages."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from saolang.dossiers.models import Status
from saolang.evaluation.models import Council, Position, Round, Session
from saolang.evaluation.services import closing
from saolang.notifications.models import Notice
from saolang.people.models import Role
from tests import make

pytestmark = pytest.mark.django_db


def post(client, session, name, **data):
    return client.post(
        reverse(f"evaluation:{name}", args=[session.pk]), data, follow=True
    )


def text(answer):
    return answer.content.decode()


def as_(client, session, position):
    client.force_login(make.seated(session, position))


def scored(levels=("high",) * 4, **values):
    session = make.open_session(**values)
    for sheet, level in zip(make.sheets_in(session), levels, strict=True):
        make.submit(sheet, make.entry(sheet, level))
    return session


def test_from_an_empty_list_to_a_conclusion(client):
    session = make.session(products=0)
    office = session.round.unit
    maker = make.producer(commune=make.commune(province=office))
    dossier = make.dossier(
        Status.ADVISORY_REPORTED, product=make.product("Rươi kho", producer=maker)
    )
    as_(client, session, Position.SECRETARY)

    assert "Rươi kho" in text(client.get(session.get_absolute_url()))
    post(client, session, "agenda", add=dossier.pk)
    assert "Đã gửi giấy mời cho 5 người" in text(post(client, session, "invite"))
    opened = text(post(client, session, "open"))
    assert "0</b> / 4 phiếu đã nộp, cần ít nhất 3" in opened
    assert "Chưa đủ phiếu:" in opened
    item = session.items.get()
    post(client, session, "remind", item=item.pk)
    assert Notice.objects.filter(kind="session.sheet_missing").count() == 4
    for sheet in make.sheets_in(session):
        make.submit(sheet)
    closed = text(post(client, session, "close"))
    assert "100,00" in closed
    assert "Đạt mọi mức tối thiểu của 5 sao" in closed
    concluded = text(post(client, session, "conclude", opinions="Nhất trí."))

    dossier.refresh_from_db()
    assert dossier.status == Status.DECISION_PENDING
    assert "Tiềm năng 5 sao" in concluded
    results = text(client.get(session.get_results_url()))
    assert "Nhất trí." in results


def test_closing_without_a_quorum_is_refused_and_names_the_product(client):
    session = make.open_session()
    as_(client, session, Position.CHAIR)

    answer = post(client, session, "close")

    assert answer.status_code == 409
    assert str(session.items.get().dossier) in text(answer)
    assert "cần 3" in text(answer)


def test_the_page_says_whose_sheets_would_be_left_out(client):
    session = make.open_session(members=3)
    chair, *others, _last = make.sheets_in(session)
    for sheet in (chair, *others):
        make.submit(sheet)
    as_(client, session, Position.SECRETARY)

    page = text(client.get(session.get_absolute_url()))

    assert "Còn 1 phiếu chưa nộp" in page


def test_the_chair_may_score_again_or_note_the_discussion(client):
    session = scored(("high", "high", "high", "low"))
    as_(client, session, Position.CHAIR)
    closed = text(post(client, session, "close"))
    assert "Vượt mức 10" in closed
    assert "Chấm lại sản phẩm này" in closed
    item = session.items.get()

    refused = post(client, session, "conclude", opinions="Một ý kiến dài")
    assert refused.status_code == 409
    assert "Một ý kiến dài" in text(refused)
    empty = post(client, session, "discussion", item=item.pk, discussion=" ")
    assert "Hãy ghi kết quả thảo luận" in text(empty)
    again = text(post(client, session, "rescore", item=item.pk))
    assert "lượt 2" in again
    assert 'class="plot"' not in again


def test_the_secretary_cannot_decide_to_score_again(client):
    session = scored(("high", "high", "high", "low"))
    as_(client, session, Position.SECRETARY)
    post(client, session, "close")

    item = session.items.get()

    assert post(client, session, "rescore", item=item.pk).status_code == 403
    assert "Chấm lại sản phẩm này" not in text(client.get(session.get_absolute_url()))


def test_a_lowered_rank_says_which_minimum_was_missed(client):
    session = make.open_session()
    for sheet in make.sheets_in(session):
        make.submit(sheet, make.entry(sheet, A_1_5="A.1.5.o2"))
    as_(client, session, Position.CHAIR)

    page = text(post(client, session, "close"))

    assert "Đủ điểm 5 sao, nhưng Liên kết sản xuất được 1, cần 3" in page
    assert "Xếp 3 sao." in page


def test_members_open_results_but_not_the_secretarys_page(client):
    session = scored()
    closing.close_session(
        actor=make.seated(session, Position.CHAIR), session=session, at=timezone.now()
    )
    as_(client, session, Position.MEMBER)

    assert client.get(session.get_absolute_url()).status_code == 403
    assert client.get(session.get_results_url()).status_code == 200


def test_the_office_prepares_but_does_not_see_who_submitted(client):
    session = make.open_session()
    client.force_login(make.user(Role.PROVINCE_OFFICER, session.round.unit))

    page = text(client.get(session.get_absolute_url()))

    assert "phiếu đã nộp" not in page
    assert post(client, session, "close").status_code == 403


@pytest.mark.parametrize("name", ["agenda", "remind", "rescore", "discussion"])
def test_ids_that_are_not_there_are_not_found(client, name):
    session = make.session()
    as_(client, session, Position.CHAIR)

    for wrong in ("x", "0", "9" * 30):
        url = reverse(f"evaluation:{name}", args=[session.pk])
        assert client.post(url, {"item": wrong, "add": wrong}).status_code == 404


def test_presence_is_marked_on_one_form(client):
    session = make.open_session()
    as_(client, session, Position.SECRETARY)
    there = session.panel.exclude(position=Position.MEMBER)

    page = text(post(client, session, "presence", present=[p.pk for p in there]))

    assert "2 / 5 có mặt" in page
    assert "Vắng mặt" in page


def test_an_officer_plans_a_round_a_council_and_a_session(client):
    office = make.province()
    client.force_login(make.user(Role.PROVINCE_OFFICER, office))
    page = client.get(reverse("evaluation:round_new"))
    form = page.context["form"]
    assert 'value="0,75"' in text(page)
    sent = {
        **form.initial,
        "plan_number": "12/KH-UBND",
        "quorum_share": "0,75",
        "chair_required": "on",
        "spread_limit": "10",
        "minimum_rule": "mean",
        "show_proposal": "after_tick",
    }

    client.post(reverse("evaluation:round_new"), sent)
    client.post(
        reverse("evaluation:council_new"),
        {
            "name": "Hội đồng OCOP",
            "decision_number": "99/QĐ-UBND",
            "decided_on": "2026-06-01",
        },
    )
    council = Council.objects.get()
    for position, role in make.SEATS.items():
        person = make.user(role, office)
        client.post(
            reverse("evaluation:seat", args=[council.pk]),
            {"user": person.pk, "position": position, "agency": "Sở Y tế"},
        )
    round_ = Round.objects.get()
    answer = client.post(
        reverse("evaluation:session_new", args=[round_.pk]),
        {
            "council": council.pk,
            "held_on": timezone.localdate().isoformat(),
            "held_time": "08:30",
            "place": "Hội trường",
        },
    )

    session = Session.objects.get()
    assert answer.url == session.get_absolute_url()
    assert council.seats.count() == 3
    assert session.number == 1


def test_the_same_round_twice_is_refused_in_the_form(client):
    round_ = make.round()
    client.force_login(make.user(Role.PROVINCE_OFFICER, round_.unit))
    form = client.get(reverse("evaluation:round_edit", args=[round_.pk])).context[
        "form"
    ]
    kept = {name: value for name, value in form.initial.items() if value is not None}
    sent = {**kept, "quorum_share": "0,75", "spread_limit": "10"}

    page = text(client.post(reverse("evaluation:round_new"), sent))

    assert "đã có rồi" in page


def test_a_seat_without_the_role_is_refused_in_the_form(client):
    council = make.council()
    client.force_login(make.user(Role.PROVINCE_OFFICER, council.unit))
    member = make.user(Role.COUNCIL_MEMBER, council.unit)

    answer = client.post(
        reverse("evaluation:seat", args=[council.pk]),
        {"user": member.pk, "position": "chair", "agency": "Sở Thử"},
    )

    assert answer.status_code == 422
    assert "chưa được giao vai trò" in text(answer)
    assert "Sở Thử" in text(answer)


@pytest.mark.parametrize("day", ["0001-01-01", "1900-01-01", "9999-12-31", "٢"])
def test_a_day_no_council_sat_is_refused_in_a_sentence(client, day):
    session = make.session()
    as_(client, session, Position.SECRETARY)
    url = reverse("evaluation:move", args=[session.pk])

    answer = client.post(url, {"held_on": day, "held_time": "00:00", "place": "Ở đây"})

    assert answer.status_code in {200, 422}
    assert 'aria-invalid="true"' in text(answer)
    assert Session.objects.get().held_at == session.held_at


def test_the_day_of_a_session_can_be_moved_within_its_round(client):
    session = make.session()
    as_(client, session, Position.SECRETARY)
    url = reverse("evaluation:move", args=[session.pk])
    last = session.round.hold_by_on
    sent = {"held_time": "14:00", "place": "Nhà văn hóa"}

    late = text(client.post(url, {**sent, "held_on": last.isoformat()}))
    client.post(url, {**sent, "held_on": (last - timedelta(days=1)).isoformat()})

    session.refresh_from_db()
    assert "phải họp xong trước ngày" in late
    assert "Nhà văn hóa" in late
    assert timezone.localtime(session.held_at).strftime("%H:%M") == "14:00"
