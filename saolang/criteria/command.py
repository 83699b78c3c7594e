"""`saolang score`: a score sheet as JSON in, its result as JSON out.

No database, no Django: an officer, a script or another system can check a result
with the very engine that made it.
"""

from collections.abc import Collection
from pathlib import Path
from typing import Any

from saolang.criteria import engine, intake, library
from saolang.criteria.engine import Assessment, CouncilResult, Sheet
from saolang.criteria.grading import NextStar, Shortfall
from saolang.criteria.intake import BAD_INPUT, OK
from saolang.criteria.tally import Stop

USAGE = "Cách dùng: saolang score FILE.json | FILE.jsonl | - (đọc JSON từ stdin)"
_REQUEST_KEYS = frozenset(
    ("pack", "set", "ticks", "sheets", "facts", "unmet_gates", "minimum_rule")
)
_SHEET_KEYS = frozenset(("ticks", "facts", "unmet_gates"))


def score(argv: list[str]) -> int:
    """Run the command; the exit status is 0, or 2 when any input was bad."""
    intake.speak_utf8()
    if argv in (["-h"], ["--help"]):
        print(USAGE)
        return OK
    if len(argv) != 1:
        return intake.complain("score", USAGE)
    try:
        if argv[0].lower().endswith(".jsonl"):
            return _score_lines(Path(argv[0]))
        return _score_one(argv[0])
    except BrokenPipeError:
        return intake.leave_quietly()
    except (OSError, ValueError) as problem:
        cause = getattr(problem, "strerror", None) or problem
        return intake.complain("score", f"{argv[0]}: không đọc được tệp ({cause})")


def result_of(text: bytes) -> intake.Json:
    """The printed result of one JSON object; raises one of intake.REFUSALS."""
    request = intake.parsed(text)
    intake.refuse_unknown_keys(request, _REQUEST_KEYS, "")
    if ("ticks" in request) == ("sheets" in request):
        raise intake.InputError("cần đúng một trong hai khóa «ticks» và «sheets»")
    pack_id, slug = intake.text_of(request, "pack"), intake.text_of(request, "set")
    rule = intake.minimum_rule_of(request)
    card = library.load_set(pack_id, slug)
    common = intake.sheet_of({"ticks": {}} | request, "")
    if "ticks" in request:
        single = engine.assess(card, common.ticks, common.facts, common.unmet_gates)
        return _result(single)
    return _council(engine.council(card, _sheets(request["sheets"], common), rule))


def _score_one(name: str) -> int:
    text = intake.bytes_of(name)
    try:
        result = result_of(text)
    except intake.REFUSALS as refused:
        return intake.complain("score", f"{name}: {intake.reason(refused)}")
    intake.show(result)
    return OK


def _score_lines(path: Path) -> int:
    status = OK
    with path.open("rb") as file:
        for number, line in enumerate(file, start=1):
            if not line.strip():
                continue
            try:
                result = result_of(line)
            except intake.REFUSALS as refused:
                found = f"dòng {number}: {intake.reason(refused)}"
                result = {"error": intake.one_line(found)}
                status = BAD_INPUT
            intake.show(result)
    return status


def _sheets(value: Any, common: Sheet) -> dict[str, Sheet]:
    """The members' sheets; facts and gates stated for all are added to each."""
    sheets = {}
    for member, raw in intake.object_of(value, "sheets").items():
        where = f"sheets.{member}"
        intake.refuse_unknown_keys(
            intake.object_of(raw, where), _SHEET_KEYS, f"{where}: "
        )
        own = intake.sheet_of(raw, f"{where}.")
        sheets[member] = Sheet(
            own.ticks,
            _joined(own.facts, common.facts),
            _joined(own.unmet_gates, common.unmet_gates),
        )
    return sheets


def _joined(own: Collection[str], common: Collection[str]) -> tuple[str, ...]:
    return (*own, *(name for name in common if name not in own))


def _result(result: Assessment | CouncilResult) -> intake.Json:
    return {
        "points": str(result.points),
        "parts": {part: str(points) for part, points in result.parts.items()},
        "band": result.band,
        "stars": result.stars,
        "lowered_by": [_shortfall(shortfall) for shortfall in result.lowered_by],
        "next": result.next and _next(result.next),
        "stopped": result.stopped and _stop(result.stopped),
    }


def _council(result: CouncilResult) -> intake.Json:
    warnings = [
        _stop(minority.stop) | {"members": list(minority.members)}
        for minority in result.warnings
    ]
    members = {name: _result(own) for name, own in result.members.items()}
    return _result(result) | {"warnings": warnings, "members": members}


def _shortfall(shortfall: Shortfall) -> intake.Json:
    return {
        "criterion": shortfall.criterion,
        "needs": str(shortfall.needs),
        "has": str(shortfall.has),
    }


def _next(following: NextStar) -> intake.Json:
    return {
        "star": following.star,
        "points_missing": str(following.points_missing),
        "minimums": [_shortfall(shortfall) for shortfall in following.minimums],
    }


def _stop(stop: Stop) -> intake.Json:
    return {"kind": stop.kind.value, "when": stop.when}
