"""Turn the YAML of a pack into its values. What comes in has been checked."""

from collections.abc import Hashable, Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml

from saolang.criteria.pack import (
    EvidenceKind,
    Group,
    LegalRound,
    Level,
    RulePack,
    SetEntry,
    Subgroup,
)
from saolang.criteria.scorecard import (
    AppliesIf,
    Band,
    Case,
    Criterion,
    Disqualifier,
    Option,
    Part,
    ProductSet,
    Requirement,
    Section,
    Select,
    SetStatus,
    StopKind,
)

Raw = Mapping[str, Any]


class _Loader(yaml.CSafeLoader):
    """The safe loader, except that a key written twice is an error."""

    def construct_mapping(
        self, node: yaml.MappingNode, deep: bool = False
    ) -> dict[Hashable, Any]:
        built = super().construct_mapping(node, deep=deep)
        if len(built) != len(node.value):
            keys = [key.value for key, _ in node.value]
            twice = sorted({str(key) for key in keys if keys.count(key) > 1})
            raise yaml.YAMLError(f"khóa lặp: {', '.join(twice)}")
        return built


def parse(path: Path) -> Any:
    """The content of one YAML file; no tags, no key written twice."""
    return yaml.load(path.read_bytes(), Loader=_Loader)  # noqa: S506 - a safe loader


def rule_pack(raw: Raw) -> RulePack:
    """The pack that a checked `pack.yaml` describes."""
    decision, effective = raw["decision"], raw["effective"]
    to = effective.get("to")
    return RulePack(
        id=raw["pack"],
        title_vi=raw["title_vi"],
        title_en=raw["title_en"],
        status=raw["status"],
        decision=decision["number"],
        issued_on=date.fromisoformat(decision["issued"]),
        effective_from=date.fromisoformat(effective["from"]),
        effective_to=date.fromisoformat(to) if to else None,
        total=Decimal(raw["total_points"]),
        parts=tuple(
            Part(p["code"], p["title_vi"], Decimal(p["max"])) for p in raw["parts"]
        ),
        bands=_bands(raw),
        levels=tuple(_level(level) for level in raw["assessment_levels"]),
        rounds=tuple(
            LegalRound(r["level"], r["round"], r["dossier_before"], r["finish_before"])
            for r in raw.get("assessment_rounds", ())
        ),
        validity_months=raw["certificate"]["validity_months"],
        evidence=tuple(_evidence(e) for e in raw.get("evidence", ())),
        groups=tuple(_group(group) for group in raw["groups"]),
        sets=tuple(_entry(entry) for entry in raw["sets"]),
    )


def product_set(raw: Raw, pack: Raw) -> ProductSet:
    """The score sheet that a checked set file describes."""
    return ProductSet(
        pack_id=raw["pack"],
        slug=raw["set"],
        number=raw["number"],
        name_vi=raw["name_vi"],
        name_en=raw["name_en"],
        group=raw["group"],
        subgroup=raw.get("subgroup", ""),
        status=SetStatus(raw["status"]),
        verified=bool(raw.get("verified")),
        total=Decimal(raw["total"]),
        bands=_bands(pack),
        parts=tuple(_part(part) for part in raw["parts"]),
        disqualifiers=_disqualifiers(raw.get("disqualifiers")),
        gap=tuple((code, Decimal(n)) for code, n in raw.get("gap", {}).items()),
        notes=tuple(raw.get("notes", ())),
        source=raw["source"],
        managing_agencies=tuple(raw.get("managing_agencies", ())),
        sample_products_required=raw.get("sample_products_required"),
    )


def absent_set(entry: Raw, pack: Raw) -> ProductSet:
    """An index line whose score sheet was never found: readable, never scorable."""
    raw = {
        "pack": pack["pack"],
        "set": entry["slug"],
        "group": entry["subgroup"].partition(".")[0],
        "total": pack["total_points"],
        "source": pack["decision"]["number"],
        "parts": [part | {"title": part["title_vi"]} for part in pack["parts"]],
    }
    return product_set({**entry, **raw}, pack)


