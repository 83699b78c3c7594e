"""A template somebody brought is filled at a distance and with limits."""

import time

import pytest

from saolang.documents import filling, word
from tests.documents.test_rendering import a_template, words_of


@pytest.fixture
def made(tmp_path):
    def make(text):
        return a_template(tmp_path, text).read_bytes()

    return make


def test_a_good_template_is_filled_with_each_of_the_data(made):
    trial = word.try_out(made("Tên: {{ ten }}"), {"ten": ""}, [{"ten": "<b>"}, {}])

    assert trial.problems == ()
    assert [words_of(each) for each in trial.filled] == ["Tên: <b>", "Tên: "]


def test_a_template_that_takes_too_long_is_stopped(made, monkeypatch):
    monkeypatch.setattr(word, "SECONDS", 0.01)

    trial = word.try_out(made("x"), {}, [])

    assert [problem.code for problem in trial.problems] == ["template.too_heavy"]


def test_a_huge_result_is_stopped_and_soon(made):
    begun = time.monotonic()
    rows = [{"a": "x" * 200_000}] * 3000

    text = "{% for r in rows %}{{ r.a }}{% endfor %}"
    trial = word.try_out(made(text), {"rows": {"a": ""}}, [{"rows": rows}])

    assert [problem.code for problem in trial.problems] == ["template.too_heavy"]
    assert time.monotonic() - begun < word.SECONDS


def test_nothing_of_jinja_is_left_but_the_few_filters():
    made = filling.environment()

    assert not made.globals
    assert not made.tests
    assert made.filters.keys() == filling.FILTERS.keys()
