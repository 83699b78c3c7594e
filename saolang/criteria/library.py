"""Find, read and check rule packs by id.

A pack is read once a process, and of its score sheets only those asked for.

>>> load_set("qd-26-2026", "hoa").name_vi
'Hoa'
"""

from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar

import yaml

from saolang.criteria import checking, keywords, reading
from saolang.criteria.checking import Finding
from saolang.criteria.keywords import SetMatch
from saolang.criteria.pack import PackError, RulePack, SetEntry
from saolang.criteria.scorecard import ProductSet
from saolang.kernel.errors import RuleViolation

PACKS = Path(__file__).parent / "packs"
_INDEX = "pack.yaml"
_Built = TypeVar("_Built")


def pack_ids() -> tuple[str, ...]:
    """The ids of the packs in the library."""
    return tuple(sorted(path.parent.name for path in PACKS.glob(f"*/{_INDEX}")))


@lru_cache(maxsize=8)
def load(pack_id: str) -> RulePack:
    """The pack with this id, checked; its sets are read one by one by `load_set`.

    Raises RuleViolation for an unknown id and PackError for a bad pack.
    """
    return read_pack(_folder(pack_id))


@lru_cache(maxsize=128)
def load_set(pack_id: str, slug: str) -> ProductSet:
    """The score sheet of one product set, checked.

    A set with gaps is returned to be read; the engine refuses to score it. Raises
    RuleViolation for an unknown pack or set and PackError for a bad one.
    """
    return read_set(_folder(pack_id), slug)


def sets(pack_id: str) -> tuple[SetEntry, ...]:
    """The index of a pack's product sets, by number."""
    return load(pack_id).sets


def search_sets(pack_id: str, query: str, limit: int = 6) -> tuple[SetMatch, ...]:
    """The sets to which what a producer typed may belong, best first, with reasons."""
    return keywords.rank(sets(pack_id), _keywords().get(pack_id, {}), query)[:limit]


def read_pack(folder: Path) -> RulePack:
    """The pack in a folder; PackError when anything is wrong with it."""
    raw = _checked_index(folder)
    return _built(folder / _INDEX, lambda: reading.rule_pack(raw))


def read_set(folder: Path, slug: str) -> ProductSet:
    """The score sheet of one set in a pack's folder; PackError when it is bad."""
    raw = _checked_index(folder)
    entry = next((entry for entry in raw["sets"] if entry["slug"] == slug), None)
    if entry is None:
        raise RuleViolation(
            "set.unknown",
            "Gói %(pack)s không có bộ sản phẩm «%(set)s».",
            pack=folder.name,
            set=slug,
        )
    path = folder / f"{slug}.yaml"
    if not path.exists():
        return _built(path, lambda: reading.absent_set(entry, raw))
    card = _parsed(path)
    for problem in _set_problems(path, card, raw):
        raise problem
    return _built(path, lambda: reading.product_set(card, raw))


def problems(folder: Path) -> Iterator[PackError]:
    """Everything that is wrong with a pack and all its sets."""
    try:
        raw = _parsed(folder / _INDEX)
    except PackError as unreadable:
        yield unreadable
        return
    yield from _index_problems(folder, raw)
    for path in sorted(folder.glob("*.yaml")):
        if path.name == _INDEX:
            continue
        try:
            yield from _set_problems(path, _parsed(path), raw)
        except PackError as unreadable:
            yield unreadable


def _folder(pack_id: str) -> Path:
    if pack_id not in pack_ids():
        raise RuleViolation(
            "pack.unknown", "Không có gói tiêu chí «%(pack)s».", pack=pack_id
        )
    return PACKS / pack_id


@lru_cache(maxsize=8)
def _checked_index(folder: Path) -> Any:
    raw = _parsed(folder / _INDEX)
    for problem in _index_problems(folder, raw):
        raise problem
    return raw


@lru_cache(maxsize=1)
def _keywords() -> keywords.Table:
    return keywords.table(reading.parse(PACKS / "keywords.yaml"))


def _index_problems(folder: Path, raw: Any) -> Iterator[PackError]:
    files = frozenset(p.stem for p in folder.glob("*.yaml") if p.name != _INDEX)
    found = checking.safely(lambda: checking.pack_findings(raw, folder.name, files))
    return _errors(folder / _INDEX, found)


def _set_problems(path: Path, card: Any, raw: Any) -> Iterator[PackError]:
    found = checking.safely(lambda: checking.set_findings(card, path.stem, raw))
    return _errors(path, found)


def _errors(path: Path, findings: Iterable[Finding]) -> Iterator[PackError]:
    for code, reason in findings:
        yield PackError(_shown(path), code, reason)


def _parsed(path: Path) -> Any:
    try:
        return reading.parse(path)
    except (OSError, UnicodeError, yaml.YAMLError, *checking.MALFORMED) as problem:
        reason = " ".join(str(problem).split())
        raise PackError(_shown(path), "", f"không đọc được: {reason}") from problem


def _built(path: Path, build: Callable[[], _Built]) -> _Built:
    try:
        return build()
    except checking.MALFORMED as problem:
        reason = f"không dựng được: {type(problem).__name__} {problem}"
        raise PackError(_shown(path), "", reason) from problem


def _shown(path: Path) -> str:
    return f"{path.parent.name}/{path.name}"
