"""What browser tests may rely on: a page that fails is heard."""

import pytest
from django.urls import reverse

from tests import make
from tests.browser import harness

BROKEN = """<html lang="vi"><meta name="viewport" content="width=device-width">
<title>Thử</title><main><h1>Thử</h1>
<img src="/static/no-such.png"><p style="width: 900px">Rộng quá</p></main></html>"""


@pytest.mark.parametrize("options", [harness.PHONE, harness.DESKTOP])
@pytest.mark.parametrize("colours", ["light", "dark"])
def test_the_reference_of_components_is_accessible(visit, options, colours):
    page = visit(**options, color_scheme=colours)

    page.goto(reverse("ui:gallery"))

    harness.assert_accessible(page)
    harness.assert_fits(page)


def test_a_person_signs_in_without_scripts(old_phone):
    officer = make.user()

    harness.sign_in(old_phone, officer.email, make.PASSWORD)

    assert old_phone.locator("main").is_visible()


def test_what_axe_and_the_eye_would_mind_is_found(phone):
    phone.set_content(BROKEN)

    with pytest.raises(AssertionError, match="image-alt"):
        harness.assert_accessible(phone)
    with pytest.raises(AssertionError, match="px wide"):
        harness.assert_fits(phone)


def run(page, script):
    page.goto(reverse("ui:gallery"))
    page.evaluate(script)


def test_a_failing_script_fails_the_test(chromium, live_server):
    throws = "new Promise(go => setTimeout(() => { go(); throw Error('lỗi') }))"

    with (
        pytest.raises(AssertionError, match="script: lỗi"),
        harness.visitor(chromium, live_server.url) as page,
    ):
        run(page, throws)


def test_no_visitor_leaves_this_machine(chromium, live_server):
    asks_elsewhere = "fetch('http://sao-lang.example.vn/').catch(() => {})"

    with (
        pytest.raises(AssertionError, match=r"sao-lang\.example\.vn"),
        harness.visitor(chromium, live_server.url) as page,
    ):
        run(page, asks_elsewhere)