def _bands(raw: Raw) -> tuple[Band, ...]:
    """The bands from five stars down."""
    bands = sorted(raw["star_bands"], key=lambda band: -band["stars"])
    return tuple(
        Band(b["stars"], Decimal(b["min"]), bool(b["certificate"]), b.get("note", ""))
        for b in bands
    )


def _level(raw: Raw) -> Level:
    period = None
    if "period" in raw:
        first, last = raw["period"].split("..")
        period = date.fromisoformat(first), date.fromisoformat(last)
    return Level(
        name=raw["level"],
        role=raw.get("role", ""),
        stars=tuple(raw.get("stars", ())),
        days=raw.get("days"),
        topics=tuple(raw.get("topics", ())),
        note=raw.get("note", ""),
        period=period,
    )


def _evidence(raw: Raw) -> EvidenceKind:
    return EvidenceKind(raw["id"], raw["title"], raw.get("need", raw.get("form", "")))


def _group(raw: Raw) -> Group:
    subgroups = tuple(
        Subgroup(s["code"], s["name_vi"], s["name_en"], tuple(s["sets"]))
        for s in raw.get("subgroups", ())
    )
    return Group(raw["code"], raw["name_vi"], raw["name_en"], subgroups)


def _entry(raw: Raw) -> SetEntry:
    return SetEntry(
        number=raw["number"],
        slug=raw["slug"],
        name_vi=raw["name_vi"],
        name_en=raw["name_en"],
        group=raw["subgroup"].partition(".")[0],
        subgroup=raw["subgroup"],
        status=SetStatus(raw["status"]),
        verified=raw["verified"],
    )


def _part(raw: Raw) -> Part:
    sections = tuple(_section(section) for section in raw.get("sections", ()))
    return Part(raw["code"], raw["title"], Decimal(raw["max"]), sections)


def _section(raw: Raw) -> Section:
    criteria = tuple(_criterion(criterion) for criterion in raw["criteria"])
    return Section(raw["code"], raw["title"], Decimal(raw["max"]), criteria)


def _criterion(raw: Raw) -> Criterion:
    rule = raw.get("applies_if")
    minimums = raw.get("min_points_for_star", {})
    return Criterion(
        code=raw["code"],
        ref=raw["ref"],
        title=raw["title"],
        topic=raw["topic"],
        max=Decimal(raw["max"]),
        select=Select(raw["select"]),
        source=raw["source"],
        verified=raw["verified"],
        options=tuple(_option(option) for option in raw.get("options", ())),
        children=tuple(_criterion(child) for child in raw.get("children", ())),
        cases=tuple(Case(case["id"], case["title"]) for case in raw.get("cases", ())),
        requirements=tuple(
            Requirement(r["kind"], r["text"]) for r in raw.get("requirements", ())
        ),
        disqualifiers=_disqualifiers(raw.get("disqualify")),
        minimums=tuple((star, Decimal(n)) for star, n in sorted(minimums.items())),
        applies_if=rule and AppliesIf(rule["criterion"], Decimal(rule["min_points"])),
        evidence=tuple(raw.get("evidence", ())),
        notes=tuple(raw.get("notes", ())),
        commune_assessed=bool(raw.get("commune_assessed")),
        options_derived=bool(raw.get("options_derived")),
    )


def _option(raw: Raw) -> Option:
    return Option(
        id=raw["id"],
        points=Decimal(raw["points"]),
        label=raw["label"],
        case=raw.get("case"),
        min_for_star=raw.get("min_for_star"),
    )


def _disqualifiers(raw: list[Raw] | None) -> tuple[Disqualifier, ...]:
    return tuple(
        Disqualifier(StopKind(d["kind"]), d["when"], d["text"]) for d in raw or ()
    )
