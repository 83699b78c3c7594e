"""`saolang score` prints a result, or one line that says what is wrong and where."""

import io
import json
import os
import subprocess
import sys

import pytest

from saolang.criteria import command, library
from tests.criteria.sheets import PACK, best

SLUG = "rau-cu-qua-hat-tuoi"
BEST = best(library.load_set(PACK, SLUG))
GOOD = {"pack": PACK, "set": SLUG, "ticks": BEST, "facts": [], "unmet_gates": []}


@pytest.fixture
def score(tmp_path, capsys):
    """Write a file, score it, and hand back status, output lines and errors."""

    def run(content, name="sheet.json"):
        path = tmp_path / name
        if isinstance(content, dict | list):
            content = json.dumps(content)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        status = command.score([str(path)])
        out, err = capsys.readouterr()
        return status, out, err

    return run


def refused(outcome):
    status, out, err = outcome
    assert (status, out) == (2, "")
    assert err.endswith("\n")
    assert len(err.splitlines()) == 1
    assert "Traceback" not in err
    return err


def test_a_sheet_prints_its_result_with_its_reasons(score):
    ticks = BEST | {"A.1.5": "A.1.5.o3", "B.4.3": None, "A.1.1": "A.1.1.o1"}
    ticks |= {"A.1.4": "A.1.4.o1", "A.2.4": "A.2.4.o1"}

    status, out, err = score(GOOD | {"ticks": ticks})

    assert (status, err) == (0, "")
    assert json.loads(out) == {
        "points": "89",
        "parts": {"A": "34", "B": "20", "C": "35"},
        "band": 4,
        "stars": 4,
        "lowered_by": [],
        "next": {
            "star": 5,
            "points_missing": "1",
            "minimums": [{"criterion": "A.1.5", "needs": "3", "has": "2"}],
        },
        "stopped": None,
    }
    assert list(json.loads(out)) == [
        "points",
        "parts",
        "band",
        "stars",
        "lowered_by",
        "next",
        "stopped",
    ]


def test_facts_and_gates_may_be_left_out(score):
    status, out, _ = score({"pack": PACK, "set": SLUG, "ticks": BEST})

    assert (status, json.loads(out)["stars"]) == (0, 5)


def test_a_stopped_sheet_is_a_result_not_an_error(score):
    status, out, _ = score(GOOD | {"facts": ["forged_dossier"]})

    result = json.loads(out)
    assert status == 0
    assert result["stopped"] == {"kind": "reject", "when": "forged_dossier"}
    assert (result["stars"], result["points"], result["band"]) == (None, "100", 5)


def test_sheets_print_the_councils_result_and_each_members(score):
    sheets = {
        "Bà Lan": {"ticks": BEST},
        "Ông Đức": {"ticks": BEST | {"A.1.5": None}, "facts": ["forged_dossier"]},
        "Bà Mai": {"ticks": BEST, "unmet_gates": ["A.1.1"]},
    }

    status, out, _ = score({"pack": PACK, "set": SLUG, "sheets": sheets})

    result = json.loads(out)
    assert status == 0
    assert "Ông Đức" in out
    assert (result["points"], result["parts"]["A"]) == ("98.00", "38.00")
    assert (result["band"], result["stars"]) == (5, 4)
    short = {"criterion": "A.1.5", "needs": "3", "has": "2.00"}
    assert result["lowered_by"] == [short]
    assert result["next"] == {"star": 5, "points_missing": "0.00", "minimums": [short]}
    assert result["warnings"] == [
        {"kind": "reject", "when": "forged_dossier", "members": ["Ông Đức"]}
    ]
    assert [own["points"] for own in result["members"].values()] == ["100", "97", "97"]
    assert result["members"]["Ông Đức"]["stars"] is None


def test_what_is_stated_for_all_members_holds_for_each(score):
    sheets = {"a": {"ticks": BEST}, "b": {"ticks": BEST, "facts": ["forged_dossier"]}}
    request = {"pack": PACK, "set": SLUG, "sheets": sheets, "minimum_rule": "majority"}

    common = {"facts": ["forged_dossier"], "unmet_gates": ["A.1.1"]}
    _, out, _ = score(request | common)

    result = json.loads(out)
    assert result["stopped"]["when"] == "forged_dossier"
    assert (result["points"], result["stars"]) == ("97.00", None)


def changed(**changes):
    return GOOD | changes


