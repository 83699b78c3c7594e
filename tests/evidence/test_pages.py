"""Page ranges as people write them."""

from contextlib import suppress
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saolang.evidence.rules import pages
from saolang.kernel.errors import RuleViolation

COUNT = 60
one = st.tuples(st.integers(1, COUNT), st.integers(0, 9)).map(
    lambda each: (each[0], min(each[0] + each[1], COUNT))
)
lists = st.lists(one, max_size=8)


def typed(ranges, dash="-", comma=", "):
    return comma.join(f"{a}{dash}{b}" if b > a else str(a) for a, b in ranges)


def covered(ranges):
    return {page for a, b in ranges for page in range(a, b + 1)}


@given(lists, st.sampled_from(["-", "–", " - ", "—"]), st.sampled_from([",", "; "]))
def test_every_page_named_is_kept_and_no_other(ranges, dash, comma):
    read = pages.read(typed(ranges, dash, comma), COUNT)

    assert covered(read) == covered(ranges)
    assert all(a <= b for a, b in read)
    assert all(b + 1 < c for (_a, b), (c, _d) in pairwise(read))


@given(lists)
def test_one_spelling_reads_as_itself(ranges):
    read = pages.read(typed(ranges))

    assert pages.read(pages.written(read)) == read


@given(lists.filter(bool), st.integers(1, COUNT))
def test_a_page_the_paper_does_not_have_is_refused(ranges, count):
    last = max(b for _a, b in ranges)

    if last > count:
        with pytest.raises(RuleViolation) as refused:
            pages.read(typed(ranges), count)
        assert refused.value.code == "pages.beyond"
        assert str(count) in refused.value.message
    else:
        assert pages.read(typed(ranges), count)


@given(st.text(max_size=30))
def test_no_text_breaks_it(text):
    with suppress(RuleViolation):
        assert covered(pages.read(text, COUNT)) <= set(range(1, COUNT + 1))


def test_people_write_it_their_way():
    assert pages.tidy("Trang 3 – 5; tr. 8, 6") == "3-6, 8"
    assert pages.tidy("  ") == ""


@pytest.mark.parametrize(
    ("text", "code", "words"),
    [
        ("5-3", "pages.unreadable", "“5-3”"),
        ("0", "pages.unreadable", "“0”"),
        ("ba", "pages.unreadable", "“ba”"),
        ("2, 12", "pages.beyond", "8 trang, nên không có trang 12"),
        (", ".join(map(str, range(1, 60, 2))), "pages.too_many", "40"),
    ],
)
def test_a_refusal_says_what_and_why(text, code, words):
    count = 8 if code == "pages.beyond" else None

    with pytest.raises(RuleViolation) as refused:
        pages.tidy(text, count)

    assert refused.value.code == code
    assert words in refused.value.message
