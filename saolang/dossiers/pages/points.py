"""A list sent back, point by point: what was asked, answered, and changed since."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from saolang.audit import ledger
from saolang.criteria.scorecard import Criterion
from saolang.dossiers import check_list, fields, progress, stops
from saolang.dossiers.fields import FORMS, Step
from saolang.dossiers.models import Dossier, SupplementAnswer, SupplementRequest
from saolang.dossiers.queries import versions
from saolang.dossiers.queries.offices import links_of
from saolang.dossiers.queries.versions import Version
from saolang.dossiers.rules import comparing
from saolang.dossiers.rules.comparing import Fate, PaperChange
from saolang.evidence.rules import catalogue


@dataclass(frozen=True, slots=True)
class Point:
    """One thing an office asked for, and what the producer did about it."""

    number: int
    line: str
    text: str
    url: str
    answer: SupplementAnswer | None
    changes: tuple[str, ...]
    is_settled: bool

    @property
    def is_met(self) -> bool:
        """Whether the producer said or changed anything for it."""
        return bool(self.changes or (self.answer and self.answer.text))


def of_request(dossier: Dossier, request: SupplementRequest) -> list[Point]:
    """The points of one list, with what changed between the hand-overs around it."""
    snapshot, later = versions.around(dossier, request.requested_at)
    before = versions.of_snapshot(snapshot)
    after = (
        versions.of_snapshot(later)
        if later
        else versions.of_draft(dossier, links_of(dossier))
    )
    moved = comparing.papers(
        before.files, after.files, versions.replaced_by(before, after)
    )
    moved = tuple(change for change in moved if change.fate is not Fate.SAME)
    criteria = progress.card_of(dossier).criteria
    answers = {answer.item: answer for answer in request.answers.order_by("item")}
    return [
        Point(
            number=number,
            line=item.get("line", ""),
            text=check_list.point_text(item, criteria),
            url=_where(dossier, item.get("line", "")),
            answer=answers.get(number),
            changes=_changes(
                dossier, item.get("line", ""), before, after, moved, criteria
            ),
            is_settled=str(number) in request.settled,
        )
        for number, item in enumerate(request.items)
    ]


def earlier(
    dossier: Dossier, request: SupplementRequest
) -> list[tuple[SupplementRequest, list[Point]]]:
    """The lists before this one, with what became of their points."""
    found = dossier.supplements.filter(requested_at__lt=request.requested_at)
    return [
        (each, of_request(dossier, each)) for each in found.order_by("-requested_at")
    ]


def mark(points: list[Point]) -> str:
    """A short mark of the answers given so far: another mark, other answers."""
    said = {p.number: p.answer.text for p in points if p.answer}
    return ledger.salted_digest(said, "answers")[:16]


def _where(dossier: Dossier, line: str) -> str:
    """The page on which a producer puts a point right."""
    code = line.partition(check_list.CRITERION)[2]
    if code:
        return stops.criterion_url(dossier, code)
    if line == "form01":
        return reverse("dossiers:step", args=[dossier.pk, "dang-ky"])
    if line == "form02":
        return reverse("dossiers:step", args=[dossier.pk, "co-so"])
    papers = reverse("dossiers:papers", args=[dossier.pk])
    if line in catalogue.by_code():
        return f"{papers}?giay={line}#them"
    return dossier.get_absolute_url()


def _changes(
    dossier: Dossier,
    line: str,
    before: Version,
    after: Version,
    moved: tuple[PaperChange, ...],
    criteria: Mapping[str, Criterion],
) -> tuple[str, ...]:
    code = line.partition(check_list.CRITERION)[2]
    if code:
        own = [change for change in moved if code in change.criteria]
        return (*_of_criterion(code, before, after, criteria), *_of_papers(own))
    if line in ("form01", "form02"):
        return _of_form(dossier, line, before, after)
    return _of_papers([change for change in moved if line in change.kinds])


def _of_papers(moved: list[PaperChange]) -> tuple[str, ...]:
    said = {
        Fate.ADDED: _("Thêm giấy: %(title)s"),
        Fate.REMOVED: _("Bỏ giấy: %(title)s"),
        Fate.REPLACED: _("Thay giấy mới: %(title)s"),
        Fate.CHANGED: _("Sửa thông tin giấy: %(title)s"),
    }
    return tuple(
        said[change.fate] % {"title": (change.after or change.before or {})["title"]}
        for change in moved
    )


def _of_criterion(
    code: str, before: Version, after: Version, criteria: Mapping[str, Criterion]
) -> tuple[str, ...]:
    found = []
    if (before.ticks.get(code) or "") != (after.ticks.get(code) or ""):
        leaf = criteria.get(code)
        option = leaf.option(after.ticks.get(code) or "") if leaf else None
        level = option.label if option else _("Không đạt mức nào")
        found.append(_("Đổi mức tự chấm: %(level)s") % {"level": level})
    said = [v.form02.get("descriptions", {}).get(code, "") for v in (before, after)]
    if said[0] != said[1]:
        found.append(_("Sửa phần mô tả"))
    return tuple(found)


def _of_form(
    dossier: Dossier, line: str, before: Version, after: Version
) -> tuple[str, ...]:
    names = comparing.changed(getattr(before, line), getattr(after, line))
    steps = [
        step
        for step in FORMS.values()
        if (step is Step.REGISTRATION) is (line == "form01")
    ]
    labels = [
        str(field.label)
        for step in steps
        for field in fields.of_step(step, dossier.kind)
        if field.name in names
    ]
    return tuple(_("Sửa “%(field)s”") % {"field": label} for label in labels)
