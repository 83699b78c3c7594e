"""What a passage is said to lack, which criteria it serves, where a clip may lie."""

import pytest

from saolang.criteria import library
from saolang.kernel.errors import RuleViolation
from saolang.products.models import StoryPassage
from saolang.products.rules import story

PACK = "qd-26-2026"
HOSTS = ("youtube.com", "youtu.be")


def codes(heading, text, places=()):
    return {hint.code for hint in story.hints(heading, story.facts_of(text, places))}


def test_every_question_has_its_rule():
    assert set(story.TOPICS) == set(story.ENOUGH) == set(StoryPassage.Heading.values)


def test_an_empty_passage_is_not_nagged_about():
    assert codes("history", "") == set()


def test_a_bare_passage_is_told_what_it_lacks():
    assert codes("history", "nghề này có từ lâu lắm rồi") == {
        "story.short",
        "story.no_year",
        "story.no_person",
    }
    assert codes("place", "đất ở đây tốt") == {"story.short", "story.no_place"}


def test_names_years_and_places_are_recognised():
    facts = story.facts_of("Năm 1954, bà Lan về làng Vạn Phúc dệt lụa.")

    assert facts == story.Facts(10, True, True, True)


def test_a_place_is_not_taken_for_a_person():
    assert not story.facts_of("Con nước ở sông Thái Bình dâng cao.").has_person


def test_the_products_own_place_counts_without_the_word_for_it():
    assert "story.no_place" in codes("place", "lúa ở tứ kỳ chín muộn")
    assert "story.no_place" not in codes("place", "lúa ở tứ kỳ chín muộn", ["Tứ Kỳ"])


@pytest.mark.parametrize("entry", library.sets(PACK), ids=lambda entry: entry.slug)
def test_every_set_asks_for_a_story_and_some_passage_serves_it(entry):
    card = library.load_set(PACK, entry.slug)

    before = story.criteria_of(card, [])
    after = story.criteria_of(card, ["place", "people"])

    assert before
    assert not any(served.by for served in before)
    assert all(served.by for served in after)
    assert all(served.could_be for served in before)


def test_a_set_without_local_identity_shows_none():
    card = library.load_set(PACK, "du-lich-cong-dong-sinh-thai-diem-du-lich")

    topics = {served.criterion.topic for served in story.criteria_of(card, [])}

    assert topics == {"story"}


@pytest.mark.parametrize(
    "good",
    [
        "",
        "https://youtu.be/abc",
        "https://www.youtube.com/watch?v=abc",
        "https://m.youtube.com/watch?v=abc",
        "  https://YouTube.com/x  ",
    ],
)
def test_a_clip_on_a_named_host_is_kept(good):
    assert story.clip_link(good, HOSTS) == good.strip()


@pytest.mark.parametrize(
    ("bad", "code"),
    [
        ("http://youtu.be/abc", "story.clip_address"),
        ("javascript:alert(1)", "story.clip_address"),
        ("//youtu.be/abc", "story.clip_address"),
        ("https://youtu.be@evil.example/", "story.clip_address"),
        ("https://youtu.be:8443/x", "story.clip_address"),
        ("https://youtu.be:x/", "story.clip_address"),
        ("https://youtu.be\\@evil.example/", "story.clip_address"),
        ("https://[::1", "story.clip_address"),
        ("https://you tu.be/", "story.clip_address"),
        ("https://evil.example/youtu.be", "story.clip_host"),
        ("https://youtu.be.evil.example/", "story.clip_host"),
        ("https://notyoutube.com/", "story.clip_host"),
        ("https://youtube.com/redirect?q=evil.example", "story.clip_address"),
        ("https://youtube.com//%72edirect?q=evil.example", "story.clip_address"),
        ("https://youtu.be/x?to=https%3A%2F%2Fevil.example", "story.clip_address"),
        ("https://youtu.be/x?to=//evil.example", "story.clip_address"),
    ],
)
def test_any_other_address_is_refused_on_its_field(bad, code):
    with pytest.raises(RuleViolation) as refused:
        story.clip_link(bad, HOSTS)

    assert (refused.value.code, refused.value.field) == (code, "clip_url")


def test_a_passage_has_an_end():
    story.refuse_long("a" * story.LONGEST)
    with pytest.raises(RuleViolation) as refused:
        story.refuse_long("a" * (story.LONGEST + 1))

    assert (refused.value.code, refused.value.field) == ("story.too_long", "text")
