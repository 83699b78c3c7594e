"""Why a result is what it is, in words."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from saolang.evaluation.models import SessionItem
from saolang.evaluation.results import Missed, Result


@dataclass(frozen=True, slots=True)
class Reason:
    """One sentence about a result; `kind` is that of a note: ok, info, time, bad."""

    kind: str
    text: str


def number(value: Decimal) -> str:
    """Points as people write them: whole ones without decimals."""
    whole = value == value.to_integral_value()
    return str(number_format(value, 0 if whole else 2, use_l10n=True))


def mean(value: Decimal) -> str:
    """A mean always has its two decimals."""
    return str(number_format(value, 2, use_l10n=True))


def reasons(result: Result, item: SessionItem) -> Iterator[Reason]:
    """Everything a reader must know about a settled result, most telling first."""
    yield verdict(result)
    for warning in result.warnings:
        yield Reason(
            "time",
            _("%(members)s nêu lý do loại, không đủ quá nửa: %(why)s.")
            % {"members": ", ".join(warning["members"]), "why": warning["text"]},
        )
    if result.is_too_wide:
        yield _about_spread(result, item)


def verdict(result: Result) -> Reason:
    """Why the product stands where it stands; names no member of the council."""
    if result.stopped:
        return Reason("bad", _("Dừng: %(why)s.") % {"why": result.stopped["text"]})
    if result.lowered_by:
        said = _("Đủ điểm %(band)s sao, nhưng %(missed)s. Xếp %(stars)s sao.") % {
            "band": result.band,
            "missed": missed_text(result.lowered_by),
            "stars": result.stars,
        }
        return Reason("time", said)
    if result.stars and result.stars >= 3:
        said = _("Đạt mọi mức tối thiểu của %(stars)s sao. Xếp %(stars)s sao.")
        return Reason("ok", said % {"stars": result.stars})
    said = _("Điểm trung bình thuộc hạng %(stars)s sao, không công nhận.")
    return Reason("past", said % {"stars": result.stars})


def to_improve(result: Result) -> str:
    """What a product lacks for the next star, for its producer to work on."""
    missing = []
    if result.next_points:
        points = {"points": number(result.next_points)}
        missing.append(_("thiếu %(points)s điểm") % points)
    if result.next_minimums:
        missing.append(missed_text(result.next_minimums))
    if result.next_star is None or not missing:
        return ""
    return _("Để lên %(star)s sao: %(missing)s.") % {
        "star": result.next_star,
        "missing": "; ".join(missing),
    }


def missed_text(missed: tuple[Missed, ...]) -> str:
    """Minimums that were missed: `Liên kết chuỗi trung bình 1,44, cần 2`."""
    return "; ".join(
        _("%(title)s được %(has)s, cần %(needs)s")
        % {"title": m.title, "has": number(m.has), "needs": number(m.needs)}
        for m in missed
    )


def _about_spread(result: Result, item: SessionItem) -> Reason:
    if item.discussion:
        return Reason("info", _("Đã thảo luận: %(text)s") % {"text": item.discussion})
    return Reason(
        "bad",
        _("Điểm chênh %(spread)s, quá mức %(limit)s: thảo luận trước khi kết luận.")
        % {"spread": number(result.spread), "limit": number(result.limit)},
    )
