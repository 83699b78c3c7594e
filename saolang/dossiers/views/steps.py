"""The steps of a draft: two forms and the self-score, which save by themselves."""

from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from saolang.criteria.scorecard import Part
from saolang.dossiers import fields, ladder, progress, sheet, stops
from saolang.dossiers.fields import FORMS, TICKS, Step
from saolang.dossiers.forms.draft import StepForm, answers_of, merged
from saolang.dossiers.models import Dossier, DraftStep
from saolang.dossiers.pages import missing
from saolang.dossiers.queries import draft as queries
from saolang.dossiers.queries.offices import links_of
from saolang.dossiers.services import draft as services
from saolang.dossiers.services.draft import Answers, StepChanged
from saolang.kernel.errors import RuleViolation
from saolang.kernel.text import read_number
from saolang.people.access import MemberRequest
from saolang.ui.forms import posted

_AFTER = {
    Step.REGISTRATION: ("dossiers:step", "co-so"),
    Step.PREMISES: ("dossiers:step", "ket-qua"),
    Step.RESULTS: ("dossiers:ticks", "a"),
    Step.TICKS_A: ("dossiers:ticks", "b"),
    Step.TICKS_B: ("dossiers:ticks", "c"),
    Step.TICKS_C: ("dossiers:step", "ke-hoach"),
}
_TITLES = {
    Step.REGISTRATION: (1, gettext_lazy("Phiếu đăng ký (Mẫu 01)")),
    Step.PREMISES: (2, gettext_lazy("Cơ sở và sản phẩm (Mẫu 02, phần I)")),
    Step.RESULTS: (3, gettext_lazy("Kết quả sản xuất, kinh doanh (Mẫu 02, phần II)")),
    Step.PLAN: (5, gettext_lazy("Kế hoạch (Mẫu 02, phần IV)")),
}


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def step(request: MemberRequest, dossier_id: int, name: str) -> HttpResponse:
    """One step of Form 01 or 02."""
    which = FORMS.get(name)
    if which is None:
        raise Http404
    found = get_object_or_404(queries.own(request.user), pk=dossier_id)
    asked = fields.of_step(which, found.kind)
    row = queries.step_of(found, which)
    values = found.form01 if which is Step.REGISTRATION else found.form02
    initial = {each.name: values.get(each.name) for each in asked}
    form = StepForm(
        posted(request), asked=asked, initial=initial | {"version": row.version}
    )
    refused = None
    if request.method == "POST":
        form.is_valid()
        try:
            saved = services.save_form(
                actor=request.user,
                dossier=found,
                step=which,
                values=form.values(),
                version=form.cleaned_data.get("version") or 0,
                at=timezone.now(),
            )
        except RuleViolation as violation:
            refused = violation
            form.refuse(refused, row.version)
        else:
            return _saved(request, found, which, saved)
    if found.status not in queries.OPEN_TO_PRODUCER:
        return _closed(request, found)
    context = {"form": form, "row": row, "theirs": _theirs(form, initial, refused)}
    return _page(request, "dossiers/step.html", found, which, context, refused)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def ticks(request: MemberRequest, dossier_id: int, part: str) -> HttpResponse:
    """The self-score, one part of the sheet at a time."""
    which = TICKS.get(part)
    if which is None:
        raise Http404
    found = get_object_or_404(queries.own(request.user), pk=dossier_id)
    card = progress.card_of(found)
    row = queries.step_of(found, which)
    answers = _kept(found)
    refused = None
    if request.method == "POST":
        answers = answers_of(request.POST, card, part.upper())
        try:
            saved = services.save_ticks(
                actor=request.user,
                dossier=found,
                step=which,
                answers=answers,
                version=read_number(request.POST.get("version", "")),
                at=timezone.now(),
            )
        except RuleViolation as violation:
            refused = violation
        else:
            return _saved(request, found, which, saved)
    if found.status not in queries.OPEN_TO_PRODUCER:
        return _closed(request, found)
    standing = _standing(found, answers, part.upper())
    links = links_of(found)
    context = {
        "row": row,
        "part": _part(found, part),
        "blocks": sheet.part_of(card, part.upper(), answers, standing, links),
        "parts": _parts(found, standing),
        "theirs": refused.changed if isinstance(refused, StepChanged) else (),
        **_tally(found, standing),
    }
    return _page(request, "dossiers/ticks.html", found, which, context, refused)


