"""A form that saves itself: what people typed is never lost."""

import re

import pytest
from playwright.sync_api import expect

PAGE = """<!doctype html><html lang="vi">
<meta name="viewport" content="width=device-width">
<title>Biểu thử</title><main><h1>Biểu thử</h1>
<form method="post" action="/thu/" data-autosave="/thu/luu/" data-autosave-key="7">
<input type="hidden" name="csrfmiddlewaretoken" value="token">
<input type="hidden" name="version" value="3">
<label for="story">Câu chuyện</label><textarea id="story" name="story"></textarea>
<label><input type="checkbox" name="papers" value="cb"> Tự công bố</label>
<p data-autosave-state role="status"><span></span></p></form></main>
<script type="module" src="/static/ui/js/autosave.js"></script></html>"""
STORY = "Tháng chín đôi mươi"


class Server:
    """Answers the form; a test changes how."""

    def __init__(self, page):
        self.answer = {"status": 200, "json": {"version": 4}}
        self.heard = []
        page.route("**/thu/", self._page)
        page.route("**/thu/luu/", self._save)

    def _page(self, route):
        route.fulfill(status=200, content_type="text/html; charset=utf-8", body=PAGE)

    def _save(self, route):
        self.heard.append(route.request)
        if self.answer:
            route.fulfill(**self.answer)
        else:
            route.abort("aborted")


@pytest.fixture
def server(phone):
    return Server(phone)


def state(page):
    return page.locator("[data-autosave-state]")


def test_it_saves_after_a_pause_and_says_when(phone, server):
    phone.goto("/thu/")

    phone.locator("#story").fill(STORY)

    expect(state(phone)).to_have_text(re.compile(r"Đã lưu lúc \d\d:\d\d"))
    assert server.heard[0].headers["x-csrftoken"] == "token"
    assert server.heard[0].headers["idempotency-key"]
    assert phone.locator("[name=version]").input_value() == "4"
    assert phone.evaluate("localStorage.length") == 0


def test_without_signal_it_keeps_the_text_and_brings_it_back(phone, server):
    server.answer = None
    phone.goto("/thu/")
    phone.locator("#story").fill(STORY)
    phone.locator("[name=papers]").check()
    expect(state(phone)).to_have_text(re.compile("Chưa lưu được, còn trên máy này"))

    server.answer = {"status": 200, "json": {}}
    phone.goto("/thu/")

    assert phone.locator("#story").input_value() == STORY
    assert phone.locator("[name=papers]").is_checked()
    expect(state(phone)).to_have_text(re.compile("Đã lưu lúc"))
    assert phone.evaluate("localStorage.length") == 0


def test_two_people_on_one_form_the_second_is_told_and_loses_nothing(phone, server):
    told = "Chị Hoa vừa sửa phần này lúc 09:12."
    server.answer = {"status": 409, "json": {"message": told}}
    phone.goto("/thu/")

    phone.locator("#story").fill(STORY)

    expect(state(phone)).to_have_text(told)
    assert phone.locator("#story").input_value() == STORY
    assert phone.evaluate("localStorage.length") == 1


def test_a_wrong_field_is_said_and_typing_goes_on(phone, server):
    server.answer = {"status": 422, "json": {"message": "Năm sinh chưa đúng."}}
    phone.goto("/thu/")
    phone.locator("#story").fill("x")
    expect(state(phone)).to_have_text("Năm sinh chưa đúng.")

    server.answer = {"status": 200, "json": {}}
    phone.locator("#story").fill(STORY)

    expect(state(phone)).to_have_text(re.compile("Đã lưu lúc"))


def test_someone_signed_out_keeps_the_text(phone, server):
    server.answer = {"status": 302, "headers": {"Location": "/thu/"}}
    phone.goto("/thu/")

    phone.locator("#story").fill(STORY)

    expect(state(phone)).to_have_text(re.compile("Bạn đã bị đăng xuất"))
    assert phone.evaluate("localStorage.length") == 1
