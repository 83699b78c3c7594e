"""Twenty files over a weak, broken line: none is lost, none comes twice."""

import hashlib
import re
import time

import pytest
from django.template.loader import render_to_string
from django.urls import reverse
from playwright.sync_api import expect

from saolang.files.models import StoredFile, Upload
from tests import make
from tests.browser import harness
from tests.files import corpus

pytestmark = pytest.mark.django_db(transaction=True)
PASSWORD = "mot-mat-khau-dai"
FOLDER = "producer:12"
PAGE = """<!doctype html><html lang="vi">
<meta name="viewport" content="width=device-width">
<title>Gửi giấy tờ</title><link rel="stylesheet" href="/static/ui/ui.css">
<main class="wrap stack"><h1>Gửi giấy tờ</h1>
<form class="stack" method="post" enctype="multipart/form-data" data-uploads
 data-endpoint="%s" data-folder="%s" data-account="%s" data-done-url="/giay-to/">
<div class="field"><label for="f">Chọn tệp</label>
<input class="in" id="f" type="file" name="uploads" multiple></div>
<button class="btn" data-uploads-plain>Gửi tệp</button>%s</form></main></html>"""


@pytest.fixture
def person():
    return make.user(password=PASSWORD)


def open_page(page, person):
    """The page of this account, in this tab."""
    queue = render_to_string("ui/upload_queue.html")
    body = PAGE % (reverse("files:uploads"), FOLDER, person.pseudonym, queue)
    page.route(
        "**/gui-thu/",
        lambda route: route.fulfill(
            status=200, content_type="text/html; charset=utf-8", body=body
        ),
    )
    page.goto("/gui-thu/")
    expect(page.locator("[data-uploads-queue]")).to_be_visible()


def weak(page, *, kilobytes_a_second=400, latency=60):
    """A line as in the hills."""
    line = page.context.new_cdp_session(page)
    line.send("Network.enable")
    line.send(
        "Network.emulateNetworkConditions",
        {
            "offline": False,
            "latency": latency,
            "downloadThroughput": 200 * 1024,
            "uploadThroughput": kilobytes_a_second * 1024,
        },
    )


def papers(count):
    """Files of different kinds and sizes, no two alike."""
    for number in range(count):
        if number % 4:
            content = corpus.scan(200_000 + number * 9000, bytes([number]))
            yield {
                "name": f"giấy {number}.pdf",
                "mimeType": "application/pdf",
                "buffer": content,
            }
        else:
            photo = corpus.picture("JPEG", (900 + number, 700), quality=95)
            yield {
                "name": f"ảnh {number}.jpg",
                "mimeType": "image/jpeg",
                "buffer": photo,
            }


def told(page, words):
    expect(page.locator("[data-uploads-told]")).to_have_text(
        re.compile(words), timeout=60_000
    )


def arrived():
    return Upload.objects.filter(file__isnull=False).count()


def wait_for(page, condition):
    until = time.monotonic() + 30
    while not condition():
        assert time.monotonic() < until
        page.wait_for_timeout(50)  # the browser is served meanwhile


def test_twenty_files_survive_a_lost_signal_a_closed_tab_and_a_new_login(phone, person):
    files = list(papers(20))
    harness.sign_in(phone, person.login, PASSWORD)
    open_page(phone, person)
    weak(phone)
    phone.locator("[data-uploads-keep]").check()
    phone.locator("[name=uploads]").set_input_files(files)

    wait_for(phone, lambda: arrived() >= 3)
    phone.context.set_offline(True)
    expect(phone.get_by_text("Mất sóng").first).to_be_visible()
    phone.context.set_offline(False)
    wait_for(phone, lambda: arrived() >= 7)
    harness.assert_fits(phone)
    harness.assert_accessible(phone)

    # the tab is closed in the middle, and opened again
    again = phone.context.new_page()
    phone.close()
    open_page(again, person)
    wait_for(again, lambda: arrived() >= 11)

    # signed out meanwhile: nothing is lost, nothing is sent
    again.context.clear_cookies(name="sessionid")
    expect(again.get_by_text("đăng nhập lại là tự gửi tiếp").first).to_be_visible()
    harness.sign_in(again, person.login, PASSWORD)
    open_page(again, person)

    wait_for(again, lambda: arrived() == 20)
    told(again, "Đã tới")
    expect(
        again.locator(".up[data-state=waiting], .up[data-state=sending]")
    ).to_have_count(0)
    sent = sorted(hashlib.sha256(each["buffer"]).hexdigest() for each in files)
    assert sorted(StoredFile.objects.values_list("sha256", flat=True)) == sent
    assert Upload.objects.count() == 20
