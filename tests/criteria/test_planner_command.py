"""`saolang next-star` prints the cheapest plan, or one line that says what is wrong."""

import io
import json
import subprocess
import sys
from pathlib import Path

import pytest

from saolang.criteria import engine, library, next_star
from tests.criteria.sheets import CURRENT, PACK, best

SLUG = "rau-cu-qua-hat-tuoi"
BEST = best(library.load_set(PACK, SLUG))
LOWERED = BEST | {"A.1.5": "A.1.5.o1", "A.3.4": "A.3.4.o1", "B.4.3": None}
GOOD = {"pack": PACK, "set": SLUG, "ticks": LOWERED, "facts": [], "unmet_gates": []}


@pytest.fixture
def ask(tmp_path, capsys):
    """Write the files, ask for a plan, and hand back status, output and errors."""

    def run(content, star="5", costs=None):
        sheet, table = tmp_path / "sheet.json", tmp_path / "costs.json"
        sheet.write_bytes(as_bytes(content))
        more = []
        if costs is not None:
            table.write_bytes(as_bytes(costs))
            more = ["--costs", str(table)]
        status = next_star.next_star([str(sheet), "--to", star, *more])
        return status, *capsys.readouterr()

    return run


def as_bytes(content):
    if isinstance(content, bytes):
        return content
    return (content if isinstance(content, str) else json.dumps(content)).encode()


def refused(outcome):
    status, out, err = outcome
    assert (status, out) == (2, "")
    assert err.startswith("saolang next-star: ")
    assert len(err.splitlines()) == 1
    assert "Traceback" not in err
    return err


def answer(outcome):
    status, out, err = outcome
    assert (status, err) == (0, "")
    assert len(out.splitlines()) == 1
    return json.loads(out)


def test_a_plan_has_exactly_these_keys_and_its_steps_the_order_of_the_sheet(ask):
    found = answer(ask(GOOD, costs={"A.1.5.o4": 5, "A.3.4.o2": 0.25}))

    assert list(found) == ["reachable", "cost", "steps", "points", "stars"]
    assert [list(step) for step in found["steps"]] == [
        ["criterion", "from", "to", "cost"]
    ] * len(found["steps"])
    assert found["reachable"] is True
    assert [(s["criterion"], s["from"]) for s in found["steps"]] == [
        ("A.1.5", "A.1.5.o1"),
        ("A.3.4", "A.3.4.o1"),
    ]
    assert found["steps"][0]["to"] == "A.1.5.o4"
    assert found["cost"] == sum(step["cost"] for step in found["steps"])
    assert isinstance(found["points"], str)
    then = LOWERED | {step["criterion"]: step["to"] for step in found["steps"]}
    graded = engine.assess(library.load_set(PACK, SLUG), then)
    assert (found["points"], found["stars"]) == (str(graded.points), graded.stars)


def test_without_a_table_a_point_costs_one(ask):
    found = answer(ask(GOOD))

    card = library.load_set(PACK, SLUG)
    for step in found["steps"]:
        worth = card.option_points[step["criterion"]]
        gained = worth[step["to"]] - worth[step["from"]]
        assert step["cost"] == gained
        assert isinstance(step["cost"], int)


def test_tenths_add_up_exactly(ask):
    costs = {"A.1.5.o4": 0.1, "A.3.4.o2": 0.2}
    found = answer(ask(GOOD, costs=costs))

    assert found["cost"] == 0.3


def test_a_star_that_is_reached_asks_for_nothing(ask):
    found = answer(ask(GOOD | {"ticks": BEST}))

    assert found == {
        "reachable": True,
        "cost": 0,
        "steps": [],
        "points": "100",
        "stars": 5,
    }


def test_a_star_out_of_reach_says_why_and_nothing_else(ask):
    fixed = answer(ask(GOOD | {"fixed": ["A.3.4"]}))
    stated = answer(ask(GOOD | {"facts": ["forged_dossier"]}))
    held = answer(ask({"pack": PACK, "set": SLUG, "ticks": {}, "fixed": ["A", "B"]}))

    assert fixed == {"reachable": False, "why": ["A.3.4"]}
    assert stated == {"reachable": False, "why": ["forged_dossier"]}
    assert held["why"][-1] == "points"


def test_lines_not_answered_start_from_nothing(ask):
    found = answer(ask({"pack": PACK, "set": SLUG, "ticks": {}}, star="3"))

    assert found["steps"]
    assert {step["from"] for step in found["steps"]} == {None}
    assert found["points"] == str(found["cost"])


@pytest.mark.parametrize("slug", CURRENT)
def test_every_current_set_has_a_way_from_nothing_to_five_stars(ask, slug):
    found = answer(ask({"pack": PACK, "set": slug, "ticks": {}}))

    assert (found["reachable"], found["stars"]) == (True, 5)


