"""A council member scores a product on a phone."""

from decimal import Decimal

import pytest
from django.urls import reverse

from saolang.audit.models import Entry as LedgerEntry
from saolang.evaluation import queries
from saolang.evaluation.models import Position, ScoreSheet
from saolang.evaluation.services.sheet import card_of
from saolang.notifications.models import Notice
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def sheet():
    return make.sheets_in(make.open_session())[0]


def form(sheet, level="high", **more):
    """What the browser sends for a complete sheet."""
    ticks = make.entry(sheet, level).ticks
    version = ScoreSheet.objects.get(pk=sheet.pk).version
    return {**ticks, "version": version, **more}


def address(name, sheet):
    return reverse(f"evaluation:{name}", args=[sheet.pk])


def test_the_page_shows_every_line_open_and_why_it_cannot_be_submitted(client, sheet):
    client.force_login(sheet.member)

    page = client.get(sheet.get_absolute_url()).content.decode()

    leaves = len(card_of(sheet).leaves)
    assert page.count('class="crit') == leaves
    assert page.count('class="crit todo"') == leaves - 1  # one waits for another
    assert "Chấm hết 32 tiêu chí để nộp. Còn 31." in page
    assert str(sheet.dossier.product) in page
    assert "Xã đã kiểm tra, đúng." in page


def test_autosave_keeps_each_tick_and_says_the_new_version(client, sheet):
    client.force_login(sheet.member)

    answer = client.post(
        address("sheet_save", sheet), {"A.1.1": "A.1.1.o2", "version": 1}
    )

    sheet.refresh_from_db()
    assert answer.json() == {"version": 2}
    assert sheet.ticks == {"A.1.1": "A.1.1.o2"}
    assert sheet.submitted_at is None


def test_no_level_reached_is_an_answer_of_its_own(client, sheet):
    client.force_login(sheet.member)

    client.post(address("sheet_save", sheet), {"A.1.1": "null", "version": 1})

    sheet.refresh_from_db()
    assert sheet.ticks == {"A.1.1": None}


def test_the_tally_follows_ones_own_ticks(client, sheet):
    client.force_login(sheet.member)
    client.post(address("sheet_save", sheet), {"A.1.1": "A.1.1.o3", "version": 1})

    tally = client.get(address("tally", sheet)).content.decode()

    assert "còn 14" in tally or "còn " in tally
    assert 'hx-swap-oob="true"' in tally
    assert '<b class="num">3</b>' in tally


def test_the_plain_button_saves_without_script(client, sheet):
    client.force_login(sheet.member)

    answer = client.post(
        sheet.get_absolute_url(),
        {"A.1.1": "A.1.1.o2", "note-A.1.1": "Có hợp đồng", "version": 1},
        follow=True,
    )

    sheet.refresh_from_db()
    assert "Đã lưu phiếu. Chưa nộp." in answer.content.decode()
    assert sheet.notes == {"A.1.1": "Có hợp đồng"}


def test_submitting_gives_a_receipt_without_a_score(client, sheet):
    client.force_login(sheet.member)

    page = client.post(
        address("sheet_submit", sheet), form(sheet), follow=True
    ).content.decode()

    sheet.refresh_from_db()
    assert sheet.points == Decimal(100)
    assert sheet.receipt in page
    [entry] = LedgerEntry.objects.filter(verb="sheet.submitted")
    assert sheet.receipt.endswith(entry.digest[:10].upper())
    [notice] = Notice.objects.filter(kind="sheet.receipt")
    assert notice.recipient == sheet.member
    assert "100" not in str(notice.values)