BAD = {
    "unknown pack": (changed(pack="qd-9-2030"), "qd-9-2030"),
    "pack by path": (changed(pack="../packs/qd-26-2026"), "pack.unknown"),
    "pack of another kind": (changed(pack=["qd-26-2026"]), "pack phải là"),
    "no pack": ({"set": SLUG, "ticks": {}}, "pack phải là"),
    "unknown set": (changed(set="vang"), "vang"),
    "set of another kind": (changed(set=1), "set phải là"),
    "set with gaps": (changed(pack="qd-148-2023"), "pack.incomplete"),
    "unknown criterion": (changed(ticks=BEST | {"Z.1": None}), "Z.1"),
    "sum ticked": (
        {"pack": PACK, "set": "ca-phe-ca-cao", "ticks": {"C.6.1": None}},
        "C.6.1",
    ),
    "unknown option": (changed(ticks=BEST | {"A.1.1": "A.1.1.o9"}), "A.1.1.o9"),
    "another's option": (changed(ticks=BEST | {"A.1.1": "A.1.2.o1"}), "A.1.2"),
    "missing tick": (changed(ticks={"A.1.1": None}), "A.1.2"),
    "ticks are a list": (changed(ticks=[]), "ticks phải là"),
    "ticks are null": (changed(ticks=None), "ticks phải là"),
    "tick is a number": (changed(ticks=BEST | {"A.1.1": 3}), "ticks.A.1.1"),
    "tick is a list": (changed(ticks=BEST | {"A.1.1": ["A.1.1.o1"]}), "ticks.A.1.1"),
    "unknown fact": (changed(facts=["flood"]), "flood"),
    "fact twice": (changed(facts=["forged_dossier"] * 2), "hai lần"),
    "facts are a word": (changed(facts="forged_dossier"), "facts phải là"),
    "facts hold a number": (changed(facts=[1]), "facts phải là"),
    "no gate there": (changed(unmet_gates=["A.1.2"]), "A.1.2"),
    "gate unknown": (changed(unmet_gates=["Q.1"]), "Q.1"),
    "gates are null": (changed(unmet_gates=None), "unmet_gates phải là"),
    "unknown key": (changed(fact=["forged_dossier"]), "«fact»"),
    "neither": ({"pack": PACK, "set": SLUG}, "«ticks» và «sheets»"),
    "both": (changed(sheets={}), "«ticks» và «sheets»"),
    "no sheets": ({"pack": PACK, "set": SLUG, "sheets": {}}, "council.empty"),
    "sheets are a list": ({"pack": PACK, "set": SLUG, "sheets": []}, "sheets phải là"),
    "sheet is a list": (
        {"pack": PACK, "set": SLUG, "sheets": {"Lan": []}},
        "sheets.Lan phải là",
    ),
    "sheet without ticks": (
        {"pack": PACK, "set": SLUG, "sheets": {"Lan": {}}},
        "thiếu sheets.Lan.ticks",
    ),
    "sheet with a strange key": (
        {"pack": PACK, "set": SLUG, "sheets": {"Lan": {"ticks": {}, "x": 1}}},
        "sheets.Lan: khóa lạ «x»",
    ),
    "member's missing tick": (
        {"pack": PACK, "set": SLUG, "sheets": {"Lan": {"ticks": {}}}},
        "Phiếu của Lan",
    ),
    "strange rule": (changed(minimum_rule="most"), "minimum_rule"),
    "rule of another kind": (changed(minimum_rule=[]), "minimum_rule"),
}


@pytest.mark.parametrize("bad", BAD.values(), ids=BAD)
def test_bad_input_is_one_line_that_says_what_and_where(score, bad):
    content, named = bad

    assert named in refused(score(content))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        "null",
        "3",
        '"sheet"',
        "{} {}",
        "NaN",
        '{"ticks": Infinity}',
        '{"ticks": 1e999}',
        "[" * 100_000,
        '{"a":' * 100_000,
        '{"n": ' + "9" * 5000 + "}",
        '{"pack": "a", "pack": "b"}',
        '{"pack": "\\ud800", "set": "a", "ticks": {}}',
        '{"pack": "a\\nb\\u2028c\\u0085d\\u001b[31m", "set": "a", "ticks": {}}',
        '{"pack": "' + "x" * 100_000 + '", "set": "a", "ticks": {}}',
        b"\xff\xfe{}",
        b"\x00",
        '{"pack": "qd-26-2026", "set": "hoa", "ticks": {"\\ud800": null}}',
    ],
    ids=lambda text: str(text)[:24],
)
def test_what_is_no_score_sheet_is_refused_on_one_line(score, text):
    err = refused(score(text))

    assert len(err) < 1000
    assert err.rstrip("\n").isprintable()


def test_a_byte_order_mark_is_no_harm(score):
    assert score(b"\xef\xbb\xbf" + json.dumps(GOOD).encode())[0] == 0