@login_required
@require_POST
def tally(request: MemberRequest, dossier_id: int, part: str) -> HttpResponse:
    """Say what the ticks so far would come to. Changes nothing."""
    if part not in TICKS:
        raise Http404
    found = get_object_or_404(queries.own(request.user), pk=dossier_id)
    answers = answers_of(request.POST, progress.card_of(found), part.upper())
    standing = _standing(found, answers, part.upper())
    context = _tally(found, standing) | {
        "parts": _parts(found, standing),
        "part": _part(found, part),
        "again": True,
    }
    return render(request, "dossiers/ticks.html#tally", context)


def _page(
    request: MemberRequest,
    template: str,
    found: Dossier,
    which: Step,
    context: dict[str, Any],
    refused: RuleViolation | None,
) -> HttpResponse:
    """The step itself; a refusal keeps what was typed and says why."""
    status = HTTPStatus.OK
    if refused:
        changed = isinstance(refused, StepChanged)
        status = HTTPStatus.CONFLICT if changed else HTTPStatus.UNPROCESSABLE_ENTITY
        if not request.accepts("text/html"):
            return JsonResponse({"message": refused.message}, status=status)
    links, today = links_of(found), timezone.localdate()
    look = progress.of(found, links, today)
    number, title = _TITLES.get(which, (4, _("Tự chấm điểm và minh chứng")))
    context |= {
        "dossier": found,
        "steps": stops.steps(found, look, which),
        "bar": missing.bar(found, look, links, today),
        "number": number,
        "title": title,
        "refused": refused,
    }
    return render(request, template, context, status=status)


def _saved(
    request: MemberRequest, found: Dossier, which: Step, saved: DraftStep
) -> HttpResponse:
    hints = [str(gap.text) for gap in progress.wrong_in(saved.dossier, which)]
    if not request.accepts("text/html"):
        at = timezone.localtime(saved.saved_at)
        told = {"version": saved.version, "saved_at": f"{at:%H:%M}"}
        return JsonResponse(told | ({"hint": " ".join(hints)} if hints else {}))
    messages.success(request, _("Đã lưu."))
    for hint in hints:
        messages.warning(request, hint)
    if which in _AFTER:
        view, name = _AFTER[which]
        return redirect(view, found.pk, name)
    return redirect("dossiers:review", found.pk)


def _closed(request: MemberRequest, found: Dossier) -> HttpResponse:
    messages.info(request, _("Hồ sơ đã nộp nên không sửa được lúc này."))
    return redirect(found)


def _kept(found: Dossier) -> Answers:
    return Answers(
        found.ticks,
        found.form02.get("gates", {}),
        found.form02.get("descriptions", {}),
    )


def _standing(found: Dossier, answers: Answers, part: str) -> Any:
    """Where the sheet stands with this part as it is on the screen."""
    gates = found.form02.get("gates", {}) | dict(answers.gates)
    typed = merged(found.ticks, answers.ticks, part)
    unmet = [code for code, holds in gates.items() if not holds]
    try:
        return progress.standing_of(found, typed, unmet)
    except RuleViolation:
        return progress.standing_of(found, found.ticks)


def _tally(found: Dossier, standing: Any) -> dict[str, Any]:
    card = progress.card_of(found)
    return {
        "standing": standing,
        "card": card,
        "rungs": ladder.rungs(found, card, standing),
        "totals": [(part, standing.parts[part.code]) for part in card.parts],
    }


def _part(found: Dossier, letter: str) -> Part:
    """Part A, B or C of the sheet."""
    parts = progress.card_of(found).parts
    return next(part for part in parts if part.code == letter.upper())


def _parts(found: Dossier, standing: Any) -> list[dict[str, Any]]:
    """The tabs of the sheet: A, B, C, with how many lines are still open."""
    return [
        {
            "letter": letter,
            "url": reverse("dossiers:ticks", args=[found.pk, letter]),
            "left": sum(
                code.startswith(letter.upper()) for code in standing.unanswered
            ),
        }
        for letter in TICKS
    ]


def _theirs(
    form: StepForm, kept: dict[str, Any], refused: RuleViolation | None
) -> list[tuple[str, Any]]:
    """What is saved now where it is not what was typed."""
    if not isinstance(refused, StepChanged):
        return []
    return [
        (str(form.fields[name].label), kept[name])
        for name, typed in form.values().items()
        if (kept[name] or "") != (typed or "")
    ]
