"""Which product set a product belongs to, and who may bring one of that set."""

from datetime import date

from saolang.criteria import library
from saolang.criteria.pack import SetEntry
from saolang.criteria.regimes import DossierKind, regime_for
from saolang.kernel.errors import RuleViolation

TOURISM = "VI"
_DRAWINGS = {
    "tuong-nuoc-mam-gia-vi-long": "nuoc-mam",
    "mat-ong-mat-khac-nong-san-khac": "mat-ong",
    "ca-phe-ca-cao": "ca-phe",
    "rau-cu-qua-hat-tuoi": "vai",
    "che-bien-tu-gao-ngu-coc": "dau-xanh",
    "che-bien-tu-thit-thuy-san-trung-sua": "cha-ruoi",
    "thu-cong-my-nghe": "gom",
    "vai-may-mac": "non-la",
}


def pack_on(day: date) -> str:
    """The pack by which a product brought forward for the first time is scored."""
    return regime_for(day, DossierKind.FIRST).pack_id


def entry_on(slug: str, day: date) -> SetEntry | None:
    """The set of this name in the pack of that day."""
    return library.load(pack_on(day)).entry(slug)


def name_of(slug: str, day: date) -> str:
    """What the set is called; its slug where the pack of that day has none."""
    entry = entry_on(slug, day)
    return entry.name_vi if entry else slug


def fitting(slug: str, producer_kind: str, day: date) -> SetEntry:
    """The set, when a producer of this kind may bring a product of it (article 2.3)."""
    entry = entry_on(slug, day)
    if entry is None:
        raise RuleViolation(
            "product.set_unknown",
            "Chưa chọn bộ sản phẩm. Hãy gõ tên sản phẩm rồi chọn một bộ.",
            field="set_slug",
        )
    if producer_kind == "association" and entry.group != TOURISM:
        raise RuleViolation(
            "product.association_tourism_only",
            "Hội, hiệp hội, trung tâm điều hành chỉ đăng ký sản phẩm du lịch"
            " (Điều 2.3 Quyết định 26/2026/QĐ-TTg).",
            field="set_slug",
        )
    return entry


def drawing_for(slug: str) -> str:
    """The drawing that stands on the plate while a product has no photo."""
    return _DRAWINGS.get(slug, "gio")
