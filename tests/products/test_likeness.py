"""A copied passage is found whatever its spelling; an unrelated one is not."""

import random
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from saolang.kernel.text import fold
from saolang.products import likeness
from saolang.products.rules import likeness as rules
from tests import make

SYLLABLES = (  # noqa: SIM905 a line of words reads better
    "bà mẹ làng sông lúa rươi niêu đất lửa rơm đêm nước chín mùa tháng mười quýt vỏ"
    " người thợ dệt lụa tơ kén vàng khung cửi tay nghề cha truyền con nối gốm lò men"
    " chàm đồi chè sương sớm hái búp sao tay mật ong rừng hoa nhãn vải thiều"
).split()
WORDS = st.lists(st.sampled_from(SYLLABLES), min_size=rules.LEAST, max_size=80)
STORY = (
    "Tháng chín đôi mươi, tháng mười mồng năm, nước lên là rươi về. Mẹ tôi kho rươi"
    " với vỏ quýt trong niêu đất, đun rơm một đêm cho thịt rươi săn lại."
)
OTHER = (
    "Vườn chè của ông ngoại nằm trên sườn đồi, sáng nào cũng phủ sương. Cả nhà dậy từ"
    " bốn giờ, hái một tôm hai lá rồi sao ngay trong chảo gang, không để qua trưa."
)


def upper(text):
    return text.upper()


def no_tones(text):
    return fold(text)


def other_marks(text):
    return "… ".join(text.split()) + "!"


def decomposed(text):
    return unicodedata.normalize("NFD", text)


def zero_width(text):
    return "\u200b".join(text)


def full_width(text):
    return "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in text)


DISGUISES = (upper, no_tones, other_marks, decomposed, zero_width, full_width)


@given(WORDS, st.sampled_from(DISGUISES))
@settings(deadline=None)
def test_a_copy_is_found_in_any_disguise(words, disguise):
    text = " ".join(words)
    copy = disguise(text)

    assert rules.fingerprints(text) & rules.fingerprints(copy)
    assert rules.overlap(text, copy).percent == 100
    assert rules.overlap(text, copy).is_alike


@given(WORDS, WORDS, WORDS)
@settings(deadline=None)
def test_a_passage_pasted_into_a_longer_one_is_found(before, copied, after):
    text, longer = " ".join(copied), " ".join(before + copied + after)

    assert rules.fingerprints(text) & rules.fingerprints(longer)
    assert rules.overlap(text, longer).is_alike


@given(WORDS, WORDS)
@settings(deadline=None)
def test_alike_is_mutual_and_never_more_than_all(mine, theirs):
    one = rules.overlap(" ".join(mine), " ".join(theirs))
    two = rules.overlap(" ".join(theirs), " ".join(mine))

    assert one.percent == two.percent <= 100
    assert one.is_alike == two.is_alike


@given(WORDS, WORDS)
@settings(deadline=None)
def test_the_pieces_put_together_are_the_text(mine, theirs):
    found = rules.overlap(" ".join(mine), " ".join(theirs))

    assert "".join(piece.text for piece in found.mine) == " ".join(mine)
    assert "".join(piece.text for piece in found.theirs) == " ".join(theirs)


@given(st.lists(st.integers(0, 9999), min_size=rules.LEAST, unique=True))
@settings(deadline=None)
def test_the_same_words_in_another_order_are_another_text(numbers):
    words = [f"chữ{number}" for number in numbers]

    found = rules.overlap(" ".join(words), " ".join(reversed(words)))

    assert found.percent == 0


def test_unrelated_stories_share_nothing():
    assert not rules.fingerprints(STORY) & rules.fingerprints(OTHER)
    assert rules.overlap(STORY, OTHER).percent == 0


def test_a_common_phrase_is_not_yet_a_copy():
    phrase = "sản phẩm OCOP của hợp tác xã nông nghiệp"

    found = rules.overlap(f"{phrase} {STORY}", f"{phrase} {OTHER}")

    assert found.percent > 0
    assert not found.is_alike


def test_a_text_too_short_to_tell_says_nothing():
    assert not rules.overlap("rươi kho niêu đất", "rươi kho niêu đất").is_alike


@pytest.mark.django_db
def test_the_index_finds_the_copy_among_many_with_one_question(
    django_assert_num_queries,
):
    chance = random.Random(7)  # noqa: S311 a test needs no secrets
    for _turn in range(60):
        words = (f"{chance.choice(SYLLABLES)}{chance.randrange(50)}" for _ in range(60))
        make.passage(make.product(), " ".join(words))
    copied = make.passage(make.product(), f"**{STORY}**", "craft")
    mine = make.product()

    with django_assert_num_queries(1):
        found = likeness.like(fold(STORY), besides=mine)

    assert [match.passage for match in found] == [copied]
    assert found[0].overlap.percent == 100


@pytest.mark.django_db
def test_a_product_is_not_like_itself():
    mine = make.product(story=STORY)

    assert likeness.like(STORY, besides=mine) == []
    assert likeness.like(STORY, besides=make.product())
