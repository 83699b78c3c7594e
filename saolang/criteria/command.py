"""`saolang score`: a score sheet as JSON in, its result as JSON out.

No database, no Django: an officer, a script or another system can check a result
with the very engine that made it.
"""

import io
import json
import os
import sys
from collections.abc import Collection
from pathlib import Path
from typing import Any, NoReturn

from saolang.criteria import engine, library
from saolang.criteria.engine import Assessment, CouncilResult, MinimumRule, Sheet
from saolang.criteria.grading import NextStar, Shortfall
from saolang.criteria.pack import PackError
from saolang.criteria.tally import Stop
from saolang.kernel.errors import RuleViolation

USAGE = "Cách dùng: saolang score FILE.json | FILE.jsonl | - (đọc JSON từ stdin)"
OK, BAD_INPUT = 0, 2
_REQUEST_KEYS = frozenset(
    ("pack", "set", "ticks", "sheets", "facts", "unmet_gates", "minimum_rule")
)
_SHEET_KEYS = frozenset(("ticks", "facts", "unmet_gates"))

Json = dict[str, Any]


class InputError(Exception):
    """Input that is not a score sheet: where, and what is wrong."""


REFUSALS = (InputError, RuleViolation, PackError)


def score(argv: list[str]) -> int:
    """Run the command; the exit status is 0, or 2 when any input was bad."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    if argv in (["-h"], ["--help"]):
        print(USAGE)
        return OK
    if len(argv) != 1:
        return _complain(USAGE)
    try:
        if argv[0].lower().endswith(".jsonl"):
            return _score_lines(Path(argv[0]))
        return _score_one(argv[0])
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return BAD_INPUT
    except (OSError, ValueError) as problem:
        cause = getattr(problem, "strerror", None) or problem
        return _complain(f"{argv[0]}: không đọc được tệp ({cause})")


def result_of(text: bytes) -> Json:
    """The printed result of one JSON object; raises one of REFUSALS."""
    request = _parsed(text)
    _refuse_unknown_keys(request, _REQUEST_KEYS, "")
    if ("ticks" in request) == ("sheets" in request):
        raise InputError("cần đúng một trong hai khóa «ticks» và «sheets»")
    pack_id, slug = _text(request, "pack"), _text(request, "set")
    rule = _minimum_rule(request)
    card = library.load_set(pack_id, slug)
    common = _sheet({"ticks": {}} | request, "")
    if "ticks" in request:
        single = engine.assess(card, common.ticks, common.facts, common.unmet_gates)
        return _result(single)
    return _council(engine.council(card, _sheets(request["sheets"], common), rule))


def _score_one(name: str) -> int:
    text = sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
    try:
        result = result_of(text)
    except REFUSALS as refused:
        return _complain(f"{name}: {_reason(refused)}")
    _print(result)
    return OK


def _score_lines(path: Path) -> int:
    status = OK
    with path.open("rb") as file:
        for number, line in enumerate(file, start=1):
            if not line.strip():
                continue
            try:
                result = result_of(line)
            except REFUSALS as refused:
                result = {"error": _one_line(f"dòng {number}: {_reason(refused)}")}
                status = BAD_INPUT
            _print(result)
    return status


def _parsed(text: bytes) -> Json:
    try:
        request = json.loads(
            text.decode("utf-8-sig"),
            object_pairs_hook=_without_repeats,
            parse_constant=_no_constant,
        )
        json.dumps(request, ensure_ascii=False).encode()
    except UnicodeDecodeError as problem:
        raise InputError(f"không phải UTF-8 (byte {problem.start})") from problem
    except UnicodeEncodeError as problem:
        raise InputError("có ký tự Unicode hỏng (surrogate lẻ)") from problem
    except json.JSONDecodeError as problem:
        where = f"dòng {problem.lineno}, cột {problem.colno}"
        raise InputError(f"không phải JSON: {problem.msg} ({where})") from problem
    except ValueError as problem:
        raise InputError(f"không phải JSON: {problem}") from problem
    except RecursionError as problem:
        raise InputError("JSON lồng quá sâu") from problem
    return _object(request, "")


def _without_repeats(pairs: list[tuple[str, Any]]) -> Json:
    built: Json = {}
    for key, value in pairs:
        if key in built:
            raise InputError(f"khóa «{key}» nêu hai lần")
        built[key] = value
    return built


def _no_constant(name: str) -> NoReturn:
    raise InputError(f"không phải JSON: {name}")


def _object(value: Any, where: str) -> Json:
    if not isinstance(value, dict):
        raise InputError(f"{where or 'dữ liệu'} phải là một đối tượng JSON")
    return value


def _text(request: Json, key: str) -> str:
    if not isinstance(value := request.get(key), str):
        raise InputError(f"{key} phải là một chuỗi")
    return value


def _refuse_unknown_keys(given: Json, known: frozenset[str], where: str) -> None:
    if unknown := sorted(given.keys() - known):
        raise InputError(f"{where}khóa lạ «{unknown[0]}»")


def _minimum_rule(request: Json) -> MinimumRule:
    rule = request.get("minimum_rule", MinimumRule.MEAN.value)
    if rule not in [known.value for known in MinimumRule]:
        raise InputError("minimum_rule phải là «mean» hoặc «majority»")
    return MinimumRule(rule)


def _sheets(value: Any, common: Sheet) -> dict[str, Sheet]:
    """The members' sheets; facts and gates stated for all are added to each."""
    sheets = {}
    for member, raw in _object(value, "sheets").items():
        where = f"sheets.{member}"
        _refuse_unknown_keys(_object(raw, where), _SHEET_KEYS, f"{where}: ")
        own = _sheet(raw, f"{where}.")
        sheets[member] = Sheet(
            own.ticks,
            _joined(own.facts, common.facts),
            _joined(own.unmet_gates, common.unmet_gates),
        )
    return sheets


