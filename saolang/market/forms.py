"""The shape of a search in the catalogue."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from saolang.criteria import library
from saolang.geography import queries as geography
from saolang.ui.naming import named

PACK = "qd-26-2026"


def _groups() -> list[tuple[str, str]]:
    groups = library.load(PACK).groups
    return [("", _("Mọi nhóm")), *((g.code, named(g)) for g in groups)]


def _provinces() -> list[tuple[str, str]]:
    return [
        ("", _("Cả nước")),
        *((p.code, p.full_name) for p in geography.provinces()),
    ]


class CatalogueForm(forms.Form):
    """Text, stars, product group and province; whatever makes no sense is ignored."""

    q = forms.CharField(
        label=gettext_lazy("Tìm sản phẩm, cơ sở hoặc xã"),
        required=False,
        max_length=100,
        widget=forms.TextInput(attrs={"type": "search"}),
    )
    sao = forms.TypedChoiceField(
        label=gettext_lazy("Hạng sao"),
        required=False,
        coerce=int,
        empty_value=None,
        choices=[("", gettext_lazy("Mọi hạng")), (5, "5"), (4, "4"), (3, "3")],
    )
    nhom = forms.ChoiceField(
        label=gettext_lazy("Nhóm sản phẩm"), required=False, choices=_groups
    )
    tinh = forms.ChoiceField(
        label=gettext_lazy("Tỉnh, thành phố"), required=False, choices=_provinces
    )

    def wanted(self) -> dict[str, Any]:
        """What was asked for, as far as it makes sense."""
        self.is_valid()
        return self.cleaned_data