@pytest.mark.parametrize("argv", [[], ["a", "b"], ["-x", "y"]])
def test_the_usage_is_said_when_no_single_file_is_named(capsys, argv):
    status = command.score(argv)

    assert refused((status, *capsys.readouterr())).startswith(
        "saolang score: Cách dùng"
    )


def test_help_is_an_answer(capsys):
    assert command.score(["--help"]) == 0
    assert "saolang score FILE.json" in capsys.readouterr().out


@pytest.mark.parametrize(
    "name", ["absent.json", "absent.jsonl", ".", "a\x00b", "x.jsonl/"]
)
def test_a_file_that_cannot_be_read_is_named(tmp_path, capsys, monkeypatch, name):
    monkeypatch.chdir(tmp_path)

    status = command.score([name])

    refused((status, *capsys.readouterr()))


def test_lines_are_scored_one_by_one_and_a_bad_one_stops_nothing(score):
    lines = [
        json.dumps(GOOD),
        "",
        "{",
        json.dumps(GOOD | {"facts": ["forged_dossier"]}),
        json.dumps(GOOD | {"set": "vang"}),
        json.dumps(GOOD),
    ]

    status, out, err = score("\n".join(lines), "sheets.jsonl")

    results = [json.loads(line) for line in out.splitlines()]
    assert (status, err) == (2, "")
    assert [result.get("points") for result in results] == [
        "100",
        None,
        "100",
        None,
        "100",
    ]
    assert "dòng 3" in results[1]["error"]
    assert "vang" in results[3]["error"]


def test_a_line_that_is_not_utf8_spoils_only_itself(score):
    good = json.dumps(GOOD).encode()

    status, out, _ = score(b"\n".join([good, b"\xff", good, b""]), "sheets.jsonl")

    assert status == 2
    assert ["error" in json.loads(line) for line in out.splitlines()] == [0, 1, 0]


def test_good_lines_end_well(score):
    assert score(json.dumps(GOOD) + "\n\n", "sheets.jsonl")[0] == 0
    assert score("", "sheets.jsonl") == (0, "", "")


def test_standard_input_is_read_for_a_dash(capsys, monkeypatch):
    stdin = io.TextIOWrapper(io.BytesIO(json.dumps(GOOD).encode()))
    monkeypatch.setattr(sys, "stdin", stdin)

    assert command.score(["-"]) == 0
    assert json.loads(capsys.readouterr().out)["points"] == "100"


def run_it(*argv, **kwargs):
    program = "import sys; from saolang.criteria import command;"
    program += "status = command.score(sys.argv[1:]);"
    program += "sys.exit(9 if 'django' in sys.modules else status)"
    return subprocess.run(
        [sys.executable, "-c", program, *argv],
        capture_output=True,
        check=False,
        **kwargs,
    )


def test_it_runs_without_django_and_speaks_utf8_in_any_locale(tmp_path):
    path = tmp_path / "phiếu.json"
    path.write_text(
        json.dumps({"pack": PACK, "set": SLUG, "sheets": {"Đức": {"ticks": BEST}}})
    )

    ran = run_it(str(path), env=os.environ | {"PYTHONIOENCODING": "ascii"})

    assert (ran.returncode, ran.stderr) == (0, b"")
    assert "Đức" in json.loads(ran.stdout)["members"]


def test_a_reader_that_goes_away_is_not_an_error_to_shout_about(tmp_path):
    path = tmp_path / "sheets.jsonl"
    path.write_text((json.dumps(GOOD) + "\n") * 200)
    read_end, write_end = os.pipe()
    os.close(read_end)

    program = "import sys; from saolang.criteria import command;"
    program += "sys.exit(command.score(sys.argv[1:]))"
    ran = subprocess.run(
        [sys.executable, "-c", program, str(path)],
        stdout=write_end,
        stderr=subprocess.PIPE,
        check=False,
    )

    os.close(write_end)
    assert (ran.returncode, ran.stderr) == (2, b"")


def test_a_bad_pack_is_named_with_file_code_and_reason(score, monkeypatch, tmp_path):
    folder = tmp_path / PACK
    folder.mkdir()
    for path in (library.PACKS / PACK).glob("*.yaml"):
        text = path.read_text()
        if path.stem == SLUG:
            text = text.replace("topic: area_certificate", "topic: ''")
        (folder / path.name).write_text(text)
    monkeypatch.setattr(library, "PACKS", tmp_path)
    library.load_set.cache_clear()

    err = refused(score(GOOD))

    library.load_set.cache_clear()
    assert f"{PACK}/{SLUG}.yaml: A.1.2: thiếu topic" in err
