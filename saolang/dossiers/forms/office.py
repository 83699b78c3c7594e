"""What officers type: filters, the check list, lists of missing things, Form 03."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from saolang.criteria.pack import SetEntry
from saolang.dossiers import form03
from saolang.dossiers.check_list import Check, Row
from saolang.dossiers.models import DossierKind, Status
from saolang.dossiers.offices import COMMUNE, Office
from saolang.dossiers.queries.offices import Wanted
from saolang.dossiers.services.review import Finding
from saolang.geography.models import AdminUnit
from saolang.ui.forms import DateInput
from saolang.ui.naming import named

NOTE = 300
LONG = 6000
_BEFORE_PROVINCE = {
    Status.DRAFT,
    *COMMUNE.in_hand,
    COMMUNE.returned,
}


class OfficeFilter(forms.Form):
    """Narrows a work list; what makes no sense is ignored with a word beside it."""

    q = forms.CharField(
        label=_("Tìm tên sản phẩm, cơ sở"), required=False, max_length=120
    )
    status = forms.ChoiceField(label=_("Trạng thái"), required=False)
    kind = forms.ChoiceField(
        label=_("Loại hồ sơ"),
        required=False,
        choices=[("", _("Tất cả")), *DossierKind.choices],
    )

    def __init__(self, *args: Any, office: Office, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        hidden = {Status.DRAFT} if office is COMMUNE else _BEFORE_PROVINCE
        self._choose("status", [(s.value, s.label) for s in Status if s not in hidden])
        self.fields["q"].widget = forms.TextInput(attrs={"type": "search"})

    def _choose(self, name: str, choices: Sequence[tuple[Any, Any]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101
        field.choices = [("", _("Tất cả")), *choices]

    def wanted(self) -> Wanted:
        """What was asked for, as far as it makes sense."""
        self.is_valid()
        chosen = self.cleaned_data
        return Wanted(
            text=chosen.get("q", ""),
            status=chosen.get("status", ""),
            kind=chosen.get("kind", ""),
            set_slug=chosen.get("set_slug", ""),
            commune_id=int(chosen["commune"]) if chosen.get("commune") else None,
        )


class ProvinceFilter(OfficeFilter):
    """A province also looks by commune and by product set."""

    commune = forms.ChoiceField(label=_("Xã, phường"), required=False)
    set_slug = forms.ChoiceField(label=_("Bộ sản phẩm"), required=False)

    def __init__(
        self,
        *args: Any,
        communes: Sequence[AdminUnit],
        sets: Sequence[SetEntry],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self._choose("commune", [(unit.pk, unit.full_name) for unit in communes])
        self._choose("set_slug", [(s.slug, f"{s.number}. {named(s)}") for s in sets])


class VersionedForm(forms.Form):
    """A form that knows on which version of its row it was begun."""

    def lock(self) -> None:
        """Show what is there, to be read only."""
        for field in self.fields.values():
            field.disabled = True

    def stand_on(self, version: object) -> None:
        """Let what was typed be saved over a version that the page now shows."""
        data = QueryDict(mutable=True)
        data.update(self.data)
        data["version"] = str(version)
        self.data = data


class CheckListForm(VersionedForm):
    """One state and one note for each line of the check list of papers."""

    version = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, rows: Sequence[Row], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rows = rows
        for row in rows:
            self.fields[f"state_{row.key}"] = forms.ChoiceField(
                label=_("Kết quả"), choices=Check.choices, initial=row.preselected
            )
            self.fields[f"note_{row.key}"] = forms.CharField(
                label=_("Ghi chú"), required=False, max_length=NOTE, initial=row.note
            )

    def lines(self) -> list[tuple[Row, forms.BoundField, forms.BoundField]]:
        """Each line with its two fields, for the page."""
        return [
            (row, self[f"state_{row.key}"], self[f"note_{row.key}"])
            for row in self.rows
        ]

    def findings(self) -> dict[str, Finding]:
        """What the officer found, by line."""
        said = self.cleaned_data
        return {
            row.key: Finding(Check(said[f"state_{row.key}"]), said[f"note_{row.key}"])
            for row in self.rows
        }


class ReturnForm(forms.Form):
    """One complete list of what is missing, and until when it is awaited."""

    items = forms.MultipleChoiceField(
        label=_("Từ danh mục giấy tờ"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    more = forms.CharField(
        label=_("Nội dung khác cần bổ sung"),
        help_text=_("Mỗi dòng một nội dung."),
        required=False,
        max_length=LONG,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    answer_by = forms.DateField(label=_("Hạn bổ sung"), widget=DateInput)
    note = forms.CharField(
        label=_("Lời nhắn cho cơ sở"),
        required=False,
        max_length=LONG,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, rows: Sequence[Row], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.wanting = {row.key: row.wanting for row in rows if row.wanting}
        field = self.fields["items"]
        assert isinstance(field, forms.MultipleChoiceField)  # noqa: S101
        field.choices = list(self.wanting.items())
        field.initial = list(self.wanting)
        if not self.wanting:
            del self.fields["items"]

    def listed(self) -> list[dict[str, str]]:
        """The lines chosen and the lines typed, in this order."""
        chosen = self.cleaned_data.get("items", [])
        typed = self.cleaned_data["more"].splitlines()
        return [
            *({"line": key, "text": self.wanting[key]} for key in chosen),
            *({"line": "", "text": text} for text in typed),
        ]


class ReportForm(VersionedForm):
    """Form 03: under each heading what the producer says and what the commune finds.

    A draft may have holes; `ask_all` is called before it is shown and proposed.
    """

    use_required_attribute = False
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    conclusion = forms.CharField(
        label=_("Kết luận và đề nghị"),
        required=False,
        max_length=LONG,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for heading in form03.HEADINGS:
            self.fields[f"said_{heading.key}"] = _text(_("Chủ thể nêu"))
            self.fields[f"found_{heading.key}"] = _text(_("Xã kiểm tra thấy"))

    def ask_all(self) -> None:
        """Demand the commune's word under every heading, and its conclusion."""
        for heading in form03.HEADINGS:
            self.fields[f"found_{heading.key}"].required = True
        self.fields["conclusion"].required = True

    def headings(
        self,
    ) -> list[tuple[form03.Heading, forms.BoundField, forms.BoundField]]:
        """Each heading with its two fields, for the page."""
        return [
            (heading, self[f"said_{heading.key}"], self[f"found_{heading.key}"])
            for heading in form03.HEADINGS
        ]

    def findings(self) -> dict[str, dict[str, str]]:
        """What was written, by heading."""
        return {
            heading.key: {
                part: self.cleaned_data[f"{part}_{heading.key}"]
                for part in ("said", "found")
            }
            for heading in form03.HEADINGS
        }


def _text(label: Any) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": 4})
    return forms.CharField(label=label, required=False, max_length=LONG, widget=widget)


class SignForm(VersionedForm):
    """The version of the report that the leader has read."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)


class SendBackForm(forms.Form):
    """What the officer must change before the report can be signed."""

    note = forms.CharField(
        label=_("Cần sửa gì"), max_length=LONG, widget=forms.Textarea
    )
