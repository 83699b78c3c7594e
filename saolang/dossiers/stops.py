"""The roads a dossier goes: steps of its draft, offices, the round it can make."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from saolang.criteria import library
from saolang.dossiers.fields import FORMS, TICKS, Step
from saolang.dossiers.models import Dossier, Receipt, Status
from saolang.dossiers.offices import COMMUNE
from saolang.dossiers.progress import PAPERS, Progress
from saolang.dossiers.queries.offices import RECOGNISED
from saolang.dossiers.rules import proofs, rounds
from saolang.dossiers.rules.gaps import Gap
from saolang.geography import clocks
from saolang.kernel.calendar import local_date

_LETTERS = {step: letter for letter, step in TICKS.items()}
_BROKEN_OFF = (Status.NOT_RECOGNISED, Status.DISQUALIFIED, Status.WITHDRAWN)
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
class Road:
    """The next round a dossier can reach, and the last day to hand it in for that."""

    number: int
    year: int
    submit_by: date
    days_left: int
    cutoff_on: date
    hold_by: date


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


def judging_day(dossier: Dossier, today: date) -> date:
    """The day on which its papers must hold: its session's, or the end of the round
    it can reach."""
    ahead = None if dossier.judged_on else road(dossier, today)
    return dossier.judged_on or (ahead.hold_by if ahead else today)


def steps(dossier: Dossier, progress: Progress, current: str = "") -> list[Stop]:
    """The six steps of the draft and which of them are done."""
    stops = []
    for label, keys in _STEPS:
        missing = len(progress.of_step(*keys))
        left = ngettext("Còn %(count)d điều", "Còn %(count)d điều", missing)
        text = left % {"count": missing} if missing else _("Đã đủ")
        state = "now" if current in keys else "" if missing else "done"
        stops.append(Stop(str(label), text, state, _step_url(dossier, Step(keys[0]))))
    review = reverse("dossiers:review", args=[dossier.pk])
    state = "now" if current == "review" else ""
    return [*stops, Stop(_("Xem lại và nộp"), "", state, review)]


def offices(
    dossier: Dossier, progress: Progress, receipt: Receipt | None
) -> list[Stop]:
    """The road from the producer's desk to the decision, or to where it broke off."""
    status, order = Status(dossier.status), list(Status)
    own = _("Bạn lập hồ sơ")
    if status in _BROKEN_OFF:
        since = dossier.status_since
        day = f"{local_date(since):%d/%m/%Y}" if since else ""
        return [Stop(own, "", "done"), Stop(str(status.label), day, "now")]
    at = len(order) if status in RECOGNISED else order.index(status)
    stops = []
    for label, first, last in ((own, Status.DRAFT, Status.DRAFT), *_reach(dossier)):
        start, end = order.index(first), order.index(last)
        state = "done" if at > end else "now" if start <= at <= end else ""
        text = _at_now(dossier, progress, receipt) if state == "now" else ""
        stops.append(Stop(label, text, state))
    return stops


def _reach(dossier: Dossier) -> list[tuple[str, Status, Status]]:
    """The offices ahead of a producer, each with its first and last state."""
    commune, province = dossier.commune, dossier.commune.parent
    check = _("%(commune)s kiểm tra") % {"commune": capfirst(commune.full_name)}
    kind = capfirst(province.kind if province else "")
    appraise = _("%(province)s thẩm định") % {"province": kind}
    return [
        (check, Status.SUBMITTED_COMMUNE, Status.COMMUNE_REPORTED),
        (appraise, Status.SUBMITTED_PROVINCE, Status.ADVISORY_REPORTED),
        (_("Hội đồng chấm"), Status.COUNCIL_SCHEDULED, Status.COUNCIL_CONCLUDED),
        (_("Quyết định"), Status.DECISION_PENDING, Status.RESULT_APPROVED_5),
    ]


def _at_now(dossier: Dossier, progress: Progress, receipt: Receipt | None) -> str:
    """What to say of the stop at which a dossier stands."""
    if dossier.status == Status.DRAFT:
        done = sum(stop.state == "done" for stop in steps(dossier, progress))
        return _("Xong %(done)d / 6 bước") % {"done": done}
    status = str(dossier.get_status_display())
    if receipt and receipt.due_on and dossier.status in COMMUNE.in_hand:
        due = f"{receipt.due_on:%d/%m/%Y}"
        return _("%(status)s, hạn %(due)s") % {"status": status, "due": due}
    return status


def url_of(dossier: Dossier, gap: Gap) -> str:
    """Where a missing thing is put right."""
    if gap.step == PAPERS:
        papers = reverse("dossiers:papers", args=[dossier.pk])
        return f"{papers}?giay={gap.anchor}#them"
    if gap.step == proofs.RENEW:
        return reverse("dossiers:replace_paper", args=[gap.anchor])
    if gap.step == proofs.PAPER:
        return reverse("dossiers:place_paper", args=[dossier.pk, gap.anchor])
    anchor = gap.anchor if gap.step in _LETTERS else f"id_{gap.anchor}"
    return f"{_step_url(dossier, Step(gap.step))}#{anchor}"


def label_of(step: str) -> str:
    """What the step is called that a missing thing belongs to."""
    return next(str(label) for label, keys in _STEPS if step in keys)


def criterion_url(dossier: Dossier, code: str) -> str:
    """Where one criterion is ticked."""
    return f"{_step_url(dossier, TICKS[code[0].lower()])}#{code}"


def _step_url(dossier: Dossier, step: Step) -> str:
    if step in _LETTERS:
        return reverse("dossiers:ticks", args=[dossier.pk, _LETTERS[step]])
    return reverse("dossiers:step", args=[dossier.pk, _SLUGS[step]])
