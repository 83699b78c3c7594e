"""On which day a deadline is told: examples, and a plain model of many days."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from saolang.dossiers.rules import reminding
from saolang.dossiers.rules.reminding import LATE, Stage

DAY = date(2027, 2, 26)
days = st.integers(-40, 40).map(lambda n: DAY + timedelta(days=n))


def names(stages, since, ons):
    """What is told when somebody looks on these days and remembers what was told."""
    told = []
    for on in sorted(ons):
        stage = reminding.due(stages, since, on)
        if stage and stage.name not in told:
            told.append(stage.name)
    return told


def test_a_supplement_is_told_before_on_and_after_its_day():
    stages = reminding.answer_stages(DAY)
    every_day = [DAY + timedelta(days=n) for n in range(-30, 30)]

    assert names(stages, date(2027, 1, 4), every_day) == ["near", "last", "missed"]
    assert stages[0].on == date(2027, 2, 23)


def test_after_days_of_silence_only_the_latest_is_told():
    stages = reminding.answer_stages(DAY)
    since = date(2027, 1, 4)

    assert names(stages, since, [DAY - timedelta(days=1)]) == ["near"]
    assert names(stages, since, [DAY + timedelta(days=5)]) == ["missed"]
    assert names(stages, since, [DAY + timedelta(days=30)]) == []


def test_what_began_late_is_not_told_of_what_was_before():
    stages = reminding.before(DAY, reminding.ROUND_DAYS)
    since = DAY - timedelta(days=10)

    assert names(stages, since, [since, since + timedelta(days=1)]) == []
    assert names(stages, since, [DAY - timedelta(days=3)]) == ["3"]


@given(
    firing=st.lists(days, min_size=1, max_size=4, unique=True),
    since=days,
    looked=st.sets(days),
)
def test_it_tells_what_a_plain_model_tells(firing, since, looked):
    stages = [Stage(str(n), on) for n, on in enumerate(firing)]

    model = []
    for today in sorted(looked):
        best = None
        for stage in stages:
            if stage.on <= since or stage.on > today:
                continue
            if best is None or stage.on > best.on:
                best = stage
        fresh = best is not None and (today - best.on).days < LATE.days
        if fresh and best.name not in model:
            model.append(best.name)

    assert names(stages, since, looked) == model


@given(since=days, looked=st.sets(days))
def test_nobody_is_reminded_backwards_or_twice(since, looked):
    order = ["near", "last", "missed"]
    told = names(reminding.answer_stages(DAY), since, looked)

    assert told == sorted(set(told), key=order.index)


@given(since=days)
def test_a_worker_that_runs_every_day_misses_nothing(since):
    stages = reminding.answer_stages(DAY)
    every_day = [DAY + timedelta(days=n) for n in range(-60, 60)]

    expected = [stage.name for stage in stages if stage.on > since]
    assert names(stages, since, every_day) == expected
