"""What an earlier self-score brings along: nothing that nobody ticked."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saolang.criteria import library
from saolang.criteria.scorecard import SetStatus
from saolang.dossiers.rules import carrying

HONEY_2019 = ("qd-1048-2019", "mat-ong")
HONEY = ("qd-26-2026", "mat-ong-mat-khac-nong-san-khac")
RICE_2023 = ("qd-148-2023", "gao-ngu-coc-hat-so-che")
RICE = ("qd-26-2026", "gao-ngu-coc-hat-so-che")


def cards():
    return [
        library.load_set(pack, entry.slug)
        for pack in ("qd-1048-2019", "qd-148-2023", "qd-26-2026")
        for entry in library.sets(pack)
        if library.load_set(pack, entry.slug).status is not SetStatus.MISSING
    ]


@st.composite
def answered(draw):
    """A sheet and some of its criteria ticked, or marked as not reached."""
    card = draw(st.sampled_from(cards()))
    ticks = {
        leaf.code: draw(st.sampled_from([None, *(o.id for o in leaf.options)]))
        for leaf in card.leaves
        if draw(st.booleans())
    }
    return card, ticks


@given(answered(), st.sampled_from(cards()))
def test_every_carried_tick_exists_and_rests_on_one_that_was_made(old, new):
    card, ticks = old

    found = carrying.carry(card, ticks, new)

    sources = {after: before for before, after in found.codes.items()}
    for code, ticked in found.ticks.items():
        assert ticked is None or new.criteria[code].option(ticked)
        was = ticks[sources[code]]
        assert (was is None) == (ticked is None)
    codes = [c.code for c in (*found.asked, *found.added)]
    assert not set(codes) & found.ticks.keys()
    assert len(codes) == len(set(codes))


@given(answered())
def test_the_same_sheet_carries_everything_as_it_was(old):
    card, ticks = old

    found = carrying.carry(card, ticks, card)

    assert found.ticks == ticks
    assert (found.asked, found.added, found.gone) == ((), (), ())


@given(answered(), st.sampled_from(cards()))
def test_a_carried_level_says_the_same(old, new):
    card, ticks = old

    found = carrying.carry(card, ticks, new)

    if found.is_same_sheet:
        return
    for before, after in found.codes.items():
        if not found.ticks.get(after):
            continue
        was, now = card.criteria[before], new.criteria[after]
        then, here = was.option(ticks[before]), now.option(found.ticks[after])
        assert was.topic == now.topic
        alike = carrying.fold(then.label) == carrying.fold(here.label)
        assert alike or then.points / was.max == here.points / now.max


@pytest.mark.parametrize(("before", "after"), [(HONEY_2019, HONEY), (RICE_2023, RICE)])
def test_a_real_change_of_decision_carries_some_and_names_the_rest(before, after):
    old, new = library.load_set(*before), library.load_set(*after)
    best = {leaf.code: leaf.options[-1].id for leaf in old.leaves if leaf.options}

    found = carrying.carry(old, best, new)

    assert found.ticks
    assert found.asked or found.added
    named = {c.code for c in (*found.asked, *found.added)} | found.ticks.keys()
    assert named == {leaf.code for leaf in new.leaves}
