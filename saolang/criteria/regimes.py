"""Which decision a dossier is judged by: fixed by its filing date and its kind.

The regime is a property of the dossier, never a switch of the system.

>>> regime_for(date(2026, 6, 1), DossierKind.FIRST).regime
<Regime.R26_2026: '26-2026'>
"""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from saolang.criteria import library
from saolang.criteria.pack import Level
from saolang.kernel.errors import RuleViolation


class Regime(StrEnum):
    """The four sets of rules the programme has known."""

    R1048_2019 = "1048-2019"
    R148_2023 = "148-2023"
    R1489_2025 = "1489-2025"
    R26_2026 = "26-2026"


class DossierKind(StrEnum):
    """Why a product is brought before the council (26/2026, article 6)."""

    FIRST = "first"
    UPGRADE = "upgrade"
    RENEWAL = "renewal"


@dataclass(frozen=True, slots=True)
class _Period:
    regime: Regime
    starts_on: date
    pack_id: str
    basis: str


@dataclass(frozen=True, slots=True)
class Ruling:
    """The regime of a dossier, who has a say under it, until when, and why."""

    regime: Regime
    pack_id: str
    levels: tuple[Level, ...]
    reasons: tuple[str, ...]
    finish_by: date | None = None

    def is_overdue(self, on: date) -> bool:
        """Whether the time to finish under the old rules has run out."""
        return self.finish_by is not None and on > self.finish_by


_IN_FORCE = date(2026, 5, 22)
_TRANSITION = {
    DossierKind.FIRST: timedelta(days=60),
    DossierKind.UPGRADE: timedelta(days=60),
    DossierKind.RENEWAL: timedelta(days=30),
}
_CARRIED_OVER = frozenset({Regime.R148_2023, Regime.R1489_2025})
_PERIODS = (
    _Period(
        Regime.R26_2026,
        _IN_FORCE,
        "qd-26-2026",
        "Quyết định 26/2026/QĐ-TTg có hiệu lực từ 22/05/2026 (Điều 11)",
    ),
    _Period(
        Regime.R1489_2025,
        date(2025, 7, 6),
        "qd-148-2023",
        "Quyết định 1489/QĐ-TTg sửa trình tự của Quyết định 148/QĐ-TTg từ 06/07/2025",
    ),
    _Period(
        Regime.R148_2023,
        date(2023, 2, 24),
        "qd-148-2023",
        "Quyết định 148/QĐ-TTg áp dụng từ 24/02/2023",
    ),
    _Period(
        Regime.R1048_2019,
        date(2019, 8, 21),
        "qd-1048-2019",
        "Quyết định 1048/QĐ-TTg áp dụng từ 21/08/2019",
    ),
)


def regime_for(filed_on: date, kind: DossierKind) -> Ruling:
    """The rules for a dossier filed on a day (26/2026, article 12).

    What was filed before 22/05/2026 stays under the rules of its day, and must be
    finished within 60 days of that date (30 for a renewal), the date itself not
    counted.
    """
    period = next((p for p in _PERIODS if p.starts_on <= filed_on), None)
    if period is None:
        raise RuleViolation(
            "regime.none",
            "Ngày nộp %(day)s trước khi có bộ tiêu chí OCOP (21/08/2019).",
            day=f"{filed_on:%d/%m/%Y}",
        )
    reasons = [f"Hồ sơ nộp ngày {filed_on:%d/%m/%Y}: {period.basis}."]
    finish_by = None
    if period.regime in _CARRIED_OVER:
        span = _TRANSITION[kind]
        finish_by = _IN_FORCE + span
        reasons.append(
            f"Chuyển tiếp (Điều 12 Quyết định 26/2026/QĐ-TTg): theo quy định cũ, phải"
            f" xong trong {span.days} ngày kể từ 22/05/2026, chậm nhất"
            f" {finish_by:%d/%m/%Y}."
        )
    levels = (level for level in library.load(period.pack_id).levels)
    return Ruling(
        regime=period.regime,
        pack_id=period.pack_id,
        levels=tuple(level for level in levels if level.had_say_on(filed_on)),
        reasons=tuple(reasons),
        finish_by=finish_by,
    )
