"""What a producer's page of one dossier says: one next thing, the ladder, the road."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from saolang.dossiers import ladder, stops, tiles
from saolang.dossiers.models import (
    TRANSITIONS,
    Dossier,
    EvidenceLink,
    Receipt,
    Status,
)
from saolang.dossiers.pages import missing
from saolang.dossiers.progress import PAPERS, Progress
from saolang.dossiers.queries.draft import OPEN_TO_PRODUCER
from saolang.evidence.rules import catalogue


@dataclass(frozen=True, slots=True)
class NextThing:
    """The one thing to do now."""

    title: str
    text: str
    url: str = ""
    link: str = ""
    icon: str = "arrow-right"


def context(
    dossier: Dossier,
    progress: Progress,
    links: list[EvidenceLink],
    receipt: Receipt | None,
    today: date,
    *,
    is_asked: bool,
) -> dict[str, Any]:
    """Everything the overview shows."""
    rungs = ladder.rungs(dossier, progress.card, progress.standing)
    ahead = stops.road(dossier, today)
    on = dossier.judged_on or (ahead.hold_by if ahead else today)
    following = next((rung.star for rung in rungs if rung.is_next), 5)
    is_open = dossier.status in OPEN_TO_PRODUCER
    held = tiles.held(dossier, links, on)
    return {
        "dossier": dossier,
        "card": progress.card,
        "standing": progress.standing,
        "progress": progress,
        "bar": missing.bar(dossier, progress, links, today),
        "next": next_thing(dossier, progress, receipt, is_asked),
        "rungs": rungs,
        "wanted": tiles.wanted(dossier, progress, following) if is_open else [],
        "held": held,
        "late_count": sum(tile.kind == "late" for tile in held),
        "road": ahead if is_open else None,
        "steps": stops.steps(dossier, progress) if is_open else [],
        "offices": stops.offices(dossier, progress, receipt),
        "is_open": is_open,
        "may_withdraw": Status.WITHDRAWN in TRANSITIONS[Status(dossier.status)],
        "receipt": receipt,
        "status_kind": stops.BADGES.get(dossier.status, "info"),
    }


def next_thing(
    dossier: Dossier, progress: Progress, receipt: Receipt | None, is_asked: bool
) -> NextThing:
    """The one thing the producer should do now, or that nothing is to be done."""
    if dossier.status not in OPEN_TO_PRODUCER:
        return _waiting(dossier, receipt)
    review = reverse("dossiers:review", args=[dossier.pk])
    if is_asked:
        return NextThing(
            _("Bổ sung theo danh sách, rồi nộp lại"),
            _("Cơ quan đã nêu đủ một lần những điều còn thiếu. Sửa xong thì nộp lại."),
            review,
            _("Xem lại và nộp lại"),
            "send",
        )
    if progress.gaps:
        return _first_gap(dossier, progress)
    return NextThing(
        _("Xem lại và nộp cho xã"),
        _("Hồ sơ đã đủ để nộp."),
        review,
        _("Xem lại và nộp"),
        "send",
    )


def _first_gap(dossier: Dossier, progress: Progress) -> NextThing:
    gap = progress.gaps[0]
    count = len(progress.gaps)
    left = ngettext(
        "Còn %(count)d điều trước khi nộp được.",
        "Còn %(count)d điều trước khi nộp được.",
        count,
    ) % {"count": count}
    if gap.step == PAPERS:
        return NextThing(
            _("Thêm giấy: %(name)s") % {"name": catalogue.name_of(gap.anchor)},
            f"{gap.text} {left}",
            stops.url_of(dossier, gap),
            _("Chụp hoặc chọn tệp"),
            "camera",
        )
    return NextThing(
        _("Làm tiếp: %(step)s") % {"step": stops.label_of(gap.step)},
        f"{gap.text} {left}",
        stops.url_of(dossier, gap),
        _("Mở bước này"),
        "pen-line",
    )


def _waiting(dossier: Dossier, receipt: Receipt | None) -> NextThing:
    status = str(dossier.get_status_display())
    with_commune = dossier.status in (Status.SUBMITTED_COMMUNE, Status.COMMUNE_REVIEW)
    if with_commune and receipt and receipt.due_on:
        text = _(
            "Xã có 15 ngày làm việc, chậm nhất ngày %(day)s. Có tin, bạn sẽ được báo."
        )
        return NextThing(
            _("Chờ xã kiểm tra, bạn chưa phải làm gì"),
            text % {"day": f"{receipt.due_on:%d/%m/%Y}"},
            reverse("dossiers:receipt", args=[dossier.pk]),
            _("Xem giấy tiếp nhận"),
            "receipt-text",
        )
    ended = {
        Status.RECOGNISED: _("Sản phẩm đã được công nhận"),
        Status.RESULT_APPROVED_5: _("Tiềm năng 5 sao, tỉnh đã gửi Bộ"),
        Status.NOT_RECOGNISED: _("Sản phẩm chưa được công nhận lần này"),
        Status.DISQUALIFIED: _("Hồ sơ bị loại"),
        Status.WITHDRAWN: _("Hồ sơ đã rút"),
    }
    known = ended.get(Status(dossier.status))
    if known and dossier.status == Status.WITHDRAWN:
        return NextThing(known, _("Bạn có thể lập hồ sơ mới cho sản phẩm này khi cần."))
    if known:
        return NextThing(
            known,
            _("Điểm, lý do và quyền khiếu nại có trong thông báo gửi cho bạn."),
            reverse("notifications:list"),
            _("Xem thông báo"),
            "bell",
        )
    return NextThing(
        _("Bạn chưa phải làm gì"),
        _("Hồ sơ đang ở bước “%(status)s”. Có tin, bạn sẽ được báo.")
        % {"status": status},
    )
