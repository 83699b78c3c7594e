"""What changed between two hand-overs."""

from hypothesis import given
from hypothesis import strategies as st

from saolang.dossiers.rules.comparing import Fate, Mark, changed, papers, words

TEXT = st.text(alphabet="ong rừng hoa\n .", max_size=80)


@given(TEXT, TEXT)
def test_both_texts_can_be_read_from_the_one_that_is_marked(before, after):
    pieces = words(before, after)

    assert "".join(p.text for p in pieces if p.mark is not Mark.NEW) == before
    assert "".join(p.text for p in pieces if p.mark is not Mark.GONE) == after
    assert all(p.text for p in pieces)


@given(TEXT)
def test_a_text_that_stayed_has_no_mark(text):
    assert {piece.mark for piece in words(text, text)} <= {Mark.SAME}


def test_nothing_and_empty_are_the_same_and_a_new_field_counts_when_it_says_something():
    assert changed({"a": "", "b": "x"}, {"a": None, "b": "y", "c": ""}) == {"b"}


def paper(pk, *criteria, **values):
    noted = {
        "evidence": pk, "kind": "haccp", "title": f"Giấy {pk}", "number": "",
        "issuer": "", "issued_on": "", "valid_until": "", "sha256": f"{pk}",
        "criteria": list(criteria),
    }  # fmt: skip
    return noted | values


def fates(before, after, replaces=None):
    return [c.fate for c in papers(before, after, replaces or {})]


def test_papers_come_go_are_replaced_and_corrected():
    old = [paper(1, "A.1.1"), paper(2), paper(3), paper(4)]
    new = [
        paper(1, "A.1.2"),
        paper(2, valid_until="2027-01-01"),
        paper(5),
        paper(6),
    ]

    assert fates(old, new, {5: 3}) == [
        Fate.CHANGED, Fate.CHANGED, Fate.REPLACED, Fate.ADDED, Fate.REMOVED
    ]  # fmt: skip


def test_a_replacement_is_followed_over_several_steps_and_never_in_a_circle():
    assert fates([paper(1)], [paper(3)], {3: 2, 2: 1}) == [Fate.REPLACED]
    assert fates([paper(1)], [paper(3)], {3: 2, 2: 3}) == [Fate.ADDED, Fate.REMOVED]


def test_two_that_replace_one_take_it_once():
    assert fates([paper(1)], [paper(2), paper(3)], {2: 1, 3: 1}) == [
        Fate.REPLACED, Fate.ADDED
    ]  # fmt: skip


@given(st.lists(st.integers(1, 9), unique=True))
def test_a_hand_over_like_the_last_shows_no_change(keys):
    same = [paper(key) for key in keys]

    assert set(fates(same, same)) <= {Fate.SAME}
