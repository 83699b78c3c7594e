"""Reading a score sheet from JSON, and saying in one line what is wrong with it.

Shared by the commands that take sheets from files; no database, no Django.
"""

import io
import json
import os
import sys
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any, NoReturn

from saolang.criteria.engine import MinimumRule, Sheet
from saolang.criteria.pack import PackError
from saolang.kernel.errors import RuleViolation

OK, BAD_INPUT = 0, 2

Json = dict[str, Any]


class InputError(Exception):
    """Input that is not a score sheet: where, and what is wrong."""


REFUSALS = (InputError, RuleViolation, PackError)


def speak_utf8() -> None:
    """Print Vietnamese whatever the locale."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def bytes_of(name: str) -> bytes:
    """What a file holds; `-` is standard input."""
    return sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()


def leave_quietly() -> int:
    """The reader of our output went away: no reason to shout."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return BAD_INPUT


def parsed(text: bytes) -> Json:
    """One JSON object; raises InputError for anything else. Numbers stay exact."""
    try:
        request = json.loads(
            text.decode("utf-8-sig"),
            object_pairs_hook=_without_repeats,
            parse_constant=_no_constant,
            parse_float=_decimal,
        )
        json.dumps(request, ensure_ascii=False, default=str).encode()
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
    return object_of(request, "")


def _without_repeats(pairs: list[tuple[str, Any]]) -> Json:
    built: Json = {}
    for key, value in pairs:
        if key in built:
            raise InputError(f"khóa «{key}» nêu hai lần")
        built[key] = value
    return built


def _decimal(text: str) -> Decimal:
    try:
        return Decimal(text)
    except InvalidOperation as problem:
        raise InputError("không phải JSON: số quá lớn") from problem


def _no_constant(name: str) -> NoReturn:
    raise InputError(f"không phải JSON: {name}")


def object_of(value: Any, where: str) -> Json:
    """The value, if it is a JSON object."""
    if not isinstance(value, dict):
        raise InputError(f"{where or 'dữ liệu'} phải là một đối tượng JSON")
    return value


def text_of(request: Json, key: str) -> str:
    """The text under a key."""
    if not isinstance(value := request.get(key), str):
        raise InputError(f"{key} phải là một chuỗi")
    return value


def refuse_unknown_keys(given: Json, known: frozenset[str], where: str) -> None:
    """A key nobody reads is a mistake of whoever wrote it."""
    if unknown := sorted(given.keys() - known):
        raise InputError(f"{where}khóa lạ «{unknown[0]}»")


def minimum_rule_of(request: Json) -> MinimumRule:
    """How a council meets a minimum; by its mean unless said otherwise."""
    rule = request.get("minimum_rule", MinimumRule.MEAN.value)
    if rule not in [known.value for known in MinimumRule]:
        raise InputError("minimum_rule phải là «mean» hoặc «majority»")
    return MinimumRule(rule)


def sheet_of(raw: Json, where: str) -> Sheet:
    """Ticks, facts and gates of one sheet."""
    return Sheet(
        ticks=_ticks(raw, where),
        facts=names_of(raw, "facts", where),
        unmet_gates=names_of(raw, "unmet_gates", where),
    )


def _ticks(raw: Json, where: str) -> dict[str, str | None]:
    if "ticks" not in raw:
        raise InputError(f"thiếu {where}ticks")
    ticks = object_of(raw["ticks"], f"{where}ticks")
    for code, option in ticks.items():
        if option is not None and not isinstance(option, str):
            raise InputError(f"{where}ticks.{code} phải là mã phương án hoặc null")
    return ticks


def names_of(raw: Json, key: str, where: str) -> tuple[str, ...]:
    """The list of names under a key; none when it is left out."""
    names = raw.get(key, [])
    if not isinstance(names, list) or not all(isinstance(n, str) for n in names):
        raise InputError(f"{where}{key} phải là một danh sách chuỗi")
    return tuple(names)


def reason(refused: Exception) -> str:
    """What one of REFUSALS says, with its code if it has one."""
    if isinstance(refused, RuleViolation):
        return f"{refused.message} ({refused.code})"
    return str(refused)


def one_line(text: str, at_most: int = 600) -> str:
    """The text on one line, without control characters, at a readable length."""
    visible = "".join(c if c.isprintable() else " " for c in text)
    return " ".join(visible.split())[:at_most]


def complain(command: str, text: str) -> int:
    """Say on one line of standard error what is wrong; the exit status for that."""
    print(one_line(f"saolang {command}: {text}"), file=sys.stderr)
    return BAD_INPUT


def show(result: Json) -> None:
    """Print a result as one line of JSON."""
    print(json.dumps(result, ensure_ascii=False), flush=True)
