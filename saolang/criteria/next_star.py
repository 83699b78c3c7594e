"""`saolang next-star`: a score sheet in, the cheapest way to a star out.

Reads the sheet as `saolang score` does, with `fixed` for what cannot change; a second
file may say what moving to an option costs. No database, no Django.
"""

import argparse
from collections.abc import Mapping
from decimal import Decimal
from typing import NoReturn

from saolang.criteria import intake, library, planner
from saolang.criteria.intake import OK, InputError, Json
from saolang.criteria.planner import Number, Plan, Price
from saolang.criteria.scorecard import Criterion, Option, ProductSet

NAME = "next-star"
USAGE = "Cách dùng: saolang next-star FILE.json --to 3|4|5 [--costs COSTS.json]"
HIGHEST_COST = 10**12
FINEST_COST = 6  # decimals
_REQUEST_KEYS = frozenset(
    ("pack", "set", "ticks", "facts", "unmet_gates", "minimum_rule", "fixed")
)
_STARS = ("3", "4", "5")


class _UsageError(Exception):
    """Arguments that are not the command's."""


class _Arguments(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        raise _UsageError(message)


def next_star(argv: list[str]) -> int:
    """Run the command; the exit status is 0, or 2 when any input was bad."""
    intake.speak_utf8()
    if argv in (["-h"], ["--help"]):
        print(USAGE)
        return OK
    asked = _Arguments(add_help=False, allow_abbrev=False)
    asked.add_argument("file")
    asked.add_argument("--to", required=True, choices=_STARS)
    asked.add_argument("--costs")
    try:
        given = asked.parse_args(argv)
    except _UsageError:
        return intake.complain(NAME, USAGE)
    if given.file == given.costs == "-":
        return intake.complain(NAME, "chỉ một tệp đọc được từ stdin")
    name = given.file
    try:
        text = intake.bytes_of(name)
        name = given.costs or name
        costs = intake.bytes_of(given.costs) if given.costs else None
    except (OSError, ValueError) as problem:
        cause = getattr(problem, "strerror", None) or problem
        return intake.complain(NAME, f"{name}: không đọc được tệp ({cause})")
    try:
        result = result_of(text, int(given.to), costs)
        intake.show(result)
    except intake.REFUSALS as refused:
        return intake.complain(NAME, f"{given.file}: {intake.reason(refused)}")
    except BrokenPipeError:
        return intake.leave_quietly()
    return OK


def result_of(text: bytes, star: int, costs: bytes | None = None) -> Json:
    """The printed plan for one JSON object; raises one of intake.REFUSALS."""
    request = intake.parsed(text)
    if "sheets" in request:
        raise InputError("cần «ticks» của một phiếu, không nhận «sheets»")
    intake.refuse_unknown_keys(request, _REQUEST_KEYS, "")
    pack_id, slug = intake.text_of(request, "pack"), intake.text_of(request, "set")
    intake.minimum_rule_of(request)
    card = library.load_set(pack_id, slug)
    sheet = intake.sheet_of(request, "")
    fixed = intake.names_of(request, "fixed", "")
    price = planner.points_gained if costs is None else _prices(card, costs)
    found = planner.plan(
        card,
        sheet.ticks,
        star,
        facts=sheet.facts,
        unmet_gates=sheet.unmet_gates,
        fixed=fixed,
        price=price,
    )
    return _printed(found)


def _prices(card: ProductSet, text: bytes) -> Price:
    """The price that a file of costs names, points gained for the rest."""
    try:
        costs = _costs(card, intake.parsed(text))
    except InputError as wrong:
        raise InputError(f"costs: {wrong}") from wrong

    def price(criterion: Criterion, option: Option, gained: Decimal) -> Number:
        return costs.get(option.id, gained)

    return price


def _costs(card: ProductSet, given: Json) -> Mapping[str, Number]:
    known = {option for own in card.option_points.values() for option in own}
    for option, cost in given.items():
        if option not in known:
            raise InputError(f"bộ {card.slug} không có phương án «{option}»")
        if isinstance(cost, bool) or not isinstance(cost, int | Decimal):
            raise InputError(f"{option} phải là một số")
        if not 0 <= cost <= HIGHEST_COST:
            raise InputError(f"{option} phải từ 0 đến {HIGHEST_COST}")
        finest = Decimal(cost).as_tuple().exponent
        if isinstance(finest, int) and finest < -FINEST_COST:
            raise InputError(f"{option} có quá {FINEST_COST} chữ số sau dấu phẩy")
    return given


def _printed(found: Plan) -> Json:
    if not found.reachable:
        return {"reachable": False, "why": [each.rule.subject for each in found.why]}
    return {
        "reachable": True,
        "cost": _number(found.cost),
        "steps": [
            {
                "criterion": step.criterion,
                "from": step.before,
                "to": step.after,
                "cost": _number(step.cost),
            }
            for step in found.steps
        ],
        "points": str(found.points),
        "stars": found.stars,
    }


def _number(cost: Number) -> int | float:
    return int(cost) if cost == int(cost) else float(cost)
