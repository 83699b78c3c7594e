"""A member scores on a phone; the secretary closes on a desktop."""

import os

import pytest
from django.urls import reverse

from saolang.evaluation.models import Position, ScoreSheet
from tests import make
from tests.browser.harness import PHONE, assert_accessible, assert_fits, sign_in

pytestmark = pytest.mark.django_db(transaction=True)


def enter(page, person):
    sign_in(page, person.email, make.PASSWORD)
    return page


def shot(page, name, full=True):
    folder = os.environ.get("SAOLANG_SHOTS")
    if folder:
        page.screenshot(path=f"{folder}/{name}.png", full_page=full)


@pytest.fixture
def sheet():
    made = make.sheets_in(make.open_session(products=2, members=3))[0]
    make.link(made.dossier, criterion="A.1.1", pages="trang 2")
    make.appraisal(made.dossier, reasons={"A.1.1": "Vùng trồng đã khảo sát"})
    return made


def test_each_tick_saves_and_the_tally_follows(phone, sheet):
    enter(phone, sheet.member).goto(sheet.get_absolute_url())
    assert_accessible(phone)
    assert_fits(phone)
    shot(phone, "sheet-390", full=False)

    phone.locator('input[value="A.1.1.o3"]').check()
    phone.locator('#c-A-1-1-de-xuat:has-text("Vùng trồng đã khảo sát")').wait_for()

    assert phone.locator("#sc-dock summary b").inner_text() == "3"
    assert "còn" in phone.locator("#sc-tabs").inner_text()
    sheet.refresh_from_db()
    assert sheet.ticks == {"A.1.1": "A.1.1.o3"}
    shot(phone, "sheet-ticked-390", full=False)
    phone.locator(".up-tally summary").click()
    shot(phone, "sheet-pop-390", full=False)


def test_without_scripts_a_sheet_is_saved_and_handed_in(old_phone, sheet):
    ScoreSheet.objects.filter(pk=sheet.pk).update(ticks=make.entry(sheet).ticks)
    enter(old_phone, sheet.member).goto(sheet.get_absolute_url())

    old_phone.get_by_role("button", name="Nộp phiếu").click()
    old_phone.get_by_text("Đã nộp lúc").wait_for()

    assert ScoreSheet.objects.get(pk=sheet.pk).submitted_at is not None
    shot(old_phone, "submitted-390", full=False)


def test_a_second_device_chooses_and_loses_nothing(visit, sheet):
    first, second = visit(**PHONE), visit(**PHONE)
    for page in (first, second):
        enter(page, sheet.member).goto(sheet.get_absolute_url())
    first.locator('input[value="A.1.1.o3"]').check()
    first.locator('.saved:has-text("Đã lưu")').wait_for()
    second.locator('input[value="A.1.1.o1"]').check()
    second.get_by_text("từ một máy khác").wait_for()

    second.get_by_role("button", name="Lưu phiếu").click()
    assert_accessible(second)
    shot(second, "merge-390", full=False)
    second.get_by_text("Máy kia, đã lưu").click()
    second.get_by_role("button", name="Lưu bản gộp").click()
    second.get_by_text("Đã lưu phiếu").wait_for()

    assert ScoreSheet.objects.get(pk=sheet.pk).ticks == {"A.1.1": "A.1.1.o3"}


def test_the_secretary_sees_who_submitted_and_then_what_came_out(desktop, visit, sheet):
    session = sheet.session
    first, *rest = make.sheets_in(session)
    secretary = make.seated(session, Position.SECRETARY)
    make.submit(first)
    enter(desktop, secretary).goto(session.get_absolute_url())
    assert_accessible(desktop)
    shot(desktop, "session-1280")
    for index, other in enumerate(rest):
        make.submit(other, make.entry(other, "low" if index == 5 else "high"))

    desktop.reload()
    desktop.get_by_role("button", name="Khép chấm").click()
    desktop.locator("svg.plot").first.wait_for()

    assert_accessible(desktop)
    shot(desktop, "closed-1280")
    page = enter(visit(**PHONE), make.seated(session, Position.CHAIR))
    for name, address in (
        ("closed", session.get_absolute_url()),
        ("results", session.get_results_url()),
        ("sheets", reverse("evaluation:sheets")),
        ("sessions", reverse("evaluation:sessions")),
    ):
        page.goto(address)
        assert_accessible(page)
        assert_fits(page)
        shot(page, f"{name}-390")


def test_advisers_and_the_office_work_on_a_phone_too(visit):
    session = make.session(products=2)
    dossier = make.dossier("advisory_review")
    adviser = make.user("advisory_member", dossier.commune.parent)
    officer = make.user("province_officer", session.round.unit)
    for person, addresses in (
        (
            adviser,
            [
                reverse("evaluation:appraisals"),
                reverse("evaluation:appraisal", args=[dossier.pk]),
            ],
        ),
        (
            officer,
            [
                reverse("evaluation:rounds"),
                session.round.get_absolute_url(),
                reverse("evaluation:round_new"),
                reverse("evaluation:session_new", args=[session.round_id]),
                reverse("evaluation:councils"),
                session.council.get_absolute_url(),
                session.get_absolute_url(),
            ],
        ),
    ):
        page = enter(visit(**PHONE), person)
        for number, address in enumerate(addresses):
            page.goto(address)
            assert_accessible(page)
            assert_fits(page)
            shot(page, f"{person.pk}-{number}-390")
