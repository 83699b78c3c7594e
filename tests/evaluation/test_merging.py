"""Two devices, one sheet: nothing either of them says is lost."""

from hypothesis import given
from hypothesis import strategies as st

from saolang.evaluation.rules.merging import Entry, merge, too_long

codes = st.sampled_from(["A.1", "A.2", "B.1"])
entries = st.builds(
    Entry,
    ticks=st.dictionaries(codes, st.one_of(st.none(), st.sampled_from(["o1", "o2"]))),
    notes=st.dictionaries(codes, st.text("abc ", min_size=1, max_size=4)),
    facts=st.lists(st.sampled_from(["f", "g"]), unique=True).map(tuple),
    unmet_gates=st.lists(codes, unique=True).map(tuple),
    opinion=st.text("abc ", max_size=4),
)


def test_an_open_line_takes_the_other_sides_tick():
    joined = merge(
        Entry(ticks={"A.1": "o1"}, notes={}), Entry(ticks={"A.2": "o2"}, notes={})
    )

    assert joined.entry.ticks == {"A.1": "o1", "A.2": "o2"}
    assert joined.differing == {}


def test_ticks_that_differ_are_for_a_person_to_choose():
    joined = merge(
        Entry(ticks={"A.1": "o1"}, notes={}), Entry(ticks={"A.1": None}, notes={})
    )

    assert joined.differing == {"A.1": ("o1", None)}
    assert joined.entry.ticks == {"A.1": None}


def test_texts_that_differ_stand_one_under_the_other():
    joined = merge(
        Entry(ticks={}, notes={"A.1": "thơm"}), Entry(ticks={}, notes={"A.1": "nhạt"})
    )

    assert joined.entry.notes["A.1"].splitlines() == ["thơm", "———", "nhạt"]


@given(entries, entries)
def test_every_word_and_finding_of_both_survives(saved, typed):
    joined = merge(saved, typed)

    for side in (saved, typed):
        assert side.ticks.keys() <= joined.entry.ticks.keys()
        assert set(side.facts) <= set(joined.entry.facts)
        assert set(side.unmet_gates) <= set(joined.entry.unmet_gates)
        assert side.opinion in joined.entry.opinion
        for code, note in side.notes.items():
            assert note in joined.entry.notes[code]
    agreed = joined.entry.ticks.keys() - joined.differing.keys()
    for code in agreed:
        assert joined.entry.ticks[code] in {
            side.ticks[code] for side in (saved, typed) if code in side.ticks
        }


@given(entries)
def test_the_same_twice_is_the_same(entry):
    joined = merge(entry, entry)

    assert joined.differing == {}
    assert joined.entry.ticks == entry.ticks
    assert joined.entry.notes == entry.notes


def test_an_endless_note_is_named():
    assert too_long(Entry(ticks={}, notes={"A.1": "x" * 4001})) == "A.1"
    assert too_long(Entry(ticks={}, notes={}, opinion="x" * 4001)) == ""
    assert too_long(Entry(ticks={}, notes={"A.1": "x"})) is None