def test_an_incomplete_sheet_is_not_taken_and_keeps_what_was_typed(client, sheet):
    client.force_login(sheet.member)
    typed = form(sheet, opinion="Bao bì đẹp")
    typed.pop("C.9.0")

    answer = client.post(address("sheet_submit", sheet), typed)

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Chưa chấm tiêu chí C.9.0" in page
    assert "Bao bì đẹp" in page
    assert page.count('class="crit todo"') == 1
    assert not ScoreSheet.objects.filter(submitted_at__isnull=False).exists()


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        ({"A.1.1": "A.1.2.o1"}, "thuộc tiêu chí A.1.2"),
        ({"A.1.1": "bogus"}, "không có phương án"),
        ({"facts": "bogus"}, "không có «bogus»"),
        ({"unmet_gates": "A.1.2"}, "không có điều kiện bắt buộc"),
        ({"opinion": "x" * 4001}, "dài quá"),
    ],
)
def test_nonsense_is_refused_in_a_sentence(client, sheet, sent, words):
    client.force_login(sheet.member)

    answer = client.post(address("sheet_save", sheet), {"version": 1, **sent})

    assert answer.status_code == 422
    assert words in answer.json()["message"]


@pytest.mark.parametrize(
    "forged",
    [{"A.1.1": "zz"}, {"A.1.2": "A.1.1.o1"}, {"facts": "zz"}, {"unmet_gates": "A.1.2"}],
)
@pytest.mark.parametrize("name", ["sheet", "sheet_submit"])
def test_what_no_page_offers_is_refused_and_the_rest_is_drawn_again(
    client, sheet, name, forged
):
    client.force_login(sheet.member)
    sent = form(sheet) | {"opinion": "Vẫn còn đây"} | forged

    answer = client.post(address(name, sheet), sent)

    assert answer.status_code == 422
    assert "Vẫn còn đây" in answer.content.decode()
    sheet.refresh_from_db()
    assert sheet.ticks == {}


@pytest.mark.parametrize("version", ["", "x", "-1", "9" * 40])
def test_a_broken_version_is_a_conflict_not_a_crash(client, sheet, version):
    client.force_login(sheet.member)
    sent = {"A.1.1": "A.1.1.o2", "version": version}

    assert client.post(address("sheet_save", sheet), sent).status_code == 409


def test_submitting_twice_makes_one_receipt(client, sheet):
    client.force_login(sheet.member)
    sent = form(sheet)

    for _each in range(2):
        client.post(address("sheet_submit", sheet), sent)

    assert LedgerEntry.objects.filter(verb="sheet.submitted").count() == 1
    assert Notice.objects.filter(kind="sheet.receipt").count() == 1


def test_a_submitted_sheet_does_not_change(client, sheet):
    client.force_login(sheet.member)
    client.post(address("sheet_submit", sheet), form(sheet))
    before = ScoreSheet.objects.filter(pk=sheet.pk).values().get()

    for name in ("sheet", "sheet_save", "sheet_submit"):
        client.post(address(name, sheet), form(sheet, "low"))

    assert ScoreSheet.objects.filter(pk=sheet.pk).values().get() == before


def test_a_correction_is_a_new_sheet_and_the_old_one_counts_until_it_is_in(
    client, sheet
):
    client.force_login(sheet.member)
    client.post(address("sheet_submit", sheet), form(sheet))

    client.post(address("sheet_revise", sheet))
    client.post(address("sheet_revise", sheet))

    new = ScoreSheet.objects.get(member=sheet.member, revision=2)
    item = queries.item_of(sheet)
    key = (sheet.dossier_id, sheet.member_id)
    assert queries.counting_sheets(sheet.session, [item])[key] == sheet
    client.post(address("sheet_submit", new), form(new, "low"))
    assert queries.counting_sheets(sheet.session, [item])[key] == new
    assert ScoreSheet.objects.get(pk=sheet.pk).points == Decimal(100)


def test_the_second_device_is_told_and_loses_nothing(client, sheet):
    client.force_login(sheet.member)
    client.post(
        address("sheet_save", sheet),
        {
            "A.1.1": "A.1.1.o3",
            "A.1.2": "A.1.2.o1",
            "note-A.1.1": "máy một",
            "version": 1,
        },
    )
    second = {
        "A.1.1": "A.1.1.o1",
        "B.4.1": "null",
        "note-A.1.1": "máy hai",
        "version": 1,
    }

    told = client.post(address("sheet_save", sheet), second)
    merged = client.post(sheet.get_absolute_url(), second)

    page = merged.content.decode()
    assert (told.status_code, merged.status_code) == (409, 409)
    assert "từ một máy khác" in told.json()["message"]
    assert 'value="A.1.1.o3"' in page
    assert 'value="A.1.1.o1" checked' in page
    assert "máy một" in page
    assert "máy hai" in page
    client.post(
        sheet.get_absolute_url(),
        {
            "A.1.1": "A.1.1.o3",
            "A.1.2": "A.1.2.o1",
            "B.4.1": "null",
            "note-A.1.1": "máy một, máy hai",
            "version": 2,
        },
    )
    sheet.refresh_from_db()
    assert sheet.ticks == {"A.1.1": "A.1.1.o3", "A.1.2": "A.1.2.o1", "B.4.1": None}


