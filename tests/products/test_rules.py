"""Which set a product belongs to, by the law of the day."""

from datetime import date

import pytest

from saolang.criteria import library
from saolang.kernel.errors import RuleViolation
from saolang.products.rules import sets
from saolang.ui import drawings

TODAY = date(2026, 11, 21)


def test_every_set_of_today_has_a_name_and_a_drawing_we_own():
    for entry in library.sets(sets.pack_on(TODAY)):
        assert sets.name_of(entry.slug, TODAY) == entry.name_vi
        assert sets.drawing_for(entry.slug) in drawings.names()


def test_a_product_of_an_older_pack_is_still_called_something():
    assert sets.name_of("trang-thiet-bi-y-te", TODAY) == "trang-thiet-bi-y-te"


@pytest.mark.parametrize(
    ("slug", "kind", "code"),
    [
        ("khong-co", "cooperative", "product.set_unknown"),
        ("hoa", "association", "product.association_tourism_only"),
    ],
)
def test_a_set_that_does_not_fit_is_refused(slug, kind, code):
    with pytest.raises(RuleViolation) as refused:
        sets.fitting(slug, kind, TODAY)

    assert (refused.value.code, refused.value.field) == (code, "set_slug")
