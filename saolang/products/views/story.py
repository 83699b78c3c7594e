"""A producer tells the story of a product, one question at a time."""

from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from saolang.files import links
from saolang.kernel.errors import RuleViolation
from saolang.kernel.text import clean
from saolang.people.access import MemberRequest
from saolang.products import queries, story_paper
from saolang.products import story as told
from saolang.products.forms import IllustrationForm, PassageForm
from saolang.products.models import Product, StoryPassage
from saolang.products.rules.story import LONGEST
from saolang.products.services import story as services
from saolang.products.services.story import PassageChanged
from saolang.ui.forms import status_of


@login_required
@require_safe
def story(request: MemberRequest, product_id: int) -> HttpResponse:
    """The whole story: what is written, what is thin, what serves which criterion."""
    found = _own(request, product_id)
    return _whole(request, found, _illustration(found))


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def passage(
    request: MemberRequest, product_id: int, heading: str, language: str
) -> HttpResponse:
    """One passage, in Vietnamese and beside it in English; each saves by itself."""
    found = _own(request, product_id)
    if heading not in told.QUESTIONS or language not in StoryPassage.Language.values:
        raise Http404
    if request.method != "POST":
        return _editor(request, found, heading)
    form = _form(heading, language, data=request.POST)
    theirs = None
    if form.is_valid():
        try:
            saved = services.write(
                actor=request.user,
                product=found,
                heading=heading,
                language=language,
                text=form.cleaned_data["text"],
                version=form.cleaned_data["version"] or 0,
                at=timezone.now(),
            )
        except RuleViolation as refused:
            form.add_error(refused.field or None, refused.message)
            theirs = refused.passage if isinstance(refused, PassageChanged) else None
        else:
            return _saved(request, found, saved)
    if not request.accepts("text/html"):
        return _refused(form, theirs)
    return _editor(request, found, heading, form, theirs)


@login_required
@require_POST
def preview(request: MemberRequest, product_id: int, heading: str) -> HttpResponse:
    """How what is typed reads, and what it lacks. Changes nothing."""
    found = _own(request, product_id)
    if heading not in told.QUESTIONS:
        raise Http404
    text = clean(request.POST.get("text", "")[: LONGEST * 2])
    look = told.look(heading, text, told.places_near(found))
    context = {"look": look, "language": request.POST.get("language")}
    return render(request, "products/_look.html", context)


@login_required
@require_POST
def illustrate(request: MemberRequest, product_id: int) -> HttpResponse:
    """Choose and caption the photos of the story, and name its clip."""
    found = _own(request, product_id)
    form = _illustration(found, request.POST)
    if form.is_valid():
        try:
            services.illustrate(
                actor=request.user,
                product=found,
                version=form.cleaned_data["version"] or 0,
                clip_url=form.cleaned_data["clip_url"],
                clip_title=form.cleaned_data["clip_title"],
                pictures=form.pictures(),
            )
        except RuleViolation as refused:
            form.add_error(refused.field or None, refused.message)
            form.stand_on(found.version)
            if refused.code == "product.changed":
                return _whole(request, found, form, HTTPStatus.CONFLICT)
        else:
            messages.success(request, _("Đã lưu ảnh và clip của câu chuyện."))
            return redirect("products:story", found.pk)
    return _whole(request, found, form, status_of(form))


@login_required
@require_safe
def paper(request: MemberRequest, product_id: int) -> HttpResponse:
    """The story on paper, to print or to hand in."""
    found = _own(request, product_id)
    language = request.GET.get("tieng", "vi")
    if language not in StoryPassage.Language.values:
        raise Http404
    response = HttpResponse(
        story_paper.render(found, language), content_type="application/pdf"
    )
    name = f"cau-chuyen-{found.slug or found.pk}.pdf"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _own(request: MemberRequest, product_id: int) -> Product:
    return get_object_or_404(queries.products_of(request.user), pk=product_id)


def _form(heading: str, language: str, **given: Any) -> PassageForm:
    label = StoryPassage.Language(language).label
    return PassageForm(label=str(label), language=language, **given)


def _refused(form: PassageForm, theirs: StoryPassage | None) -> JsonResponse:
    said = next(message for messages in form.errors.values() for message in messages)
    return JsonResponse({"message": str(said)}, status=_status(form, theirs))


def _status(form: PassageForm | None, theirs: StoryPassage | None) -> HTTPStatus:
    if theirs:
        return HTTPStatus.CONFLICT
    return status_of(form) if form else HTTPStatus.OK


def _saved(request: MemberRequest, found: Product, saved: StoryPassage) -> HttpResponse:
    if not request.accepts("text/html"):
        at = timezone.localtime(saved.saved_at or timezone.now())
        return JsonResponse({"version": saved.version, "saved_at": f"{at:%H:%M}"})
    messages.success(request, _("Đã lưu."))
    return redirect("products:passage", found.pk, saved.heading, saved.language)


def _editor(
    request: MemberRequest,
    found: Product,
    heading: str,
    posted: PassageForm | None = None,
    theirs: StoryPassage | None = None,
) -> HttpResponse:
    """The page of one question; a refusal keeps what was typed and says why."""
    parts = told.parts(found)
    part = next(each for each in parts if each.question.heading == heading)
    written = [each.question.heading for each in parts if each.is_written]
    criteria = told.criteria(found, written)
    context = {
        "product": found,
        "part": part,
        "parts": parts,
        "sides": _sides(part, posted),
        "place": list(told.QUESTIONS).index(heading) + 1,
        "next": _after(heading),
        "theirs": theirs,
        "served": [each for each in criteria if part.name in each.could_be],
        "alike_url": reverse(settings.STORY_ALIKE_URL, args=[found.pk]),
    }
    status = _status(posted, theirs)
    return render(request, "products/passage.html", context, status=status)


def _sides(part: told.Part, posted: PassageForm | None) -> list[dict[str, Any]]:
    """Vietnamese and English: the row that is kept, and the form over it."""
    sides = []
    for row, look in ((part.vi, part.look), (part.en, part.look_en)):
        initial = {"text": row.text, "version": row.version}
        form = _form(row.heading, row.language, initial=initial)
        if posted and posted.language == row.language:
            form = posted
            form.stand_on(row.version)
        sides.append({"row": row, "form": form, "look": look})
    return sides


def _after(heading: str) -> str:
    headings = list(told.QUESTIONS)
    rest = headings[headings.index(heading) + 1 :]
    return rest[0] if rest else ""


def _illustration(found: Product, data: Any = None) -> IllustrationForm:
    hosts = _("Nơi đặt clip: %s.") % ", ".join(settings.STORY_CLIP_HOSTS)
    initial = {
        "clip_url": found.clip_url,
        "clip_title": found.clip_title,
        "version": found.version,
    }
    photos = queries.shown_photos(found)
    return IllustrationForm(data, photos=photos, hosts=hosts, initial=initial)


def _whole(
    request: MemberRequest,
    found: Product,
    form: IllustrationForm,
    status: int = HTTPStatus.OK,
) -> HttpResponse:
    parts = told.parts(found)
    written = [each.question.heading for each in parts if each.is_written]
    context = {
        "product": found,
        "parts": parts,
        "criteria": told.criteria(found, written),
        "form": form,
        "photos": [
            (links.public_url(photo.file, small=True), caption, place)
            for photo, caption, place in form.of_photos()
        ],
        "has_english": any(each.en.text for each in parts),
        "alike_url": reverse(settings.STORY_ALIKE_URL, args=[found.pk]),
    }
    return render(request, "products/story.html", context, status=status)