def test_the_same_content_sent_again_is_not_a_conflict(client, sheet):
    client.force_login(sheet.member)
    sent = {"A.1.1": "A.1.1.o3", "version": 1}

    answers = [client.post(address("sheet_save", sheet), sent) for _each in range(2)]

    assert [a.json() for a in answers] == [{"version": 2}] * 2


def test_the_advisers_proposal_appears_once_the_line_is_ticked(client, sheet):
    make.appraisal(sheet.dossier, reasons={"A.1.1": "Vùng trồng đã khảo sát"})
    client.force_login(sheet.member)
    before = client.get(sheet.get_absolute_url()).content.decode()
    client.post(address("sheet_save", sheet), {"A.1.1": "A.1.1.o1", "version": 1})

    after = client.get(sheet.get_absolute_url()).content.decode()

    assert "Vùng trồng đã khảo sát" not in before
    assert "Vùng trồng đã khảo sát" in after
    assert after.count("Tổ tư vấn đề xuất:") == 1


@pytest.mark.parametrize(("show", "count"), [("always", 32), ("never", 0)])
def test_the_working_rules_say_whether_the_proposal_is_shown(client, show, count):
    sheet = make.sheets_in(make.open_session(show_proposal=show))[0]
    make.appraisal(sheet.dossier)
    client.force_login(sheet.member)

    page = client.get(sheet.get_absolute_url()).content.decode()

    assert page.count("Tổ tư vấn đề xuất:") == count


def test_papers_stand_beside_their_criterion_and_open(client, sheet):
    link = make.link(sheet.dossier, criterion="A.1.1", pages="trang 2")
    client.force_login(sheet.member)

    page = client.get(sheet.get_absolute_url()).content.decode()

    url = reverse("evaluation:paper", args=[link.dossier_id, link.evidence_id])
    assert f"{url}?tieu-chi=A.1.1" in page
    assert client.get(url).status_code == 200
    assert client.get(url, {"goc": "1"}).url.startswith("/tep/")


def test_a_line_that_waits_for_another_says_so(client, sheet):
    waiting = next(c for c in card_of(sheet).leaves if c.applies_if)
    condition = waiting.applies_if.criterion
    client.force_login(sheet.member)
    client.post(address("sheet_save", sheet), {condition: "null", "version": 1})

    page = client.get(sheet.get_absolute_url()).content.decode()

    assert "Chỉ tính điểm khi" in page
    assert page.count('class="crit todo"') == len(card_of(sheet).leaves) - 2


@pytest.mark.parametrize(
    "who",
    [
        lambda sheet: make.sheets_in(sheet.session)[1].member,
        lambda sheet: make.sheets_in(make.open_session())[0].member,
    ],
)
@pytest.mark.parametrize("name", ["sheet", "tally", "recusal"])
def test_another_members_sheet_does_not_exist_for_me(client, sheet, who, name):
    client.force_login(who(sheet))

    assert client.get(address(name, sheet)).status_code == 404


def test_neither_secretary_nor_officer_nor_admin_reaches_a_sheet(client, sheet):
    people = [
        make.seated(sheet.session, Position.SECRETARY),
        make.user("province_officer", sheet.session.round.unit),
        make.user("admin"),
        make.user("ministry_officer"),
    ]
    for person in people:
        client.force_login(person)
        for name in ("sheet", "tally"):
            assert client.get(address(name, sheet)).status_code == 403
        for name in ("sheet_save", "sheet_submit", "sheet_revise"):
            assert client.post(address(name, sheet)).status_code == 403
