"""What a producer types about a paper."""

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from saolang.evidence.models import Evidence
from saolang.evidence.rules import catalogue, themes
from saolang.evidence.services import Particulars
from saolang.files.models import Upload
from saolang.products.models import ProductionSite
from saolang.ui.forms import DateInput, FileInput

PAPERS = "application/pdf,image/*,.heic,.heif,.docx,.xlsx"


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
    site = forms.ChoiceField(label=_("Nơi sản xuất"), required=False)

    def __init__(
        self,
        *args: Any,
        group: str = "",
        sites: Iterable[ProductionSite] = (),
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.sites = {str(site.pk): site for site in sites}
        self._offer("kind", kind_choices(group))
        shared = ("", _("Mọi nơi"))
        self._offer("site", [shared, *((pk, str(s)) for pk, s in self.sites.items())])
        if not self.sites:
            del self.fields["site"]

    def clean_site(self) -> ProductionSite | None:
        return self.sites.get(self.cleaned_data["site"])

    def _offer(self, name: str, choices: Sequence[Any]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101
        field.choices = choices

    def particulars(self) -> Particulars:
        """What was typed, for the service."""
        given = ParticularsForm.base_fields.keys() & self.cleaned_data.keys()
        return Particulars(**{name: self.cleaned_data[name] for name in given})


class RenewalForm(ParticularsForm):
    """A newer paper in the place of an old one of the same kind: a file of this form,
    or one that arrived piece by piece before."""

    arrived = forms.ChoiceField(
        label=_("Tệp đã gửi xong, đang chờ"),
        required=False,
        widget=forms.RadioSelect,
    )
    upload = forms.FileField(
        label=_("Tệp của giấy mới"),
        required=False,
        help_text=_("PDF, Word, Excel hoặc ảnh (cả HEIC), tối đa 50 MB."),
        widget=FileInput(PAPERS),
    )
    field_order = ("arrived", "upload")

    def __init__(self, *args: Any, arrived: Iterable[Upload], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.waiting = {str(upload.pk): upload for upload in arrived}
        names = [(pk, upload.name) for pk, upload in self.waiting.items()]
        self._offer("arrived", [("", _("Chọn tệp khác")), *names])
        if not names:
            del self.fields["arrived"]
            self.fields["upload"].required = True

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        if not self.source() and "upload" not in self.errors:
            self.add_error("upload", _("Hãy chọn tệp của giấy mới."))
        return given

    def source(self) -> Any:
        """The file chosen; one of this form goes before one that waits."""
        chosen = self.waiting.get(self.cleaned_data.get("arrived", ""))
        return self.cleaned_data.get("upload") or chosen


def kind_choices(group: str = "") -> list[tuple[str, Any]]:
    """Every kind a product group uses (all without one), shelf by shelf."""
    kinds = catalogue.for_group(group) if group else catalogue.CATALOGUE
    shelves: dict[str, list[tuple[str, str]]] = {}
    for code in themes.kinds(kind.code for kind in kinds):
        shelf = str(themes.theme_of(code).sentence)
        shelves.setdefault(shelf, []).append((code, str(catalogue.name_of(code))))
    return [("", _("Chọn loại giấy")), *shelves.items()]


def values_of(paper: Evidence) -> dict[str, Any]:
    """What is noted of a paper, as the form shows it."""
    noted = {name: getattr(paper, name) for name in ParticularsForm.base_fields}
    noted["site"] = paper.site_id or ""
    if paper.title == catalogue.name_of(paper.kind).text:
        noted["title"] = ""
    return noted
