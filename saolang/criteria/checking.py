"""Check the raw YAML of a pack before anything is built from it.

Each check yields what is wrong as (code, reason); an empty code means the file as a
whole. A pack is law: whatever does not add up is refused, never repaired.
"""

from collections.abc import Callable, Iterator, Mapping
from itertools import pairwise
from typing import Any

from saolang.criteria.scorecard import FOUND_FACTS, Select, SetStatus, StopKind

Raw = Mapping[str, Any]
Finding = tuple[str, str]

SCHEMA = "ocop-rulepack/1"
MALFORMED = (KeyError, TypeError, ValueError, AttributeError)
_WORDING = ("title", "topic", "source", "ref")
_CRITERION_KEYS = frozenset(
    (*_WORDING, "code", "max", "select", "verified", "notes", "evidence", "options")
).union(
    ("children", "cases", "requirements", "disqualify", "min_points_for_star"),
    ("applies_if", "commune_assessed", "options_derived"),
)
_OPTION_KEYS = frozenset(("id", "points", "label", "case", "min_for_star"))
_SELECTS = frozenset(select.value for select in Select)
_STATUSES = frozenset(status.value for status in SetStatus)
_KINDS = frozenset(kind.value for kind in StopKind)


def safely(check: Callable[[], Iterator[Finding]]) -> Iterator[Finding]:
    """The findings of a check; a shape it cannot even walk is a finding too."""
    try:
        yield from check()
    except MALFORMED as problem:
        yield "", f"không đọc được: {type(problem).__name__} {problem}"


def pack_findings(pack: Raw, folder: str, files: frozenset[str]) -> Iterator[Finding]:
    """What is wrong with a `pack.yaml`, given its folder's name and set files."""
    if pack.get("schema") != SCHEMA:
        yield "", f"schema là {pack.get('schema')!r}, cần {SCHEMA!r}"
    if pack.get("pack") != folder:
        yield "", f"pack là {pack.get('pack')!r}, khác tên thư mục {folder!r}"
    if sum(part["max"] for part in pack["parts"]) != pack["total_points"]:
        yield "", "điểm các phần không cộng thành total_points"
    yield from _band_findings(pack)
    ids = evidence_ids(pack)
    if len(ids) != len(set(ids)):
        yield "", "mã minh chứng hoặc hướng dẫn bị lặp"
    yield from _index_findings(pack)
    for entry in pack["sets"]:
        if entry["slug"] not in files and entry["status"] != SetStatus.MISSING:
            yield entry["slug"], "thiếu tệp của bộ này"
    for extra in sorted(files - {entry["slug"] for entry in pack["sets"]}):
        yield extra, "tệp không có trong danh mục của pack.yaml"


def evidence_ids(pack: Raw) -> list[str]:
    """The ids that criteria of the pack may name as evidence."""
    named = [*pack.get("evidence", ()), *pack.get("guidance", ())]
    return [kind["id"] for kind in named]


def set_findings(card: Raw, slug: str, pack: Raw) -> Iterator[Finding]:
    """What is wrong with a set file, given its pack."""
    entry = next((entry for entry in pack["sets"] if entry["slug"] == slug), None)
    if entry is None:
        yield "", "bộ không có trong danh mục của pack.yaml"
        return
    wanted = {"pack": pack["pack"], "set": slug, "schema": pack["schema"]}
    for key, value in wanted.items():
        if card.get(key) != value:
            yield "", f"{key} là {card.get(key)!r}, cần {value!r}"
    for key in ("name_vi", "name_en", "group", "source"):
        if not card.get(key):
            yield "", f"thiếu {key}"
    if (card.get("status"), card.get("number")) != (entry["status"], entry["number"]):
        yield "", "status hoặc number khác pack.yaml"
    yield from _stop_findings(card.get("disqualifiers", ()), "", in_section=False)
    maxima = {part["code"]: part["max"] for part in pack["parts"]}
    if {part["code"]: part["max"] for part in card["parts"]} != maxima:
        yield "", "các phần hoặc điểm tối đa khác pack.yaml"
    if sum(maxima.values()) != card["total"]:
        yield "", f"total {card['total']} khác tổng các phần"
    if card["status"] != SetStatus.MISSING:
        yield from _Sheet(card, frozenset(evidence_ids(pack))).findings()
    elif any(part.get("sections") for part in card["parts"]):
        yield "", "bộ «missing» mà có nội dung"


