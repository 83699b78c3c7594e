"""What people type about a producer and those who act for it."""

from dataclasses import dataclass
from datetime import date
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from saolang.geography import queries as places
from saolang.geography.models import AdminUnit, Level
from saolang.kernel.text import read_number
from saolang.people.forms.fields import (
    LoginField,
    PhoneField,
)
from saolang.people.models import Invitation, Producer
from saolang.people.rules import login as logins
from saolang.people.services.producers import CONFIDENTIAL, EDITABLE
from saolang.ui.forms import DateInput, OptionCards


class CommuneForm(forms.Form):
    """The part of a form that finds a commune by any name it ever had."""

    place = forms.CharField(
        label=_("Tìm xã, phường"),
        required=False,
        max_length=120,
        help_text=_(
            "Gõ tên mới hoặc tên cũ, có dấu hay không dấu đều được: “thanh son”, "
            "“Tứ Kỳ”. Rồi chọn một nơi trong danh sách."
        ),
    )
    commune = forms.ChoiceField(label=_("Xã, phường"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        source = self.data if self.is_bound else self.initial
        typed, chosen = str(source.get("place") or ""), source.get("commune")
        self.typed_place = typed
        found = places.find(typed) if typed else []
        self.communes = {str(unit.pk): unit for unit in _with_chosen(found, chosen)}
        field = cast(forms.ChoiceField, self.fields["commune"])
        field.choices = [
            (pk, places.place_line(unit)) for pk, unit in self.communes.items()
        ]
        field.error_messages["required"] = _("Chọn xã, phường trong danh sách.")

    def clean_commune(self) -> AdminUnit:
        return self.communes[self.cleaned_data["commune"]]


def _with_chosen(found: list[AdminUnit], chosen: Any) -> list[AdminUnit]:
    pk = read_number(chosen)
    if not pk or pk in {unit.pk for unit in found}:
        return found
    present = AdminUnit.objects.filter(level=Level.COMMUNE, valid_to=None)
    return [*present.filter(pk=pk).select_related("parent"), *found]


@dataclass(frozen=True, slots=True)
class Clash:
    """One field two people changed: what is saved, and what the second typed."""

    label: str
    saved: str
    typed: str


class ProducerForm(CommuneForm, forms.ModelForm):  # type: ignore[type-arg]
    """A producer's data; confidential fields left empty keep what they hold."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    phone = PhoneField(required=False, label=_("Điện thoại của cơ sở"))

    field_order = ["name", "kind", "place", "commune", "address"]

    class Meta:
        model = Producer
        fields = [
            "name", "kind", "address", "phone", "email", "registration_number",
            "registered_on", "representative_name", "representative_title",
            "representative_sex", *CONFIDENTIAL, "history", "organisation",
        ]  # fmt: skip
        labels = {
            "name": _("Tên cơ sở"),
            "kind": _("Loại hình"),
            "address": _("Thôn, xóm, đường, số nhà"),
            "email": _("Thư điện tử của cơ sở"),
            "registration_number": _("Số đăng ký kinh doanh hoặc quyết định thành lập"),
            "registered_on": _("Ngày cấp"),
            "representative_name": _("Người đại diện"),
            "representative_title": _("Chức vụ"),
            "representative_sex": _("Giới tính"),
            "representative_ethnicity": _("Dân tộc"),
            "representative_identity_number": _("Số căn cước"),
            "representative_residence": _("Nơi thường trú"),
            "history": _("Quá trình hình thành"),
            "organisation": _("Bộ máy tổ chức"),
        }
        widgets = {
            "registered_on": DateInput,
            "representative_ethnicity": forms.TextInput,
            "representative_identity_number": forms.TextInput(
                {"inputmode": "numeric", "autocomplete": "off"}
            ),
            "representative_residence": forms.TextInput,
            "history": forms.Textarea({"rows": 4}),
            "organisation": forms.Textarea({"rows": 4}),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in CONFIDENTIAL:
            kept = getattr(self.instance, name)
            if kept:
                self.initial[name] = ""
                self.fields[name].help_text = _(
                    "Đang giữ kín: %(kept)s. Để trống nếu không đổi."
                ) % {"kept": logins.masked(kept)}

    def clean_representative_identity_number(self) -> str:
        typed = "".join(self.cleaned_data["representative_identity_number"].split())
        if typed and not (typed.isascii() and typed.isdecimal() and len(typed) == 12):
            raise ValidationError(_("Số căn cước có 12 chữ số."), code="identity")
        return typed

    def _post_clean(self) -> None:
        """The instance stays as it is; the service writes."""

    def clashes_with(self, saved: Producer) -> list[Clash]:
        """Where what is saved differs from what was typed; saving again then counts."""
        self.data = cast(QueryDict, self.data).copy()
        self.data["version"] = str(saved.version)
        return [
            Clash(str(self[name].label), _shown(saved, name), typed)
            for name in EDITABLE
            if name not in CONFIDENTIAL
            and _shown(saved, name) != (typed := _shown(self.cleaned_data, name))
        ]


def _shown(source: Producer | dict[str, Any], name: str) -> str:
    value = source[name] if isinstance(source, dict) else getattr(source, name)
    if isinstance(value, AdminUnit):
        return places.place_line(value)
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    if name == "kind":
        return str(Producer.Kind(value).label)
    if name == "representative_sex" and value:
        return str(Producer.Sex(value).label)
    return "" if value is None else str(value)


class InviteForm(forms.Form):
    """Whom an owner wants to work with, and as what."""

    login = LoginField(label=_("Thư điện tử hoặc số điện thoại của người được mời"))
    access = forms.ChoiceField(
        label=_("Người này được làm gì"),
        required=False,
        initial=Invitation.Access.MEMBER,
        widget=OptionCards,
        choices=[
            (
                Invitation.Access.MEMBER,
                _("Cùng làm: sửa cơ sở, sản phẩm, viết và nộp hồ sơ."),
            ),
            (
                Invitation.Access.HELPER,
                _(
                    "Giúp lập hồ sơ (kế toán, người quen): viết hồ sơ, thêm giấy tờ. "
                    "Không nộp, không sửa cơ sở, không xem số căn cước."
                ),
            ),
        ],
    )
    until = forms.DateField(
        label=_("Giúp đến hết ngày"),
        required=False,
        widget=DateInput,
        help_text=_("Chỉ cần khi mời người giúp lập hồ sơ; nhiều nhất một năm."),
    )

    def clean_access(self) -> str:
        return str(self.cleaned_data["access"] or Invitation.Access.MEMBER)
