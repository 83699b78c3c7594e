"""What the tags and filters write into a page."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django import forms
from django.core.paginator import Paginator
from django.http import QueryDict
from django.template import engines
from django.test import RequestFactory
from django.utils import translation

from saolang.ui.forms import DateInput, OptionCards
from saolang.ui.templatetags import ui


@pytest.fixture(autouse=True)
def _vietnamese():
    with translation.override("vi"):
        yield


def render(source, request=None, **context):
    return engines["django"].from_string(source).render(context, request)


@pytest.mark.parametrize(
    ("value", "shown"),
    [(1284, "1.284"), ("", ""), (None, ""), (Decimal("2.6"), "2,6"), (0, "0")],
)
def test_numbers_are_written_as_people_here_write_them(value, shown):
    assert ui.vi_number(value) == shown


@pytest.mark.parametrize(
    ("value", "shown"),
    [("84.22", "84,22"), (Decimal("87.00"), "87"), ("62.5", "62,5"), ("x", "")],
)
def test_points_keep_their_decimals_and_lose_empty_ones(value, shown):
    assert ui.points(value) == shown


def test_english_pages_write_numbers_the_english_way():
    with translation.override("en"):
        assert ui.vi_number(1284) == "1,284"
        assert ui.points("84.22") == "84.22"


def test_dates_and_times_are_those_of_vietnam():
    assert ui.day(date(2027, 12, 17)) == "17/12/2027"
    assert ui.day(datetime(2027, 12, 17, 20, 0, tzinfo=UTC)) == "18/12/2027"
    assert ui.moment(datetime(2026, 11, 21, 2, 14, tzinfo=UTC)) == "09:14, 21/11/2026"
    assert ui.day(None) == ""


def test_a_code_is_shown_in_fours_on_one_line():
    assert ui.grouped_code("C123456789ABCDEFGHJK").split("\u00a0") == [
        "C123",
        "4567",
        "89AB",
        "CDEF",
        "GHJK",
    ]


@pytest.mark.parametrize(
    "bad",
    [
        "<script>alert(1)</script>",
        "[bấm](javascript:alert(1))",
        '<img src=x onerror="alert(1)">',
        "![x](https://example.vn/x.png)",
    ],
)
def test_a_story_never_carries_code_links_or_pictures(bad):
    html = ui.story(f"Mở đầu\n\n{bad}")

    assert "<p>Mở đầu</p>" in html
    assert not any(mark in html for mark in ("<script", "<a ", "<img"))


def test_a_story_keeps_paragraphs_lists_and_emphasis():
    assert ui.story("**Rươi**\n\n- một\n- hai") == (
        "<p><strong>Rươi</strong></p>\n<ul>\n<li>một</li>\n<li>hai</li>\n</ul>\n"
    )


def test_an_icon_nobody_carries_is_an_error():
    with pytest.raises(LookupError):
        ui.icon("no-such-icon")


def test_each_form_has_a_key_of_its_own():
    first, second = ui.form_key(), ui.form_key()

    assert first != second
    assert first.startswith('<input type="hidden" name="idempotency_key" value="')


class PaperForm(forms.Form):
    title = forms.CharField(label="Tên giấy", help_text="Như trên giấy")
    issued_on = forms.DateField(label="Ngày cấp", widget=DateInput())
    level = forms.ChoiceField(
        choices=[("a", "Cao"), ("b", "Thấp")], widget=OptionCards()
    )
    agree = forms.BooleanField(label="Tôi cam kết", required=False)


def test_a_field_carries_label_hint_error_and_the_ids_between_them():
    form = PaperForm({"title": "", "issued_on": "2026-11-05", "level": "a"})

    html = str(form)

    assert '<label for="id_title">Tên giấy</label>' in html
    assert 'id="id_title_helptext">Như trên giấy' in html
    assert 'aria-describedby="id_title_helptext id_title_error"' in html
    assert 'aria-invalid="true"' in html
    assert 'value="2026-11-05"' in html
    assert html.count('class="opt"') == 2
    assert 'name="agree" id="id_agree"' in html


def test_what_was_typed_wrongly_is_still_there():
    html = str(PaperForm({"title": "<Rươi>", "issued_on": "x", "level": "c"}))

    assert 'value="&lt;Rươi&gt;"' in html


def test_the_pager_keeps_what_was_searched_for():
    request = RequestFactory().get("/", QueryDict("q=ruoi&page=7").dict())
    page = Paginator(range(1284), 20).page(7)

    html = render(
        '{% include "ui/pager.html" with page=page noun="sản phẩm" only %}',
        request,
        page=page,
    )

    assert 'href="?q=ruoi&amp;page=8"' in html
    assert "121–140 trong 1.284 sản phẩm" in html
    assert ui.page_numbers(page) == [1, 0, 6, 7, 8, 0, 65]