def changed(**changes):
    return GOOD | changes


BAD = {
    "unknown pack": (changed(pack="qd-9-2030"), None, "qd-9-2030"),
    "unknown set": (changed(set="vang"), None, "vang"),
    "set with gaps": (changed(pack="qd-148-2023"), None, "pack.incomplete"),
    "a council's sheets": (
        {"pack": PACK, "set": SLUG, "sheets": {"Lan": {"ticks": BEST}}},
        None,
        "«ticks»",
    ),
    "no ticks": ({"pack": PACK, "set": SLUG}, None, "thiếu ticks"),
    "unknown option": (changed(ticks={"A.1.1": "A.1.1.o9"}), None, "A.1.1.o9"),
    "unknown key": (changed(fixe=[]), None, "«fixe»"),
    "fixed is a word": (changed(fixed="A.1.1"), None, "fixed phải là"),
    "fixed is not there": (changed(fixed=["Z.9"]), None, "Z.9"),
    "costs are a list": (GOOD, [], "costs: dữ liệu phải là"),
    "costs of nothing known": (GOOD, {"A.1.5.o9": 1}, "A.1.5.o9"),
    "costs of a line": (GOOD, {"A.1.5": 1}, "«A.1.5»"),
    "negative": (GOOD, {"A.1.5.o4": -1}, "từ 0 đến"),
    "huge": (GOOD, '{"A.1.5.o4": 1e400}', "từ 0 đến"),
    "huger": (GOOD, '{"A.1.5.o4": 1e99999999999999999999999}', "costs"),
    "digits without end": (GOOD, '{"A.1.5.o4": ' + "9" * 5000 + "}", "costs"),
    "tiny": (GOOD, {"A.1.5.o4": 1e-9}, "chữ số"),
    "not a number": (GOOD, '{"A.1.5.o4": NaN}', "NaN"),
    "text": (GOOD, {"A.1.5.o4": "5"}, "phải là một số"),
    "yes": (GOOD, {"A.1.5.o4": True}, "phải là một số"),
    "twice": (GOOD, '{"A.1.5.o4": 1, "A.1.5.o4": 2}', "hai lần"),
    "no JSON": ("{", None, "không phải JSON"),
    "costs no JSON": (GOOD, b"\xff", "không phải UTF-8"),
}


@pytest.mark.parametrize("bad", BAD.values(), ids=BAD)
def test_bad_input_is_one_line_that_says_what(ask, bad):
    content, costs, named = bad

    err = refused(ask(content, costs=costs))

    assert named in err


@pytest.mark.parametrize(
    "argv",
    [
        [],
        ["x.json"],
        ["--to", "4"],
        ["x.json", "--to", "2"],
        ["x.json", "--to", "6"],
        ["x.json", "--to", "four"],
        ["x.json", "y.json", "--to", "4"],
        ["x.json", "--to", "4", "--cost", "y.json"],
        ["x.json", "--to", "4", "--costs"],
        ["-x", "--to", "4"],
    ],
)
def test_the_usage_is_said_for_anything_else(capsys, argv):
    status = next_star.next_star(argv)

    assert "Cách dùng" in refused((status, *capsys.readouterr()))


def test_help_is_an_answer(capsys):
    assert next_star.next_star(["--help"]) == 0
    assert "saolang next-star FILE.json" in capsys.readouterr().out


def test_a_file_that_cannot_be_read_is_named(tmp_path, capsys):
    sheet = tmp_path / "sheet.json"
    sheet.write_text(json.dumps(GOOD))

    for argv in (["gone.json"], [str(sheet), "--costs", "gone.json"], ["a\0b"]):
        status = next_star.next_star([*argv, "--to", "4"])
        assert argv[-1].split("\0")[0] in refused((status, *capsys.readouterr()))


def test_standard_input_is_read_for_a_dash_but_only_once(capsys, monkeypatch):
    stdin = io.TextIOWrapper(io.BytesIO(json.dumps(GOOD).encode()))
    monkeypatch.setattr(sys, "stdin", stdin)

    assert next_star.next_star(["-", "--to=5"]) == 0
    assert json.loads(capsys.readouterr().out)["stars"] == 5

    status = next_star.next_star(["-", "--to", "5", "--costs", "-"])
    assert "stdin" in refused((status, *capsys.readouterr()))


def test_the_saolang_command_knows_it(tmp_path):
    sheet = tmp_path / "phiếu.json"
    sheet.write_text(json.dumps(GOOD))
    program = Path(sys.executable).with_name("saolang")

    ran = subprocess.run(
        [program, "next-star", sheet, "--to", "4"], capture_output=True, check=False
    )

    assert (ran.returncode, ran.stderr) == (0, b"")
    assert json.loads(ran.stdout)["reachable"] is True
