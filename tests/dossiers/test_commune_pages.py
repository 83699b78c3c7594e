"""A commune's officer and leader work through the browser."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from saolang.dossiers import form03
from saolang.dossiers.models import CommuneReport, PaperCheck, Status
from saolang.geography.models import DayOff
from saolang.notifications.models import Notice
from saolang.people.models import Role
from tests import make

pytestmark = pytest.mark.django_db

LIST = reverse("dossiers:commune_list")
NOON = datetime(2026, 11, 12, 5, tzinfo=UTC)  # a Thursday


def at(name, dossier):
    return reverse(f"dossiers:commune_{name}", args=[dossier.pk])


def sign_in(client, dossier, role=Role.COMMUNE_OFFICER):
    person = make.user(role, dossier.commune)
    client.force_login(person)
    return person


def text(response):
    return " ".join(response.content.decode().split())


def written(version, **changes):
    parts = {
        f"{part}_{heading.key}": f"Chữ {part} {heading.key}"
        for heading in form03.HEADINGS
        for part in ("said", "found")
    }
    return {"version": version, "conclusion": "Đề nghị.", **parts, **changes}


# --- the work list --------------------------------------------------------------


@pytest.mark.parametrize(
    ("filed_on", "words"),
    [
        (date(2026, 10, 22), "Hết hạn hôm nay"),
        (date(2026, 10, 27), "Còn 3 ngày làm việc"),
        (date(2026, 10, 20), "Quá hạn 2 ngày làm việc"),
    ],
)
def test_the_clock_counts_fifteen_working_days(client, filed_on, words):
    filed = datetime(filed_on.year, filed_on.month, filed_on.day, 3, tzinfo=UTC)
    dossier = make.dossier(Status.COMMUNE_REVIEW, at=filed)
    sign_in(client, dossier)

    with time_machine.travel(NOON, tick=False):
        response = client.get(LIST)

    assert words in text(response)


def test_a_public_holiday_moves_the_clock(client):
    DayOff.objects.create(on=date(2026, 11, 3), name="Ngày nghỉ thử")
    filed = datetime(2026, 10, 22, 3, tzinfo=UTC)
    dossier = make.dossier(Status.COMMUNE_REVIEW, at=filed)
    sign_in(client, dossier)

    with time_machine.travel(NOON, tick=False):
        response = client.get(LIST)

    assert "Còn 1 ngày làm việc" in text(response)


def test_the_weekend_after_the_last_day_is_overdue(client):
    filed = datetime(2026, 10, 23, 3, tzinfo=UTC)
    dossier = make.dossier(Status.COMMUNE_REVIEW, at=filed)  # due Friday 13 November
    sign_in(client, dossier)

    with time_machine.travel(datetime(2026, 11, 14, 5, tzinfo=UTC), tick=False):
        page = text(client.get(LIST))

    assert "Quá hạn" in page
    assert "Hết hạn hôm nay" not in page


def test_most_urgent_first_then_what_waits_for_others(client):
    place = make.commune()

    def one(name, status, days):
        item = make.product(name, producer=make.producer(commune=place))
        return make.dossier(status, product=item, at=NOON - timedelta(days=days))

    one("Đã gửi", Status.SUBMITTED_PROVINCE, 40)
    one("Chờ bổ sung", Status.COMMUNE_RETURNED, 30)
    one("Vừa nộp", Status.SUBMITTED_COMMUNE, 1)
    last = one("Sắp hết hạn", Status.COMMUNE_REVIEW, 20)
    sign_in(client, last)

    page = text(client.get(LIST))

    order = ["Sắp hết hạn", "Vừa nộp", "Chờ bổ sung", "Đã gửi"]
    places = [page.index(f'/">{name}</a>') for name in order]
    assert places == sorted(places)


def test_filters_find_without_tone_marks_and_ignore_nonsense(client):
    place = make.commune()
    honey = make.product("Mật ong rừng", producer=make.producer(commune=place))
    tea = make.product("Chè xanh", producer=make.producer(commune=place))
    first = make.dossier(Status.COMMUNE_REVIEW, product=honey)
    make.dossier(Status.COMMUNE_RETURNED, product=tea)
    sign_in(client, first)

    found = text(client.get(LIST, {"q": "mat ong"}))
    returned = text(client.get(LIST, {"status": "commune_returned"}))
    nonsense = client.get(LIST, {"status": "moon", "kind": "x", "page": "-4"})

    assert "Mật ong rừng" in found
    assert "Chè xanh" not in found
    assert "Chè xanh" in returned
    assert "Mật ong rừng" not in returned
    assert nonsense.status_code == 200
    assert "Mật ong rừng" in text(nonsense)


def test_drafts_and_other_communes_are_not_on_the_list(client):
    mine = make.dossier(Status.SUBMITTED_COMMUNE)
    draft = make.dossier(
        product=make.product("Chưa nộp", producer=mine.product.producer)
    )
    foreign = make.dossier(Status.SUBMITTED_COMMUNE)
    sign_in(client, mine)

    page = text(client.get(LIST))

    assert mine.product.name in page
    assert draft.product.name not in page
    assert foreign.product.name not in page


def test_the_list_asks_the_database_as_often_for_many_rows_as_for_one(client):
    place = make.commune()
    client.force_login(make.user(Role.COMMUNE_OFFICER, place))
    counts = []
    for more in (1, 2, 97):
        for _row in range(more):
            item = make.product(producer=make.producer(commune=place))
            make.dossier(Status.COMMUNE_REVIEW, product=item)
        with CaptureQueriesContext(connection) as asked:
            client.get(LIST)
        counts.append(len(asked))

    assert counts[0] == counts[1] == counts[2]


# --- one dossier ----------------------------------------------------------------


@pytest.mark.parametrize(
    "name",
    ["dossier", "check_list", "return", "report", "sign"],
)
def test_another_communes_dossier_does_not_exist_for_me(client, name):
    dossier = make.dossier(Status.COMMUNE_REVIEW)
    role = Role.COMMUNE_LEADER if name == "sign" else Role.COMMUNE_OFFICER
    client.force_login(make.user(role))

    assert client.get(at(name, dossier)).status_code == 404


@pytest.mark.parametrize("name", ["take_in", "save_checks", "save_report", "forward"])
def test_nor_can_i_act_on_it(client, name):
    dossier = make.dossier(Status.COMMUNE_REVIEW)
    client.force_login(make.user(Role.COMMUNE_OFFICER))

    assert client.post(at(name, dossier)).status_code == 404


def test_reading_shows_answers_papers_and_what_to_do_next(client):
    dossier = make.dossier(Status.COMMUNE_REVIEW)
    link = make.link(dossier, "labour_list", "A.3.3")
    sign_in(client, dossier)

    page = text(client.get(at("dossier", dossier)))

    assert "Lao động địa phương" in page
    assert (
        reverse("dossiers:paper_file", args=[link.dossier_id, link.evidence_id]) in page
    )
    assert at("check_list", dossier) in page
    assert "Phiếu đăng ký (Mẫu 01): chưa xem" in page


def test_what_officers_read_is_what_was_handed_in(client):
    dossier = make.dossier(Status.COMMUNE_RETURNED)
    dossier.form02 = dossier.form02 | {"technology": "Đang sửa dở"}
    dossier.save(update_fields=["form02"])
    sign_in(client, dossier)

    page = text(client.get(at("dossier", dossier)))

    assert "Đang sửa dở" not in page
    assert "Nội dung thử" in page


def test_papers_added_while_it_is_back_wait_for_the_next_hand_over(client):
    dossier = make.dossier(Status.COMMUNE_RETURNED)
    link = make.link(dossier, "labour_list", "A.3.3")
    sign_in(client, dossier)

    page = text(client.get(at("dossier", dossier)))

    assert link.evidence.title not in page


def test_taking_in_twice_tells_where_it_stands(client):
    dossier = make.dossier(Status.SUBMITTED_COMMUNE)
    sign_in(client, dossier)

    first = client.post(at("take_in", dossier), follow=True)
    second = client.post(at("take_in", dossier), follow=True)

    assert "Đã tiếp nhận hồ sơ để kiểm tra." in text(first)
    assert "Hồ sơ đang ở bước “Xã đang kiểm tra”" in text(second)


# --- the check list -------------------------------------------------------------


def checks(client, dossier, **changes):
    form = client.get(at("check_list", dossier)).context["form"]
    values = {name: form[name].value() or "" for name in form.fields}
    return {**values, **changes}


def test_the_plain_button_saves_every_line(client):
    dossier = make.dossier(Status.COMMUNE_REVIEW)
    officer = sign_in(client, dossier)
    said = {"state_form01": "ok", "state_test_report": "missing"}
    said |= {"note_test_report": "Chưa có phiếu."}

    response = client.post(at("check_list", dossier), checks(client, dossier, **said))

    assert response.status_code == 302
    found = PaperCheck.objects.order_by("line").values_list(
        "line", "state", "note", "checked_by"
    )
    assert list(found) == [
        ("form01", "ok", "", officer.pk),
        ("test_report", "missing", "Chưa có phiếu.", officer.pk),
    ]


def test_the_list_saves_itself_and_hands_back_its_mark(client):
    dossier = make.dossier(Status.COMMUNE_REVIEW)
    sign_in(client, dossier)
    typed = checks(client, dossier, state_form01="ok")

    first = client.post(at("save_checks", dossier), typed)
    mark = first.json()["version"]
    second = client.post(
        at("save_checks", dossier), typed | {"version": mark, "state_form02": "ok"}
    )

    assert (first.status_code, second.status_code) == (200, 200)
    assert mark != typed["version"]
    assert PaperCheck.objects.count() == 2


def test_the_second_of_two_officers_is_told_and_loses_nothing(client):
    dossier = make.dossier(Status.COMMUNE_REVIEW)
    sign_in(client, dossier)
    mine = checks(client, dossier, state_form01="unclear", note_form01="Mờ chữ ký.")
    client.post(at("save_checks", dossier), checks(client, dossier, state_form01="ok"))

    quiet = client.post(at("save_checks", dossier), mine)
    told = client.post(at("check_list", dossier), mine)
    form = told.context["form"]
    again = client.post(
        at("check_list", dossier), mine | {"version": form["version"].value()}
    )

    assert quiet.status_code == 409
    assert "Đồng nghiệp vừa sửa" in quiet.json()["message"]
    assert told.status_code == 409
    assert "Mờ chữ ký." in text(told)
    assert "Bản đang lưu: đạt." in text(told)
    assert again.status_code == 302
    assert PaperCheck.objects.get(line="form01").note == "Mờ chữ ký."


@pytest.mark.parametrize(
    "change", [{"state_form01": "moon"}, {"note_form01": "x" * 301}]
)
def test_bad_input_is_said_and_nothing_is_written(client, change):
    dossier = make.dossier(Status.COMMUNE_REVIEW)
    sign_in(client, dossier)
    typed = checks(client, dossier, state_form02="ok", **change)

    page = client.post(at("check_list", dossier), typed)
    quiet = client.post(at("save_checks", dossier), typed)

    assert page.status_code == 200
    assert page.context["form"].errors
    assert quiet.status_code == 422
    assert quiet.json()["message"]
    assert not PaperCheck.objects.exists()


def test_an_expired_paper_is_pointed_out(client):
    dossier = make.dossier(Status.COMMUNE_REVIEW)
    paper = make.evidence(
        dossier.product.producer, "test_report", valid_until=date(2024, 1, 1)
    )
    make.link(dossier, evidence=paper)
    sign_in(client, dossier)

    assert "Giấy hết hạn trước ngày chấm." in text(
        client.get(at("check_list", dossier))
    )


# --- sending back ---------------------------------------------------------------


def test_the_list_of_missing_things_starts_from_the_check_list(client):
    dossier = make.dossier(Status.COMMUNE_REVIEW)
    sign_in(client, dossier)
    said = {"state_form01": "missing", "note_form01": "Thiếu chữ ký."}
    client.post(at("check_list", dossier), checks(client, dossier, **said))

    page = client.get(at("return", dossier))
    response = client.post(
        at("return", dossier),
        {
            "items": ["form01"],
            "more": "Ảnh bao bì\n\nNhãn mới",
            "answer_by": "2099-01-05",
        },
    )

    line = "Phiếu đăng ký (Mẫu 01): thiếu. Thiếu chữ ký."
    assert line in text(page)
    assert response.status_code == 302
    asked = dossier.supplements.get()
    assert asked.items == [
        {
            "line": "form01",
            "text": line,
            "state": "missing",
            "note": "Thiếu chữ ký.",
        },
        {"line": "", "text": "Ảnh bao bì"},
        {"line": "", "text": "Nhãn mới"},
    ]
    producer = make.owner_of(dossier.product.producer)
    notice = Notice.objects.get(recipient=producer)
    assert notice.kind == "dossier.returned"
    assert "Ảnh bao bì" in notice.body


def test_an_empty_list_is_refused_and_the_message_kept(client):
    dossier = make.dossier(Status.COMMUNE_REVIEW)
    sign_in(client, dossier)

    response = client.post(
        at("return", dossier), {"answer_by": "2099-01-05", "note": "Nhờ bổ sung sớm."}
    )

    assert "Hãy nêu ít nhất một nội dung cần bổ sung." in text(response)
    assert "Nhờ bổ sung sớm." in text(response)
    assert not dossier.supplements.exists()


def test_sending_back_twice_makes_one_list(client):
    dossier = make.dossier(Status.COMMUNE_REVIEW)
    sign_in(client, dossier)
    typed = {"more": "Ảnh bao bì", "answer_by": "2099-01-05"}

    client.post(at("return", dossier), typed)
    second = client.post(at("return", dossier), typed)

    assert "Hồ sơ đang ở bước “Xã trả, chờ bổ sung”" in text(second)
    assert dossier.supplements.count() == 1


# --- Form 03 --------------------------------------------------------------------


def test_form_03_starts_with_what_the_producer_says(client):
    dossier = make.dossier(Status.COMMUNE_REVIEW)
    sign_in(client, dossier)

    form = client.get(at("report", dossier)).context["form"]

    assert "Lao động địa phương (A.3.3)" in form["said_labour"].value()
    assert "Nguồn gốc sản phẩm (A.1.1)" in form["said_materials"].value()
    assert form["conclusion"].value() == form03.DEFAULT_CONCLUSION


def test_form_03_has_the_papers_beside_their_heading(client):
    dossier = make.dossier(Status.COMMUNE_REVIEW)
    link = make.link(dossier, "labour_list", "A.3.3")
    sign_in(client, dossier)

    lines = client.get(at("report", dossier)).context["lines"]

    assert {
        h.key: [p.evidence for p in papers] for h, _said, _found, papers in lines
    } == {
        "materials": [],
        "labour": [link.evidence],
        "idea": [],
        "identity": [],
    }


def test_form_03_saves_itself(client):
    dossier = make.dossier(Status.COMMUNE_REVIEW)
    sign_in(client, dossier)

    first = client.post(at("save_report", dossier), written(0))
    second = client.post(
        at("save_report", dossier), written(1, found_idea="Nghề trăm năm")
    )

    assert (first.json(), second.json()) == ({"version": 1}, {"version": 2})
    assert CommuneReport.objects.get().findings["idea"]["found"] == "Nghề trăm năm"


def test_two_officers_on_form_03_nothing_typed_is_lost(client):
    dossier = make.dossier(Status.COMMUNE_REVIEW)
    sign_in(client, dossier)
    client.post(at("save_report", dossier), written(0, found_idea="Bản thứ nhất"))
    mine = written(0, found_idea="Bản thứ hai")

    quiet = client.post(at("save_report", dossier), mine)
    told = client.post(at("report", dossier), mine)
    version = told.context["form"]["version"].value()
    again = client.post(at("report", dossier), mine | {"version": version})

    assert (quiet.status_code, told.status_code) == (409, 409)
    assert "Bản thứ nhất" in text(told)
    assert "Bản thứ hai" in text(told)
    assert again.status_code == 302
    assert CommuneReport.objects.get().findings["idea"]["found"] == "Bản thứ hai"


def test_proposing_with_a_hole_marks_the_field_and_keeps_the_rest(client):
    dossier = make.dossier(Status.COMMUNE_REVIEW)
    sign_in(client, dossier)

    response = client.post(at("propose_report", dossier), written(0, found_identity=""))

    assert response.context["form"].errors["found_identity"]
    assert "Chữ found materials" in text(response)
    assert not CommuneReport.objects.filter(proposed_at__isnull=False).exists()


def test_from_proposal_to_the_province_in_the_browser(client):
    dossier = make.dossier(Status.COMMUNE_REVIEW)
    leader = make.user(Role.COMMUNE_LEADER, dossier.commune)
    sign_in(client, dossier)
    client.post(at("propose_report", dossier), written(0))
    client.force_login(leader)

    waiting = text(client.get(reverse("dossiers:commune_to_sign")))
    reading = text(client.get(at("sign", dossier)))
    signed = client.post(at("sign", dossier), {"version": 1}, follow=True)
    sent = client.post(at("forward", dossier), follow=True)

    dossier.refresh_from_db()
    assert dossier.product.name in waiting
    assert "Chữ found materials" in reading
    assert dossier.product_code in text(signed)
    assert "Gửi kèm 5 sản phẩm mẫu." in text(signed)
    assert "Đã gửi hồ sơ lên tỉnh." in text(sent)
    assert dossier.status == Status.SUBMITTED_PROVINCE
    told = Notice.objects.filter(recipient=leader).values_list("kind", flat=True)
    assert list(told) == ["report.proposed"]


def test_the_signed_report_opens_as_a_paper_and_an_unsigned_one_says_why(client):
    signed = make.dossier(Status.COMMUNE_REPORTED)
    sign_in(client, signed)
    opened = client.post(at("draw_up", signed), follow=True)
    unsigned = make.dossier(Status.COMMUNE_REVIEW)
    sign_in(client, unsigned)
    refused = client.post(at("draw_up", unsigned), follow=True)

    assert opened.status_code == 200
    assert f"Báo cáo đánh giá hồ sơ sản phẩm {signed.product.name}" in text(opened)
    assert "Báo cáo chưa ký" in text(refused)


def test_a_leader_who_read_an_older_version_reads_again(client):
    dossier = make.dossier(Status.COMMUNE_REVIEW)
    make.commune_report(dossier, version=2, proposed_at=NOON)
    sign_in(client, dossier, Role.COMMUNE_LEADER)

    response = client.post(at("sign", dossier), {"version": 1})

    assert response.status_code == 409
    assert "Hãy đọc lại bản mới rồi ký." in text(response)
    dossier.refresh_from_db()
    assert dossier.status == Status.COMMUNE_REVIEW


def test_the_officer_sees_why_the_leader_handed_it_back(client):
    dossier = make.dossier(Status.COMMUNE_REVIEW)
    make.commune_report(dossier, proposed_at=NOON)
    sign_in(client, dossier, Role.COMMUNE_LEADER)

    empty = client.post(at("send_back", dossier), {"note": ""})
    client.post(at("send_back", dossier), {"note": "Nêu rõ số lao động."})
    sign_in(client, dossier)
    page = text(client.get(at("report", dossier)))

    assert empty.context["form"].errors["note"]
    assert "Nêu rõ số lao động." in page


def test_an_officer_does_not_reach_the_signing_page(client):
    dossier = make.dossier(Status.COMMUNE_REVIEW)
    sign_in(client, dossier)

    assert client.get(at("sign", dossier)).status_code == 403
    assert client.post(at("sign", dossier), {"version": 1}).status_code == 403


def test_a_report_before_the_leader_can_only_be_read(client):
    dossier = make.dossier(Status.COMMUNE_REVIEW)
    make.commune_report(dossier, proposed_at=NOON)
    sign_in(client, dossier)

    page = client.get(at("report", dossier))

    assert "nên không sửa được ở đây" in text(page)
    assert all(field.disabled for field in page.context["form"].fields.values())
