"""What a producer types about a paper."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from saolang.evidence.models import Evidence
from saolang.evidence.rules import catalogue
from saolang.evidence.services import Particulars
from saolang.ui.forms import DateInput

PAPERS = "application/pdf,image/jpeg,image/png,image/webp"


class ParticularsForm(forms.Form):
    """The kind of a paper and what is printed on it."""

    kind = forms.ChoiceField(label=_("Loại giấy"))
    title = forms.CharField(
        label=_("Tên gọi khác"),
        help_text=_("Để trống thì dùng tên loại giấy."),
        max_length=200,
        required=False,
    )
    number = forms.CharField(label=_("Số"), max_length=80, required=False)
    issuer = forms.CharField(label=_("Nơi cấp"), max_length=160, required=False)
    issued_on = forms.DateField(label=_("Ngày cấp"), required=False, widget=DateInput())
    valid_until = forms.DateField(
        label=_("Có giá trị đến hết ngày"),
        help_text=_("Để trống nếu giấy không có thời hạn."),
        required=False,
        widget=DateInput(),
    )

    def __init__(self, *args: Any, group: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds = catalogue.for_group(group) if group else catalogue.CATALOGUE
        choices = self.fields["kind"]
        assert isinstance(choices, forms.ChoiceField)  # noqa: S101
        choices.choices = [
            ("", _("Chọn loại giấy")),
            *((k.code, str(k.name)) for k in kinds),
        ]

    def particulars(self) -> Particulars:
        """What was typed, for the service."""
        return Particulars(
            **{name: self.cleaned_data[name] for name in ParticularsForm.base_fields}
        )


def values_of(paper: Evidence) -> dict[str, Any]:
    """What is noted of a paper, as the form shows it."""
    noted = {name: getattr(paper, name) for name in ParticularsForm.base_fields}
    if paper.title == catalogue.name_of(paper.kind).text:
        noted["title"] = ""
    return noted
