"""Twenty files over a weak, broken line: none is lost, none comes twice."""

import hashlib
import re
import time

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from saolang.files.models import StoredFile, Upload
from tests import make
from tests.browser import harness
from tests.files import corpus

pytestmark = pytest.mark.django_db(transaction=True)
PASSWORD = "mot-mat-khau-dai"


@pytest.fixture
def person():
    return make.user(password=PASSWORD)


@pytest.fixture
def address(person):
    """Where a producer sends its papers."""
    return reverse("dossiers:inbox", args=[make.producer(owner=person).pk])


def open_page(page, address):
    page.goto(address)
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


def test_twenty_files_survive_a_lost_signal_a_closed_tab_and_a_new_login(
    phone, person, address
):
    files = list(papers(20))
    harness.sign_in(phone, person.login, PASSWORD)
    open_page(phone, address)
    weak(phone)
    phone.locator("[data-uploads-keep]").check()
    phone.locator("[data-uploads] input[multiple]").set_input_files(files)

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
    open_page(again, address)
    wait_for(again, lambda: arrived() >= 11)

    # signed out meanwhile: nothing is lost, nothing is sent
    again.context.clear_cookies(name="sessionid")
    expect(again.get_by_text("đăng nhập lại là tự gửi tiếp").first).to_be_visible()
    harness.sign_in(again, person.login, PASSWORD)
    open_page(again, address)

    wait_for(again, lambda: arrived() == 20)
    told(again, "Đã tới")
    expect(
        again.locator(".up[data-state=waiting], .up[data-state=sending]")
    ).to_have_count(0)
    sent = sorted(hashlib.sha256(each["buffer"]).hexdigest() for each in files)
    assert sorted(StoredFile.objects.values_list("sha256", flat=True)) == sent
    assert Upload.objects.count() == 20


def test_photos_shrink_before_they_are_sent_and_nobody_elses_are(
    phone, person, address
):
    harness.sign_in(phone, person.login, PASSWORD)
    open_page(phone, address)
    phone.context.set_offline(True)
    photo = corpus.picture("JPEG", (4000, 3000), quality=98)
    phone.locator("[data-uploads] input[multiple]").set_input_files(
        [{"name": "bao bì.jpg", "mimeType": "image/jpeg", "buffer": photo}]
    )
    expect(phone.get_by_text("Mất sóng").first).to_be_visible()
    other = make.user(password=PASSWORD)
    elsewhere = reverse("dossiers:inbox", args=[make.producer(owner=other).pk])
    phone.context.clear_cookies(name="sessionid")
    phone.goto("about:blank")
    phone.context.set_offline(False)

    harness.sign_in(phone, other.login, PASSWORD)
    open_page(phone, elsewhere)
    expect(phone.get_by_text("bao bì.jpg")).to_have_count(0)
    assert not Upload.objects.exists()

    phone.context.clear_cookies(name="sessionid")
    harness.sign_in(phone, person.login, PASSWORD)
    open_page(phone, address)
    expect(phone.locator(".up[data-state=arrived]")).to_contain_text("→")
    file = StoredFile.objects.get()
    assert (file.uploaded_by, max(file.width, file.height)) == (person, 2048)
    assert file.size < len(photo)


def test_a_refused_file_says_why_and_can_be_dropped(phone, person, address):
    harness.sign_in(phone, person.login, PASSWORD)
    open_page(phone, address)

    phone.locator("[data-uploads] input[multiple]").set_input_files(
        [
            {
                "name": "khóa.pdf",
                "mimeType": "",
                "buffer": corpus.pdf(lambda writer: writer.encrypt("bi mat")),
            }
        ]
    )

    row = phone.locator(".up[data-state=refused]")
    expect(row).to_contain_text("đặt mật khẩu")
    harness.assert_accessible(phone)
    row.get_by_role("button", name="Bỏ").click()
    expect(row).to_have_count(0)
    wait_for(phone, lambda: not Upload.objects.exists())
