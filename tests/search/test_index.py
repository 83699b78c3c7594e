"""Finding by words, with or without tones, on either database."""

import pytest

from saolang.search import index
from saolang.search.index import Item
from saolang.search.models import SearchEntry

pytestmark = pytest.mark.django_db

TEA = Item(1, "Trà lá ổi Hà Phương", "HTX Vĩnh Bảo")
FISH = Item(2, "Chả rươi Tứ Kỳ", "HTX Rươi An Thanh\nxã Chí Minh")
SAUCE = Item(3, "Mắm rươi", "HTX Rươi An Thanh\nxã Chí Minh", weight=5)


@pytest.fixture(autouse=True)
def things():
    index.put_many("thing", [TEA, FISH, SAUCE])


def found(text: str, **options: int) -> list[int]:
    return [hit.object_id for hit in index.find(text, kinds=["thing"], **options)]


@pytest.mark.parametrize("typed", ["chả rươi", "cha ruoi", "CHẢ", "tu ky", "Tứ"])
def test_a_thing_is_found_however_its_name_is_typed(typed):
    assert found(typed) == [2]


def test_right_tones_come_before_other_words_of_the_same_letters():
    index.put("thing", Item(4, "Chà là khô", ""))

    assert found("chả")[0] == 2
    assert found("chà")[0] == 4
    assert set(found("cha")) == {2, 4}


def test_every_word_must_match_and_the_last_may_be_half_typed():
    assert found("rươi chí mi") == [3, 2]
    assert found("rươi xoài") == []


@pytest.mark.parametrize("typed", ["", "   ", "!!!", "'; DROP", '"rươi" OR *', "\x00"])
def test_nonsense_is_no_error(typed):
    assert set(found(typed)) <= {2, 3}


def test_a_thing_put_again_is_found_by_its_new_words_only():
    index.put("thing", Item(1, "Trà vối", ""))

    assert found("ổi") == []
    assert found("vối") == [1]
    assert SearchEntry.objects.count() == 3


def test_a_dropped_thing_and_another_kind_are_not_found():
    index.drop("thing", 3)
    index.put("other", Item(9, "Rươi", ""))

    assert found("rươi") == [2]
    assert found("rươi", limit=0) == []
