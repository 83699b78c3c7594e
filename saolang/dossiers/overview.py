"""What a producer's page of one dossier says: one next thing, the ladder, the road."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from saolang.criteria import library
from saolang.criteria.engine import Standing, StarStanding
from saolang.criteria.scorecard import ProductSet
from saolang.dossiers.fields import FORMS, TICKS, Step
from saolang.dossiers.models import (
    TRANSITIONS,
    Dossier,
    EvidenceLink,
    Receipt,
    Status,
)
from saolang.dossiers.progress import PAPERS, Progress
from saolang.dossiers.queries.draft import OPEN_TO_PRODUCER
from saolang.dossiers.rules import rounds
from saolang.dossiers.rules.checklist import Condition, Line
from saolang.dossiers.rules.gaps import Gap
from saolang.evidence.models import Evidence
from saolang.evidence.rules import catalogue, validity
from saolang.evidence.rules.validity import Validity
from saolang.files.models import StoredFile
from saolang.geography import clocks

_LETTERS = {step: letter for letter, step in TICKS.items()}
_SLUGS = {step: slug for slug, step in FORMS.items()}
_STEPS: tuple[tuple[Promise, tuple[str, ...]], ...] = (
    (gettext_lazy("Đăng ký"), (Step.REGISTRATION,)),
    (gettext_lazy("Cơ sở và sản phẩm"), (Step.PREMISES,)),
    (gettext_lazy("Kết quả"), (Step.RESULTS,)),
    (gettext_lazy("Tự chấm và minh chứng"), (*TICKS.values(), PAPERS)),
    (gettext_lazy("Kế hoạch"), (Step.PLAN,)),
)
BADGES: Mapping[str, str] = {
    Status.DRAFT: "info",
    Status.COMMUNE_RETURNED: "time",
    Status.PROVINCE_RETURNED: "time",
    Status.RECOGNISED: "ok",
    Status.RESULT_APPROVED_5: "gold",
    Status.NOT_RECOGNISED: "bad",
    Status.DISQUALIFIED: "bad",
    Status.WITHDRAWN: "",
}


@dataclass(frozen=True, slots=True)
class Stop:
    """One stop of a road: a step of the draft, or an office."""

    label: str
    text: str
    state: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class NextThing:
    """The one thing to do now."""

    title: str
    text: str
    url: str = ""
    link: str = ""
    icon: str = "arrow-right"


@dataclass(frozen=True, slots=True)
class Tick:
    """A met or unmet condition of a star."""

    text: str
    state: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class Rung:
    """One star of the ladder: what is met, what is not."""

    star: int
    is_reached: bool
    is_next: bool
    missing: tuple[Tick, ...]
    met: tuple[str, ...]

    @property
    def total(self) -> int:
        return len(self.missing) + len(self.met)


@dataclass(frozen=True, slots=True)
class Road:
    """The next round a dossier can reach, and the last day to hand it in for that."""

    number: int
    year: int
    submit_by: date
    days_left: int
    cutoff_on: date
    hold_by: date


@dataclass(frozen=True, slots=True)
class Tile:
    """A paper as the page shows it: there, or still to be added."""

    title: str
    text: str
    kind: str
    status: str
    status_kind: str
    url: str = ""
    link: str = ""
    link_icon: str = "upload"


def road(dossier: Dossier, today: date) -> Road | None:
    """The first round whose cut-off the commune can still make in its 15 days."""
    pack = library.load(dossier.pack_id)
    for each in rounds.upcoming(pack.rounds, today):
        last = each.cutoff_on - timedelta(days=1)
        submit_by = clocks.latest_start(last, rounds.COMMUNE_DAYS)
        if submit_by >= today:
            left = (submit_by - today).days
            return Road(
                each.number, each.year, submit_by, left, each.cutoff_on, each.hold_by
            )
    return None


def steps(dossier: Dossier, progress: Progress, current: str = "") -> list[Stop]:
    """The six steps of the draft and which of them are done."""
    stops = []
    for label, keys in _STEPS:
        missing = len(progress.of_step(*keys))
        text = _("Còn %(count)d điều") % {"count": missing} if missing else _("Đã đủ")
        state = "now" if current in keys else "" if missing else "done"
        stops.append(Stop(str(label), text, state, _step_url(dossier, Step(keys[0]))))
    review = reverse("dossiers:review", args=[dossier.pk])
    state = "now" if current == "review" else ""
    return [*stops, Stop(_("Xem lại và nộp"), "", state, review)]


def url_of(dossier: Dossier, gap: Gap) -> str:
    """Where a missing thing is put right."""
    if gap.step == PAPERS:
        papers = reverse("dossiers:papers", args=[dossier.pk])
        return f"{papers}?giay={gap.anchor}#them"
    anchor = gap.anchor if gap.step in _LETTERS else f"id_{gap.anchor}"
    return f"{_step_url(dossier, Step(gap.step))}#{anchor}"


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


def ladder(dossier: Dossier, card: ProductSet, standing: Standing) -> list[Rung]:
    """Three, four and five stars: what each still asks for."""
    reached = [each.star for each in standing.ladder if each.is_reached]
    following = max(reached, default=2) + 1
    return [
        _rung(dossier, card, standing, each, is_next=each.star == following)
        for each in standing.ladder
    ]


def tiles(dossier: Dossier, progress: Progress, star: int) -> list[Tile]:
    """Papers still to be added for handing in and for the next star."""
    return [
        _missing_tile(dossier, line)
        for line in progress.papers
        if line.condition is Condition.MISSING
        and (line.is_blocking or (line.star or 9) <= star)
    ]


def paper_tile(
    dossier: Dossier, paper: Evidence, codes: Iterable[str], on: date
) -> Tile:
    """A paper that is there, judged on the day of the session."""
    title = paper.title
    told = [_("Số %(number)s") % {"number": paper.number}] if paper.number else []
    if paper.issued_on:
        told.append(_("cấp %(day)s") % {"day": f"{paper.issued_on:%d/%m/%Y}"})
    if used := [code for code in codes if code]:
        told.append(_("cho %(codes)s") % {"codes": ", ".join(used)})
    kind, status, status_kind = _state_of(paper, on)
    url = reverse("dossiers:place_paper", args=[dossier.pk, paper.pk])
    return Tile(
        title, ", ".join(told), kind, status, status_kind, url, _("Xem, sửa"), "eye"
    )


def paper_tiles(
    dossier: Dossier, links: Iterable[EvidenceLink], on: date
) -> list[Tile]:
    """Every paper of the dossier once, with the criteria it proves."""
    papers: dict[int, tuple[Evidence, list[str]]] = {}
    for link in links:
        entry = papers.setdefault(link.evidence_id, (link.evidence, []))
        entry[1].append(link.criterion)
    return [paper_tile(dossier, paper, codes, on) for paper, codes in papers.values()]


def offices(
    dossier: Dossier, progress: Progress, receipt: Receipt | None
) -> list[Stop]:
    """The road from the producer's desk to the council."""
    order = list(Status)
    at = order.index(Status(dossier.status))
    commune = capfirst(dossier.commune.full_name)
    province = dossier.commune.parent
    marks = (Status.COMMUNE_RETURNED, Status.PROVINCE_RETURNED)
    reach = (
        (_("Bạn lập hồ sơ"), Status.DRAFT, Status.DRAFT),
        (
            _("%(commune)s kiểm tra") % {"commune": commune},
            Status.SUBMITTED_COMMUNE,
            Status.COMMUNE_REPORTED,
        ),
        (
            _("%(province)s thẩm định")
            % {"province": capfirst(province.kind if province else "")},
            Status.SUBMITTED_PROVINCE,
            Status.ADVISORY_REPORTED,
        ),
        (_("Hội đồng chấm"), Status.COUNCIL_SCHEDULED, Status.COUNCIL_CONCLUDED),
        (_("Quyết định"), Status.DECISION_PENDING, Status.RESULT_APPROVED_5),
    )
    stops = []
    for label, first, last in reach:
        start, end = order.index(first), order.index(last)
        state = "done" if at > end else "now" if start <= at <= end else ""
        text = ""
        if state == "now":
            text = str(dossier.get_status_display())
            if dossier.status == Status.DRAFT:
                done = sum(stop.state == "done" for stop in steps(dossier, progress))
                text = _("Xong %(done)d / 6 bước") % {"done": done}
            elif receipt and receipt.due_on and dossier.status not in marks:
                due = f"{receipt.due_on:%d/%m/%Y}"
                text = _("%(status)s, hạn %(due)s") % {"status": text, "due": due}
        stops.append(Stop(label, text, state))
    return stops


