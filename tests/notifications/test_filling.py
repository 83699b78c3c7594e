"""Texts with named values: whatever is written, nothing breaks and nothing leaks."""

from hypothesis import given
from hypothesis import strategies as st

from saolang.notifications.rules import filling

names = st.from_regex(r"[a-z_]{1,12}", fullmatch=True)


def test_values_stand_in_their_places():
    text = "%(product)s của %(producer)s: 100%"

    assert filling.fill(text, {"product": "Rươi", "producer": "HTX"}) == (
        "Rươi của HTX: 100%"
    )


def test_a_text_begins_with_a_capital_whatever_comes_first():
    assert filling.fill("%(office)s chờ.", {"office": "xã Chí Minh"}) == (
        "Xã Chí Minh chờ."
    )


@given(text=st.text(), values=st.dictionaries(names, st.text()))
def test_no_text_and_no_values_ever_fail(text, values):
    filling.fill(text, values)
    assert "\n" not in filling.fill_line(text, values)


@given(inner=names, outer=names)
def test_a_value_is_never_read_as_a_text(inner, outer):
    values = {outer: f"%({inner})s", inner: "LỘ"}
    shown = filling.fill(f"%({outer})s", values)
    assert shown == ("LỘ" if inner == outer else f"%({inner})s")


@given(known=st.sets(names, min_size=1), told=st.lists(names))
def test_strays_and_left_out_share_the_names_between_them(known, told):
    text = " ".join(f"%({name})s" for name in told)

    strays = {stray.name for stray in filling.strays([text], known)}

    assert strays == set(told) - known
    assert set(filling.left_out([text], known)) == known - set(told)


def test_a_slip_is_named_with_what_was_meant():
    [stray] = filling.strays(["%(prodcut)s"], ["product", "producer", "day"])
    assert (stray.name, stray.near) == ("prodcut", "product")


def test_a_mark_written_wrong_is_found():
    assert filling.broken_mark("Hồ sơ %(product) đã nộp") != ""
    assert filling.broken_mark("Hồ sơ %(product)s, 100% đủ") == ""
    assert filling.broken_mark("giảm 5 %(năm)") != ""
