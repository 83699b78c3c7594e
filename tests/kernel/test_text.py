"""Vietnamese text: one spelling inside, folded for search."""

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from saolang.kernel.text import clean, fold, slug


def test_folding_drops_marks_and_keeps_words():
    assert fold("Đặc khu  HOÀNG SA") == "dac khu hoang sa"
    assert fold(unicodedata.normalize("NFD", "Rươi Tứ Kỳ")) == "ruoi tu ky"
    assert slug("Bánh đậu xanh, hộp 300 g") == "banh-dau-xanh-hop-300-g"


@given(st.text())
def test_folding_and_cleaning_settle(text):
    assert fold(fold(text)) == fold(text)
    assert clean(clean(text)) == clean(text)
    assert unicodedata.is_normalized("NFC", clean(text))


def test_cleaning_drops_what_deceives():
    assert clean("tem\u202egnp.exe\x00 ") == "temgnp.exe"
