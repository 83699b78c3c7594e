"""What a producer types in the steps of a draft."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from saolang.criteria.scorecard import ProductSet
from saolang.dossiers.fields import Field
from saolang.dossiers.services.draft import Answers
from saolang.dossiers.sheet import NONE_REACHED
from saolang.evidence.forms import PAPERS, ParticularsForm
from saolang.kernel.errors import RuleViolation
from saolang.ui.forms import FilesField, FilesInput, VersionedForm


class Line(forms.CharField):
    """A line of a form that may stay empty in a draft, whatever its label says."""

    def validate(self, value: Any) -> None:
        """Nothing is missing yet: that is asked when the dossier is handed in."""


class StepForm(VersionedForm):
    """One step of Form 01 or 02. The service looks at sizes, and at nothing else."""

    use_required_attribute = False

    def __init__(self, *args: Any, asked: tuple[Field, ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.asked = asked
        for each in asked:
            self.fields[each.name] = _form_field(each)

    def lines(self) -> list[forms.BoundField]:
        """The fields one under another."""
        return [self[each.name] for each in self.asked if not each.column]

    def years(self) -> list[list[forms.BoundField]]:
        """The table of years, one row for each: its number, output and revenue."""
        cells = [each for each in self.asked if each.column]
        rows: dict[str, list[forms.BoundField]] = {}
        for each in cells:
            rows.setdefault(each.name[-1], []).append(self[each.name])
        return list(rows.values())

    def values(self) -> dict[str, Any]:
        """What was typed, by field."""
        return {each.name: self.cleaned_data.get(each.name, "") for each in self.asked}

    def refuse(self, refused: RuleViolation, version: int) -> None:
        """Keep what was typed and say why it was not saved; next time on `version`."""
        self.stand_on(version)
        field = refused.field if refused.field in self.fields else None
        self.add_error(field, refused.message)


def _form_field(each: Field) -> forms.Field:
    if each.kind == "choices":
        return forms.MultipleChoiceField(
            label=str(each.label),
            choices=each.choices,
            widget=forms.CheckboxSelectMultiple,
            required=False,
        )
    attrs: dict[str, Any] = {"maxlength": each.limit}
    if each.kind == "number":
        attrs["inputmode"] = "numeric"
    if each.name == "phone":
        attrs["inputmode"] = "tel"
    long = each.kind == "long"
    widget = forms.Textarea(attrs | {"rows": 5}) if long else forms.TextInput(attrs)
    return Line(
        label=str(each.label),
        help_text=str(each.hint),
        widget=widget,
        required=each.is_required,
    )


class PapersForm(ParticularsForm):
    """Files of one kind of paper, and what they prove."""

    uploads = FilesField(
        label=_("Tệp"),
        help_text=_(
            "PDF, Word, Excel hoặc ảnh (cả HEIC), mỗi tệp tối đa 50 MB. Chọn được"
            " nhiều tệp, hoặc chụp bằng điện thoại."
        ),
        widget=FilesInput(PAPERS),
    )
    criteria = forms.MultipleChoiceField(
        label=_("Dùng cho tiêu chí"),
        help_text=_("Không chọn thì dùng cho các tiêu chí hợp với loại giấy."),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    field_order = ("kind", "uploads")

    def __init__(self, *args: Any, card: ProductSet, **kwargs: Any) -> None:
        super().__init__(*args, group=card.group, **kwargs)
        _offer(self.fields["criteria"], card)


class SubmitForm(forms.Form):
    """The commitment printed on Form 01."""

    commitment = forms.BooleanField(
        label=_(
            "Tôi cam kết hồ sơ là thật, chịu trách nhiệm trước pháp luật về nội dung đã"
            " khai, và đồng ý để cơ quan nhà nước dùng hồ sơ này khi đánh giá, phân"
            " hạng."
        ),
        required=False,
    )


def answers_of(data: QueryDict, card: ProductSet, part: str) -> Answers:
    """What was ticked and written on one part of the sheet; nothing is judged here."""
    ticks: dict[str, str | None] = {}
    gates: dict[str, bool] = {}
    descriptions: dict[str, str] = {}
    for criterion in card.criteria.values():
        code = criterion.code
        if not code.startswith(f"{part}."):
            continue
        ticked = data.get(f"muc-{code}", "")
        if ticked and criterion.is_leaf:
            ticks[code] = None if ticked == NONE_REACHED else ticked
        if criterion.gates and (said := data.get(f"dk-{code}", "")):
            gates[code] = said == "co"
        if text := data.get(f"noi-{code}", ""):
            descriptions[code] = text
    return Answers(ticks, gates, descriptions)


def _offer(field: forms.Field, card: ProductSet) -> None:
    assert isinstance(field, forms.MultipleChoiceField)  # noqa: S101
    field.choices = [(c.code, f"{c.code} {c.title}") for c in card.leaves]


def merged(
    saved: Mapping[str, str | None], typed: Mapping[str, str | None], part: str
) -> dict[str, str | None]:
    """Ticks saved for the other parts, with what is ticked on this one now."""
    kept = {c: t for c, t in saved.items() if not c.startswith(f"{part}.")}
    return kept | dict(typed)