def _joined(own: Collection[str], common: Collection[str]) -> tuple[str, ...]:
    return (*own, *(name for name in common if name not in own))


def _sheet(raw: Json, where: str) -> Sheet:
    return Sheet(
        ticks=_ticks(raw, where),
        facts=_names(raw, "facts", where),
        unmet_gates=_names(raw, "unmet_gates", where),
    )


def _ticks(raw: Json, where: str) -> dict[str, str | None]:
    if "ticks" not in raw:
        raise InputError(f"thiếu {where}ticks")
    ticks = _object(raw["ticks"], f"{where}ticks")
    for code, option in ticks.items():
        if option is not None and not isinstance(option, str):
            raise InputError(f"{where}ticks.{code} phải là mã phương án hoặc null")
    return ticks


def _names(raw: Json, key: str, where: str) -> tuple[str, ...]:
    names = raw.get(key, [])
    if not isinstance(names, list) or not all(isinstance(n, str) for n in names):
        raise InputError(f"{where}{key} phải là một danh sách chuỗi")
    return tuple(names)


def _result(result: Assessment | CouncilResult) -> Json:
    return {
        "points": str(result.points),
        "parts": {part: str(points) for part, points in result.parts.items()},
        "band": result.band,
        "stars": result.stars,
        "lowered_by": [_shortfall(shortfall) for shortfall in result.lowered_by],
        "next": result.next and _next(result.next),
        "stopped": result.stopped and _stop(result.stopped),
    }


def _council(result: CouncilResult) -> Json:
    warnings = [
        _stop(minority.stop) | {"members": list(minority.members)}
        for minority in result.warnings
    ]
    members = {name: _result(own) for name, own in result.members.items()}
    return _result(result) | {"warnings": warnings, "members": members}


def _shortfall(shortfall: Shortfall) -> Json:
    return {
        "criterion": shortfall.criterion,
        "needs": str(shortfall.needs),
        "has": str(shortfall.has),
    }


def _next(following: NextStar) -> Json:
    return {
        "star": following.star,
        "points_missing": str(following.points_missing),
        "minimums": [_shortfall(shortfall) for shortfall in following.minimums],
    }


def _stop(stop: Stop) -> Json:
    return {"kind": stop.kind.value, "when": stop.when}


def _reason(refused: Exception) -> str:
    if isinstance(refused, RuleViolation):
        return f"{refused.message} ({refused.code})"
    return str(refused)


def _one_line(text: str, at_most: int = 600) -> str:
    """The text on one line, without control characters, at a readable length."""
    visible = "".join(c if c.isprintable() else " " for c in text)
    return " ".join(visible.split())[:at_most]


def _complain(text: str) -> int:
    print(_one_line(f"saolang score: {text}"), file=sys.stderr)
    return BAD_INPUT


def _print(result: Json) -> None:
    print(json.dumps(result, ensure_ascii=False), flush=True)
