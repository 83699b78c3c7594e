"""The few tags and filters an include cannot express. A builtin: nothing to load."""

import uuid
from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any

import nh3
from django import template
from django.core.paginator import Page
from django.forms import BoundField
from django.http import QueryDict
from django.template import Context
from django.utils import formats, timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt

from saolang.kernel import codes
from saolang.ui import drawings, naming

register = template.Library()
register.filter("named", naming.named)

NBSP = "\u00a0"
STORY_TAGS = {"p", "br", "strong", "em", "ul", "ol", "li", "blockquote", "h3", "h4"}
_markdown = MarkdownIt("commonmark", {"html": False, "breaks": True})


@register.simple_tag
def icon(name: str, size: str = "") -> SafeString:
    """An icon beside a word, hidden from readers; `size` may be "big"."""
    if name not in drawings.icons():
        raise LookupError(f"no icon is called {name}; see saolang/ui/icons.txt")
    return format_html(
        '<svg class="{}" viewBox="0 0 24 24" aria-hidden="true">{}</svg>',
        f"i {size}".strip(),
        mark_safe(drawings.icons()[name]),  # noqa: S308 our own file
    )


@register.simple_tag
def art(name: str) -> SafeString:
    """The shapes of a drawing, inside an <svg class="art" viewBox="0 0 200 200">."""
    return mark_safe(drawings.shapes(name))  # noqa: S308 our own file


@register.simple_tag
def form_key() -> SafeString:
    """The hidden idempotency key of one POST form."""
    return format_html(
        '<input type="hidden" name="idempotency_key" value="{}">', uuid.uuid4().hex
    )


@register.filter
def control(field: BoundField) -> SafeString:
    """A form field's own input, wearing the class of its kind."""
    widget = field.field.widget
    plain = getattr(widget, "input_type", "") in {"checkbox", "radio", "hidden"}
    worn = widget.attrs.get("class", "")
    attrs: dict[str, str | bool] = {} if plain else {"class": f"in {worn}".strip()}
    return field.as_widget(attrs=attrs)


@register.filter
def control_kind(field: BoundField) -> str:
    """Which branch of ui/field.html draws a field: choices, check, file or plain."""
    kind = getattr(field.field.widget, "input_type", "")
    if kind == "file":
        return "file"
    if kind in {"checkbox", "radio"}:
        return "choices" if hasattr(field.field.widget, "choices") else "check"
    return "plain"


@register.filter
def vi_number(value: Any) -> str:
    """A number as people here write it: 1284 -> 1.284 (in English 1,284)."""
    if value is None or value == "":
        return ""
    return formats.number_format(value, use_l10n=True, force_grouping=True)


@register.filter
def points(value: Any) -> str:
    """Points of a sheet or a mean: "84.22" -> 84,22; whole points without decimals."""
    try:
        amount = Decimal(str(value))
    except InvalidOperation:
        return ""
    if amount == amount.to_integral_value():
        amount = amount.quantize(Decimal(1))
    return formats.number_format(amount, use_l10n=True)


@register.filter
def day(value: date | None) -> str:
    """A date, always 21/11/2026."""
    return f"{_local(value):%d/%m/%Y}" if value else ""


@register.filter
def moment(value: datetime | None) -> str:
    """A time and its date, always 09:14, 21/11/2026."""
    return f"{_local(value):%H:%M, %d/%m/%Y}" if value else ""


@register.filter
def grouped_code(value: str) -> str:
    """A printed code in groups of four, kept on one line."""
    return codes.grouped(value).replace(" ", NBSP)


@register.filter
def story(text: str) -> SafeString:
    """Markdown from a textarea as safe HTML: paragraphs, lists, emphasis, quotes."""
    cleaned = nh3.clean(_markdown.render(text or ""), tags=STORY_TAGS, attributes={})
    return mark_safe(cleaned)  # noqa: S308 cleaned against an allow-list


@register.simple_tag(takes_context=True)
def page_link(context: Context, number: int) -> str:
    """The address of another page of a list, keeping what was searched for."""
    request = getattr(context, "request", None)
    query = request.GET.copy() if request else QueryDict(mutable=True)
    query[context.get("param") or "page"] = str(number)
    return f"?{query.urlencode()}"


@register.filter
def page_numbers(page: Page[Any]) -> list[int]:
    """First, last and neighbours of a page; 0 stands for a gap."""
    last = page.paginator.num_pages
    near = range(page.number - 1, page.number + 2)
    shown = sorted({1, last, *(n for n in near if 1 <= n <= last)})
    numbers: list[int] = []
    for number in shown:
        if numbers and number > numbers[-1] + 1:
            numbers.append(0)
        numbers.append(number)
    return numbers


@register.filter
def up_to(count: int) -> Iterable[int]:
    """1 … count, for loops that draw things: {% for n in 5|up_to %}."""
    return range(1, int(count) + 1)


def _local(value: date) -> date:
    if isinstance(value, datetime) and timezone.is_aware(value):
        return timezone.localtime(value)
    return value
