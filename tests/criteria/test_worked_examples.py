"""Worked examples of each pack: what they came to once, they come to for ever.

A line may be added, never changed: a result that was signed must still be the result.
"""

import json
from pathlib import Path

import pytest

from saolang.criteria import command, library
from saolang.criteria.scorecard import SetStatus
from saolang.kernel.errors import RuleViolation

WORKED = Path(__file__).parent / "worked"
EXAMPLES = [
    pytest.param(example, id=f"{path.stem}: {example['case']}")
    for path in sorted(WORKED.glob("*.jsonl"))
    for example in map(json.loads, path.read_text().splitlines())
]


@pytest.mark.parametrize("example", EXAMPLES)
def test_a_worked_example_still_comes_to_the_same(example):
    request = json.dumps(example["request"]).encode()

    if "refused" in example:
        with pytest.raises(RuleViolation) as refused:
            command.result_of(request)
        assert refused.value.code == example["refused"]
    else:
        assert command.result_of(request) == example["result"]


@pytest.mark.parametrize("pack_id", library.pack_ids())
def test_every_set_of_every_pack_has_a_worked_example(pack_id):
    worked = [e.values[0] for e in EXAMPLES]
    scored = {
        e["request"]["set"]
        for e in worked
        if e["request"]["pack"] == pack_id and "result" in e
    }

    complete = [e for e in library.sets(pack_id) if e.status is SetStatus.COMPLETE]
    assert scored == {entry.slug for entry in complete}
