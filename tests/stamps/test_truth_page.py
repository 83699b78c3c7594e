"""Somebody scans a code on a pack and learns the truth about it."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from saolang.files.models import StoredFile
from saolang.kernel import codes
from saolang.kernel.codes import ALPHABET, CodeKind
from saolang.products.models import ProductPhoto
from tests import make
from tests.stamps import conditions

pytestmark = pytest.mark.django_db


def page(client, code, query=""):
    return client.get(f"/t/{code}{query}").content.decode()


@pytest.mark.parametrize("condition", conditions.ANSWERS)
def test_each_condition_has_its_own_answer(client, condition):
    made = conditions.certificate(condition)

    response = client.get(f"/t/{made.code}")

    html = response.content.decode()
    assert response.status_code == 200
    assert f'<p class="word">{conditions.ANSWERS[condition]}</p>' in html
    assert made.holder["product"] in html
    assert made.number in html


@pytest.mark.parametrize("condition", conditions.ANSWERS)
def test_stars_are_shown_only_while_they_are_in_force(client, condition):
    made = conditions.certificate(condition)

    html = page(client, made.code)
    verdict = html[html.index('class="verdict') : html.index("<main")]

    assert ('class="stars' in verdict) == (condition in conditions.SHOWS_STARS)


def test_a_replaced_paper_leads_to_the_new_one(client):
    made = conditions.certificate("superseded")

    assert f'href="/t/{made.superseded_by.code}"' in page(client, made.code)


def test_a_revocation_says_why(client):
    html = page(client, conditions.certificate("revoked").code)

    assert "Nhãn dán lên hàng không qua đánh giá" in html
    assert "3560/QĐ-UBND" in html


def test_a_slip_of_one_character_is_named(client):
    code = make.certificate().code

    for place in range(len(code)):
        for other in ALPHABET[:: 7 if place else 1]:
            if other == code[place]:
                continue
            typed = code[:place] + other + code[place + 1 :]
            response = client.get(f"/t/{typed}")
            assert response.status_code == 404
            assert "Có thể gõ nhầm một ký tự" in response.content.decode()


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "0",
        "C" * 20,
        "x" * 400,
        "<script>",
        "%00",
        "Không có",
        "C0000-????",
        "☃" * 20,
    ],
)
def test_anything_else_is_answered_calmly(client, typed):
    response = client.get(f"/t/{typed}")

    html = response.content.decode()
    assert response.status_code == (404 if typed else 200)
    assert "<script" not in html


def test_a_well_formed_code_that_was_never_given_is_a_warning(client, settings):
    never = (
        codes.make(CodeKind.CERTIFICATE, 999_999, settings.CODE_KEY),
        codes.make(CodeKind.CERTIFICATE, make.certificate().pk, b"another key"),
        codes.make(CodeKind.LOT, 1, settings.CODE_KEY),
    )

    for code in never:
        response = client.get(f"/t/{code}")
        assert response.status_code == 404
        assert "chưa từng được cấp" in response.content.decode()


def test_a_code_is_read_as_people_type_it(client):
    made = make.certificate()
    grouped = codes.grouped(made.code)

    for typed in (made.code.lower(), grouped, grouped.replace(" ", "-")):
        assert made.number in page(client, typed)
    looks_alike = made.code.replace("0", "O").replace("1", "I")
    assert made.number in page(client, looks_alike)
    assert made.number in client.get(f"/T/{made.code}/").content.decode()


def test_a_paper_issued_tomorrow_is_not_yet_anything(client):
    made = make.certificate(issued_on=date(2099, 1, 1))

    assert client.get(f"/t/{made.code}").status_code == 404


@pytest.mark.parametrize("path", ["/t/", "/t/{code}", "/t/{code}/qr.svg", "/t/NONE"])
def test_no_cookie_is_set_and_none_is_read(client, path):
    code = make.certificate().code
    client.cookies["sessionid"] = "someones-old-session"
    client.cookies["saolang_language"] = "en"

    response = client.get(path.format(code=code))

    assert response.cookies == {}
    assert "cookie" not in response.headers.get("Vary", "").lower()


def test_the_page_needs_no_script_and_says_when_it_looked(client):
    html = page(client, make.certificate().code)

    assert "<script" not in html
    assert "<form" not in html
    assert f"{timezone.localtime():%d/%m/%Y}" in html


def test_names_stay_as_printed_after_the_product_is_edited(client):
    made = make.certificate(make.product("Tên in trên giấy"))
    product = made.product
    product.name, product.producer.name = "Tên mới", "Cơ sở đổi tên"
    product.save()
    product.producer.save()

    html = page(client, made.code)

    assert "Tên in trên giấy" in html
    assert made.holder["producer"] in html
    assert "Tên mới" not in html
    assert "Cơ sở đổi tên" not in html


def test_old_and_new_place_stand_together(client):
    made = make.certificate()
    made.holder |= {
        "place": "xã Thanh Hà, thành phố Hải Phòng",
        "former_place": "xã Thanh Sơn, huyện Thanh Hà, tỉnh Hải Dương; xã Thanh Xá",
    }
    made.save()

    html = page(client, made.code)

    assert "xã Thanh Hà, thành phố Hải Phòng" in html
    assert "Trước 01/07/2025" in html
    assert "huyện Thanh Hà, tỉnh Hải Dương" in html


def test_siblings_are_named_with_their_own_stars_or_none(client):
    made = make.certificate()
    maker = made.product.producer
    plain = make.product("Chưa có sao nào", producer=maker)
    rated = make.certificate(make.product("Có ba sao", producer=maker), stars=3)
    lost = conditions.certificate("revoked", make.product("Mất sao", producer=maker))
    stopped = make.product("Không làm nữa", producer=maker, state="stopped")

    html = page(client, made.code)
    rows = html[html.index('class="sibs"') :].split("</ul>")[0].split("<li>")[1:]

    shown = {
        name: row
        for row in rows
        for name in (plain.name, "Có ba sao", "Mất sao")
        if name in row
    }
    assert "Không có sao" in shown[plain.name]
    assert 'aria-label="Hạng 3 sao"' in shown["Có ba sao"]
    assert "Không có sao" in shown["Mất sao"]
    assert rated.product.name == "Có ba sao"
    assert lost.product.name == "Mất sao"
    assert stopped.name not in html


def test_the_story_is_text_and_never_markup(client):
    story = (
        "# Chuyện *rươi*\n\n<script>alert(1)</script><img src=x onerror=alert(1)>\n\n"
        "[bấm vào](javascript:alert(1)) [ra ngoài](https://evil.example)"
    )
    made = make.certificate(make.product("Rươi <b>kho</b>", story=story))

    html = page(client, made.code)

    assert "<em>rươi</em>" in html
    for bad in ("<script", "<img src=x", 'href="javascript', "evil.example", "<b>kho"):
        assert bad not in html
    assert "Rươi &lt;b&gt;kho" in html


def a_photo(product, position=0, **values):
    file = make.stored_file(
        "anh.jpg", media_type="image/jpeg", is_public=True, **values
    )
    return ProductPhoto.objects.create(
        product=product, file=file, caption="Ruộng rươi", position=position
    )


def test_photos_are_shown_once_they_are_checked(client):
    made = make.certificate()
    first, second = a_photo(made.product), a_photo(made.product, 1)
    waiting = a_photo(made.product, 2, state=StoredFile.State.RECEIVED)

    html = page(client, made.code)

    for photo, is_there in ((first, True), (second, True), (waiting, False)):
        assert (str(photo.file.key) in html) == is_there
    assert "Ruộng rươi" in html


@pytest.mark.parametrize("siblings", [0, 1, 3, 40])
def test_an_answer_costs_the_same_few_queries(client, siblings):
    made = make.certificate()
    for _each in range(siblings):
        make.certificate(make.product(producer=made.product.producer))
        a_photo(made.product)
    client.get(f"/t/{made.code}")

    with CaptureQueriesContext(connection) as asked:
        client.get(f"/t/{made.code}")

    assert len(asked) <= 5


def test_a_slip_costs_no_query(client):
    with CaptureQueriesContext(connection) as asked:
        client.get("/t/C1234")

    assert len(asked) == 0


def test_english_is_a_link_away(client):
    made = make.certificate(
        make.product(story="Tiếng Việt", story_en="In English", name_en="Dried lychee")
    )

    english = client.get(f"/t/{made.code}?lang=en")
    nonsense = client.get(f"/t/{made.code}?lang=xx")

    html = english.content.decode()
    assert english.headers["Content-Language"] == "en"
    assert '<html lang="en">' in html
    assert "In English" in html
    assert "Dried lychee" in html
    assert f'href="/t/{made.code}?lang=vi"' in html
    assert nonsense.headers["Content-Language"] == "vi"
    assert "?lang=en" in nonsense.content.decode()