def _band_findings(pack: Raw) -> Iterator[Finding]:
    bands = sorted(pack.get("star_bands", ()), key=lambda band: band["stars"])
    if [band["stars"] for band in bands] != [1, 2, 3, 4, 5]:
        yield "", "khung sao không đúng 1 đến 5"
        return
    if bands[0]["min"] != 0:
        yield "", "khung thấp nhất không bắt đầu từ 0"
    if bands[-1]["max"] != pack["total_points"] or not bands[-1]["max_inclusive"]:
        yield "", "khung cao nhất không kết thúc ở tổng điểm (tính cả tổng)"
    for low, high in pairwise(bands):
        if low["max"] != high["min"] or low["max_inclusive"]:
            yield "", f"khung {low['stars']} và {high['stars']} chồng hoặc hở"
    for band in bands:
        if band["min"] >= band["max"]:
            yield "", f"khung {band['stars']} rỗng"


def _index_findings(pack: Raw) -> Iterator[Finding]:
    slugs = [entry["slug"] for entry in pack["sets"]]
    numbers = sorted(entry["number"] for entry in pack["sets"])
    if len(set(slugs)) != len(slugs) or numbers != list(range(1, len(numbers) + 1)):
        yield "", "slug hoặc number của các bộ bị lặp hay bị hở"
    subgroups = [s for group in pack["groups"] for s in group.get("subgroups", ())]
    grouped = [slug for subgroup in subgroups for slug in subgroup.get("sets", ())]
    if grouped and sorted(grouped) != sorted(slugs):
        yield "", "các nhóm không nêu mỗi bộ đúng một lần"
    for entry in pack["sets"]:
        if entry["status"] not in _STATUSES:
            yield entry["slug"], f"status {entry['status']!r}"
    complete = sum(entry["status"] == SetStatus.COMPLETE for entry in pack["sets"])
    if pack["coverage"]["sets_complete"] != complete:
        yield "", f"coverage.sets_complete khác số bộ đủ ({complete})"


def _stop_findings(stops: Any, code: str, *, in_section: bool) -> Iterator[Finding]:
    for stop in stops:
        named = stop.get("when") and stop.get("text")
        if stop.get("kind") not in _KINDS or not named:
            yield code, f"điều kiện loại hỏng: {dict(stop)}"
        elif stop["when"] in FOUND_FACTS and not in_section:
            yield code, f"{stop['when']} chỉ có nghĩa ở một tiêu chí"