def _first_gap(dossier: Dossier, progress: Progress) -> NextThing:
    gap = progress.gaps[0]
    left = _("Còn %(count)d điều trước khi nộp được.") % {"count": len(progress.gaps)}
    if gap.step == PAPERS:
        return NextThing(
            _("Thêm giấy: %(name)s") % {"name": catalogue.name_of(gap.anchor)},
            f"{gap.text} {left}",
            url_of(dossier, gap),
            _("Chụp hoặc chọn tệp"),
            "camera",
        )
    return NextThing(
        _("Làm tiếp: %(step)s") % {"step": _label_of(gap.step)},
        f"{gap.text} {left}",
        url_of(dossier, gap),
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
    if known:
        return NextThing(known, _("Bạn có thể lập hồ sơ mới cho sản phẩm này khi cần."))
    return NextThing(
        _("Bạn chưa phải làm gì"),
        _("Hồ sơ đang ở bước “%(status)s”. Có tin, bạn sẽ được báo.")
        % {"status": status},
    )


def _rung(
    dossier: Dossier,
    card: ProductSet,
    standing: Standing,
    each: StarStanding,
    *,
    is_next: bool,
) -> Rung:
    floor = card.band(each.star).floor
    missing: list[Tick] = []
    met: list[str] = []
    has = {"floor": floor, "points": standing.points}
    if each.points_missing:
        text = _("Cần %(floor)s điểm: đang có %(points)s") % has
        missing.append(Tick(text, "no"))
    else:
        met.append(_("Đủ %(floor)s điểm: đang có %(points)s") % has)
    failing = {short.criterion for short in each.minimums}
    for short in each.minimums:
        criterion = card.criteria[short.criterion]
        text = _("%(title)s: đang %(has)s điểm, cần %(needs)s") % {
            "title": criterion.title,
            "has": short.has,
            "needs": short.needs,
        }
        missing.append(Tick(text, "no", _criterion_url(dossier, short.criterion)))
    met += [
        card.criteria[code].title
        for code, _needs in card.minimums[each.star]
        if code not in failing
    ]
    return Rung(each.star, each.is_reached, is_next, tuple(missing), tuple(met))


def _missing_tile(dossier: Dossier, line: Line) -> Tile:
    papers = reverse("dossiers:papers", args=[dossier.pk])
    text = _("Cho tiêu chí %(codes)s") % {"codes": ", ".join(line.criteria)}
    need = (
        _("Cần để nộp")
        if line.is_blocking
        else _("Cần cho %(star)s sao") % {"star": line.star}
    )
    return Tile(
        line.kind.name,
        text if line.criteria else "",
        "need",
        need,
        "",
        f"{papers}?giay={line.kind.code}#them",
        _("Thêm giấy này"),
    )


def _state_of(paper: Evidence, on: date) -> tuple[str, str, str]:
    """Kind of the tile, the words of its badge, kind of the badge."""
    until = f"{paper.valid_until:%d/%m/%Y}" if paper.valid_until else ""
    if paper.file.state == StoredFile.State.REFUSED:
        return "late", _("Không nhận tệp này"), "bad"
    state = validity.on_day(paper.valid_until, on)
    if state is Validity.EXPIRED:
        return "late", _("Hết hạn %(day)s, trước ngày chấm") % {"day": until}, "bad"
    if paper.file.is_being_checked:
        return "", _("Đang kiểm tra tệp"), "time"
    if state is Validity.ENDING:
        return "late", _("Hết hạn %(day)s") % {"day": until}, "time"
    return "", _("Đến hết %(day)s") % {"day": until} if until else _("Đã nhận"), "ok"


def _label_of(step: str) -> str:
    return next(str(label) for label, keys in _STEPS if step in keys)


def _criterion_url(dossier: Dossier, code: str) -> str:
    return f"{_step_url(dossier, TICKS[code[0].lower()])}#{code}"


def _step_url(dossier: Dossier, step: Step) -> str:
    if step in _LETTERS:
        return reverse("dossiers:ticks", args=[dossier.pk, _LETTERS[step]])
    return reverse("dossiers:step", args=[dossier.pk, _SLUGS[step]])


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
    rungs = ladder(dossier, progress.card, progress.standing)
    ahead = road(dossier, today)
    on = dossier.judged_on or (ahead.hold_by if ahead else today)
    following = next((rung.star for rung in rungs if rung.is_next), 5)
    is_open = dossier.status in OPEN_TO_PRODUCER
    held = paper_tiles(dossier, links, on)
    return {
        "dossier": dossier,
        "card": progress.card,
        "standing": progress.standing,
        "progress": progress,
        "next": next_thing(dossier, progress, receipt, is_asked),
        "rungs": rungs,
        "wanted": tiles(dossier, progress, following) if is_open else [],
        "held": held,
        "late_count": sum(tile.kind == "late" for tile in held),
        "road": ahead if is_open else None,
        "steps": steps(dossier, progress) if is_open else [],
        "offices": offices(dossier, progress, receipt),
        "is_open": is_open,
        "may_withdraw": Status.WITHDRAWN in TRANSITIONS[Status(dossier.status)],
        "receipt": receipt,
        "status_kind": BADGES.get(dossier.status, "info"),
    }
