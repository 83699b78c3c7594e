"""Every map carries both archipelagos, at their true place, and no province is lost."""

import re

from django.template.loader import render_to_string

from saolang.geography import map as country_map


def test_all_provinces_and_both_archipelagos_are_on_the_map():
    areas = country_map.areas({"31": 40, "01": 10})
    html = render_to_string(
        "geography/map.html",
        {"areas": areas, "islands": country_map.islands(), "what": "Sản phẩm có sao"},
    )

    assert html.count("<path class=") == 34 + 1
    assert "Hoàng Sa" in html
    assert "Trường Sa" in html
    assert "Biển Đông" in html
    assert "không phải bản đồ địa giới" in html
    assert [a.shade for a in areas if a.code == "31"] == [4]


def test_nothing_is_drawn_outside_the_picture():
    dots = re.findall(r"M([\d.]+) ([\d.]+)h", country_map.islands())

    assert len(dots) == len(country_map.HOANG_SA) + len(country_map.TRUONG_SA)
    for x, y in dots:
        assert 0 < float(x) < country_map.WIDTH
        assert 0 < float(y) < country_map.HEIGHT


def test_the_archipelagos_lie_where_they_lie():
    for lat, lon in country_map.HOANG_SA:
        assert 15.5 < lat < 17.2
        assert 111 < lon < 113
    for lat, lon in country_map.TRUONG_SA:
        assert 6.5 < lat < 12
        assert 111 < lon < 117.5