class _Sheet:
    """One pass over a score sheet, remembering the codes it has met."""

    def __init__(self, card: Raw, evidence: frozenset[str]) -> None:
        self.card = card
        self.evidence = evidence
        self.seen: set[str] = set()
        self.finished: set[str] = set()

    def findings(self) -> Iterator[Finding]:
        complete = self.card["status"] == SetStatus.COMPLETE
        gap = {}
        for part in self.card["parts"]:
            for section in part["sections"]:
                yield from self._section(section, part["code"], complete)
            criteria = [c for s in part["sections"] for c in s["criteria"]]
            missing = part["max"] - sum(criterion["max"] for criterion in criteria)
            if missing:
                gap[part["code"]] = missing
        if complete and gap:
            yield "", f"bộ «complete» mà thiếu điểm: {gap}"
        if not complete and gap != self.card.get("gap"):
            yield "", f"gap khai {self.card.get('gap')} nhưng tính ra {gap}"

    def _section(self, section: Raw, part: str, complete: bool) -> Iterator[Finding]:
        code = section["code"]
        yield from self._meet(code, code)
        if not code.startswith(part + ".") or not section.get("title"):
            yield code, "mã mục sai hoặc thiếu tên mục"
        for criterion in section["criteria"]:
            yield from self._criterion(criterion, code)
        total = sum(criterion["max"] for criterion in section["criteria"])
        if total != section["max"] and not section.get("incomplete"):
            yield code, f"max {section['max']} nhưng các tiêu chí cộng {total}"
        if section.get("incomplete") and complete:
            yield code, "mục «incomplete» trong bộ «complete»"

    def _meet(self, code: str, where: str) -> Iterator[Finding]:
        if code in self.seen:
            yield where, f"mã {code} dùng hai lần"
        self.seen.add(code)

    def _criterion(self, criterion: Raw, prefix: str) -> Iterator[Finding]:
        code = criterion.get("code", "?")
        yield from self._meet(code, code)
        if not code.startswith(prefix + "."):
            yield code, f"mã không bắt đầu bằng {prefix}."
        if unknown := sorted(criterion.keys() - _CRITERION_KEYS):
            yield code, f"khóa lạ: {', '.join(unknown)}"
        yield from self._wording(criterion, code)
        yield from self._references(criterion, code)
        if criterion.get("select") == Select.SUM:
            yield from self._sum(criterion, code)
        else:
            yield from self._leaf(criterion, code)
        self.finished.add(code)

    def _wording(self, criterion: Raw, code: str) -> Iterator[Finding]:
        for key in _WORDING:
            if not criterion.get(key):
                yield code, f"thiếu {key}"
        if not isinstance(criterion.get("verified"), bool):
            yield code, "verified không phải true/false"
        elif not criterion["verified"] and not criterion.get("notes"):
            yield code, "chưa kiểm chứng mà không có ghi chú"
        if criterion.get("select") not in _SELECTS:
            yield code, f"select {criterion.get('select')!r}"

    def _references(self, criterion: Raw, code: str) -> Iterator[Finding]:
        for kind in criterion.get("evidence", ()):
            if kind not in self.evidence:
                yield code, f"không có minh chứng {kind}"
        stops = criterion.get("disqualify", ())
        yield from _stop_findings(stops, code, in_section=True)
        if rule := criterion.get("applies_if"):
            if rule["criterion"] not in self.finished:
                yield code, f"applies_if nêu {rule['criterion']} không có ở phía trên"
            if not _is_points(rule["min_points"]):
                yield code, f"applies_if.min_points {rule['min_points']!r}"

    def _sum(self, criterion: Raw, code: str) -> Iterator[Finding]:
        children = criterion.get("children") or ()
        if not children or criterion.get("options"):
            yield code, "tiêu chí cộng cần children và không có options"
        for child in children:
            yield from self._criterion(child, code)
        total = sum(child["max"] for child in children)
        if total != criterion.get("max"):
            yield code, f"max {criterion.get('max')} nhưng children cộng {total}"

    def _leaf(self, criterion: Raw, code: str) -> Iterator[Finding]:
        options = criterion.get("options") or ()
        if not options or criterion.get("children"):
            yield code, "không có options, hoặc có children mà không phải sum"
        for option in options:
            yield from self._option(option, code)
        if options and all(_is_points(option["points"]) for option in options):
            yield from _option_findings(criterion, code)

    def _option(self, option: Raw, code: str) -> Iterator[Finding]:
        option_id = option.get("id", "?")
        yield from self._meet(option_id, code)
        if not option_id.startswith(code + ".o"):
            yield code, f"mã {option_id} không theo {code}.oN"
        if unknown := sorted(option.keys() - _OPTION_KEYS):
            yield code, f"khóa lạ: {', '.join(unknown)}"
        if not _is_points(option["points"]):
            yield code, f"điểm {option['points']!r} ở {option_id}"
        label = option.get("label")
        if not isinstance(label, str) or not label.strip() or "??" in label:
            yield code, f"nhãn trống ở {option_id}"
        if option.get("min_for_star") not in (None, 3, 4, 5):
            yield code, "min_for_star ngoài 3 đến 5"


def _is_points(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


def _option_findings(criterion: Raw, code: str) -> Iterator[Finding]:
    """Whether a leaf's maximum, cases, order and minimums follow from its options."""
    options = criterion["options"]
    by_case: dict[str | None, list[int]] = {}
    for option in options:
        by_case.setdefault(option.get("case"), []).append(option["points"])
    top = max(option["points"] for option in options)
    if top != criterion.get("max"):
        yield code, f"max {criterion.get('max')} nhưng mức cao nhất cho {top}"
    cases = [case["id"] for case in criterion.get("cases", ())]
    in_cases = criterion.get("select") == Select.ONE_OF_CASES
    used = sorted(by_case, key=str)
    if in_cases != bool(cases) or (sorted(cases) if cases else [None]) != used:
        yield code, "cases và options không khớp"
    for points in by_case.values():
        rising = all(a < b for a, b in pairwise(points))
        if criterion.get("verified") and not rising:
            yield code, f"điểm không tăng dần: {points}"
    needs, floor = {}, 0
    for star in (3, 4, 5):
        marked = [o["points"] for o in options if o.get("min_for_star") == star]
        floor = max([floor, *marked])
        if floor:
            needs[star] = floor
    if needs != (declared := criterion.get("min_points_for_star") or {}):
        yield code, f"min_points_for_star {declared} cần là {needs}"
