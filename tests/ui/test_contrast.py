"""Every colour pair in use can be read, in both themes."""

from scripts import contrast


def test_every_pair_of_colours_is_far_enough_apart():
    assert list(contrast.failures()) == []


def test_dark_by_choice_and_dark_by_system_are_the_same_colours():
    assert contrast.block(contrast.DARK_CHOSEN) == contrast.block(contrast.DARK_SYSTEM)


def test_the_ratio_is_the_one_of_wcag():
    assert round(contrast.ratio("#000000", "#ffffff"), 1) == 21.0
    assert round(contrast.ratio("#767676", "#ffffff"), 2) == 4.54
