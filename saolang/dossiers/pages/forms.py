"""What the forms of a dossier say, as their layouts name it: always in Vietnamese.

A form of what was handed in is made from its snapshot, a draft from the same content
as it stands now; nothing sensitive of a person is among it.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils import translation

from saolang.criteria import engine, library
from saolang.criteria.scorecard import Criterion, ProductSet
from saolang.dossiers import fields, snapshots
from saolang.dossiers.models import (
    Dossier,
    DossierKind,
    Receipt,
    Snapshot,
    SupplementRequest,
)
from saolang.dossiers.offices import COMMUNE, OFFICES, PROVINCE
from saolang.dossiers.queries import offices as queries
from saolang.kernel.calendar import local_date
from saolang.papers import dates
from saolang.people.models import Producer
from saolang.ui.templatetags.ui import points, vi_number

DRAFT = "BẢN NHÁP"
Files = Iterable[Mapping[str, Any]]
_LONG = [
    "history",
    "organisation",
    "material_area",
    "technology",
    "packing",
    "quality_change",
    "markets",
    "changes",
    "plan_production",
    "plan_quality",
    "plan_market",
    "plan_support",
    "registered_on",
    "registration_number",
    "specification",
    "standard",
]
_CHANGED = (
    ("changed_material", "Thay đổi trong ba năm: nguyên liệu"),
    ("changed_technology", "Thay đổi trong ba năm: công nghệ, chế biến"),
    ("changed_packing", "Thay đổi trong ba năm: bao bì"),
    ("changed_label", "Thay đổi trong ba năm: nhãn"),
    ("changed_declaration", "Thay đổi trong ba năm: công bố chất lượng"),
    ("changed_testing", "Kiểm nghiệm định kỳ trong ba năm"),
    ("changed_market", "Thay đổi trong ba năm: thị trường"),
)


@dataclass(frozen=True, slots=True)
class HandOver:
    """What forms are made from: a snapshot, or a draft as it stands."""

    dossier: Dossier
    content: Mapping[str, Any]
    files: Sequence[Mapping[str, Any]]
    on: date | None
    sha256: str = ""

    @property
    def card(self) -> ProductSet:
        about = self.content["dossier"]
        return library.load_set(about["pack"], about["set"])


def handed_in(dossier: Dossier, snapshot: Snapshot) -> HandOver:
    """What was handed over with `snapshot`."""
    on = local_date(snapshot.taken_at)
    return HandOver(dossier, snapshot.content, snapshot.files, on, snapshot.sha256)


def draft(dossier: Dossier) -> HandOver:
    """What would be handed over now."""
    files = snapshots.entries(queries.links_of(dossier))
    return HandOver(dossier, snapshots.content_of(dossier), files, None)


def form01(over: HandOver, receipts: Iterable[Receipt]) -> dict[str, Any]:
    """Mẫu số 01, with what the offices noted on it so far."""
    with translation.override("vi"):
        return _form01(over, {receipt.level: receipt for receipt in receipts})


def form02(over: HandOver, year: int) -> dict[str, Any]:
    """Mẫu số 02, its evidence in the order of the score sheet."""
    with translation.override("vi"):
        return _form02(over, year)


def _form01(over: HandOver, receipts: Mapping[str, Receipt]) -> dict[str, Any]:
    told, kind, card = (
        over.content["form01"],
        over.content["dossier"]["kind"],
        over.card,
    )
    group = next(g for g in library.load(card.pack_id).groups if g.code == card.group)
    subgroup = next((s for s in group.subgroups if s.code == card.subgroup), None)
    year = over.on.year if over.on else local_date(over.dossier.created_at).year
    return {
        "title": f"Mẫu 01. Phiếu đăng ký {told.get('product_name', '')}".strip(),
        "draft": "" if over.on else DRAFT,
        "province": PROVINCE.unit_of(over.dossier).full_name,
        "producer": told.get("unit_name", ""),
        "representative": told.get("representative_name", ""),
        "representative_title": told.get("representative_title", ""),
        "address": told.get("address", ""),
        "phone": told.get("phone", ""),
        "email": told.get("email", ""),
        "product": told.get("product_name", ""),
        "samples": told.get("samples", ""),
        "sector": group.name_vi,
        "group": subgroup.name_vi if subgroup else "",
        "set": f"{card.number}. {card.name_vi}",
        **{each: "x" if kind == each else "" for each in DossierKind.values},
        **_signature(over, year),
        **_slip("commune", receipts.get(COMMUNE.level)),
        **_slip("province", receipts.get(PROVINCE.level)),
    }


def _slip(level: str, receipt: Receipt | None) -> dict[str, str]:
    by = receipt.received_by if receipt else None
    on = f"{local_date(receipt.received_at):%d/%m/%Y}" if receipt else ""
    return {
        f"{level}_slip": receipt.number if receipt else "",
        f"{level}_received_on": on,
        f"{level}_receiver": by.full_name if by else "",
    }


def _signature(over: HandOver, year: int) -> dict[str, str]:
    return {
        "place": over.dossier.commune.name,
        **dates.dateline(over.on, year),
        "signatory": over.content["form01"].get("representative_name", ""),
    }


def _form02(over: HandOver, year: int) -> dict[str, Any]:
    told, content, card = over.content["form02"], over.content, over.card
    asked = content["form01"]
    standing = engine.standing(
        card, content["ticks"], unmet_gates=content["unmet_gates"]
    )
    return {
        "title": f"Mẫu 02. Báo cáo tự đánh giá {asked.get('product_name', '')}".strip(),
        "draft": "" if over.on else DRAFT,
        "producer": asked.get("unit_name", ""),
        "producer_kind": str(Producer.Kind(content["producer"]["kind"]).label),
        "representative": asked.get("representative_name", ""),
        "representative_title": asked.get("representative_title", ""),
        "address": asked.get("address", ""),
        "phone": asked.get("phone", ""),
        "email": asked.get("email", ""),
        "product": asked.get("product_name", ""),
        **{name: str(told.get(name) or "") for name in _LONG},
        "revenue": _money(told.get("revenue")),
        "profit": _money(told.get("profit")),
        "papers_held": _ticked(fields.PAPERS_HELD, told.get("papers_held")),
        "ip_rights": _ticked(fields.IP_RIGHTS, told.get("ip_rights")),
        "years": _years(told),
        "changed": _changed(told),
        "set": f"{card.number}. {card.name_vi}",
        "points": points(standing.points) if content["ticks"] else "",
        "stars": str(standing.stars or ""),
        "sections": _sections(over),
        "annex": _annex(over),
        **_signature(over, year),
    }


def _years(told: Mapping[str, Any]) -> list[dict[str, str]]:
    """The three years that a re-evaluation is asked about."""
    unit = str(told.get("output_unit") or "")
    return [
        {
            "year_label": str(told[f"year_{n}"]),
            "revenue": _money(told.get(f"revenue_{n}")),
            "output": f"{_money(told.get(f'output_{n}'))} {unit}".strip(),
        }
        for n in (1, 2, 3)
        if told.get(f"year_{n}")
    ]


def _changed(told: Mapping[str, Any]) -> list[dict[str, str]]:
    return [
        {"label": label, "text": str(told[name])}
        for name, label in _CHANGED
        if told.get(name)
    ]


def _money(value: Any) -> str:
    text = str(value or "").strip()
    return str(vi_number(int(text))) if text.isdecimal() else text


def _ticked(choices: Iterable[tuple[str, Any]], held: Any) -> list[dict[str, str]]:
    there = set(held or ())
    return [
        {"label": str(label), "held": "x" if key in there else ""}
        for key, label in choices
    ]


def _sections(over: HandOver) -> list[dict[str, Any]]:
    return [
        {
            "label": f"{section.code}. {section.title}"
            f" (tối đa {points(section.max)} điểm)",
            "criteria": [_row(over, leaf) for leaf in section.walk() if leaf.is_leaf],
        }
        for section in over.card.sections
    ]


def _row(over: HandOver, leaf: Criterion) -> dict[str, Any]:
    ticks = over.content["ticks"]
    option = leaf.option(ticks.get(leaf.code) or "")
    none = "Chưa đạt mức nào" if leaf.code in ticks else ""
    return {
        "code": leaf.code,
        "label": leaf.title,
        "max": points(leaf.max),
        "points": points(option.points) if option else "0" if none else "",
        "claim": option.label if option else none,
        "said": over.content["form02"].get("descriptions", {}).get(leaf.code, ""),
        "papers": [
            _paper(file, use)
            for file in over.files
            for use in queries.uses_of(file)
            if use["criterion"] == leaf.code
        ],
    }


def _paper(file: Mapping[str, Any], use: Mapping[str, str]) -> str:
    parts = [file["title"]]
    if file["number"]:
        parts.append(f"số {file['number']}")
    if file["issued_on"]:
        parts.append(f"ngày {_day(file['issued_on'])}")
    if use["pages"]:
        parts.append(f"trang {use['pages']}")
    named = ", ".join(parts)
    return f"{named}: {use['proves']}" if use["proves"] else named


def _annex(over: HandOver) -> list[dict[str, str]]:
    """Every paper once: by the first criterion it proves, the rest at the end."""
    order = {code: place for place, code in enumerate(over.card.criteria)}

    def first(file: Mapping[str, Any]) -> int:
        return min((order.get(c, len(order)) for c in file["criteria"]), default=0)

    return [
        {
            "place": str(place),
            "label": file["title"],
            "number": file["number"],
            "issuer": file["issuer"],
            "issued_on": _day(file["issued_on"]),
            "valid_until": _day(file["valid_until"]),
            "criteria_codes": "; ".join(filter(None, file["criteria"])),
            "name": file["name"],
        }
        for place, file in enumerate(sorted(over.files, key=first), 1)
    ]


def _day(iso: str) -> str:
    return f"{date.fromisoformat(iso):%d/%m/%Y}" if iso else ""


def receipt(dossier: Dossier, slip: Receipt) -> dict[str, Any]:
    """The slip that an office took the dossier in."""
    with translation.override("vi"):
        over = handed_in(dossier, slip.snapshot)
        by = slip.received_by
        return {
            **_of_office(
                dossier, slip.unit.full_name, slip.unit.name, slip.received_at
            ),
            **_about(over),
            "title": f"Giấy tiếp nhận hồ sơ {slip.number}",
            "symbol": slip.number,
            "set": f"{over.card.number}. {over.card.name_vi}",
            "received": dates.spelled_moment(slip.received_at),
            "due": dates.spelled(slip.due_on) if slip.due_on else "",
            "handed_number": str(slip.snapshot.number),
            "receiver": by.full_name if by else "",
            "seal": over.sha256,
            "annex": _annex(over),
        }


def supplement_request(
    dossier: Dossier, asked: SupplementRequest, snapshot: Snapshot
) -> dict[str, Any]:
    """The one complete list of what an office finds missing."""
    with translation.override("vi"):
        unit = OFFICES[Receipt.Level(asked.level)].unit_of(dossier)
        over = handed_in(dossier, snapshot)
        return {
            **_of_office(dossier, unit.full_name, unit.name, asked.requested_at),
            **_about(over),
            "title": f"Thông báo bổ sung hồ sơ {over.content['product']['name']}",
            "symbol": f"{dates.BLANK}/TB-UBND",
            "note": asked.note,
            "answer_by": dates.spelled(asked.answer_by) if asked.answer_by else "",
            "officer": asked.requested_by.full_name,
            "authority": "TM. ỦY BAN NHÂN DÂN",
            "position": "CHỦ TỊCH",
            "signatory": "",
            "items": [
                {"number": str(place), "text": item["text"]}
                for place, item in enumerate(asked.items, 1)
            ],
        }


def _of_office(
    dossier: Dossier, full_name: str, name: str, at: datetime
) -> dict[str, str]:
    day = local_date(at)
    return {
        "issuer_top": "ỦY BAN NHÂN DÂN",
        "issuer_name": full_name.upper(),
        "unit": full_name,
        "place": name,
        **dates.dateline(day, day.year),
    }


def _about(over: HandOver) -> dict[str, str]:
    producer, about = over.content["producer"], over.content["dossier"]
    return {
        "producer": producer["name"],
        "producer_kind": str(Producer.Kind(producer["kind"]).label),
        "address": f"{producer['address']}, {over.dossier.commune.full_name}",
        "representative": producer["representative_name"],
        "representative_title": producer["representative_title"],
        "product": over.content["product"]["name"],
        "dossier_kind": str(DossierKind(about["kind"]).label).lower(),
    }
