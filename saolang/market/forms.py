"""The shape of a search in the catalogue."""

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from saolang.criteria import library
from saolang.geography import queries as geography

PACK = "qd-26-2026"


class CatalogueForm(forms.Form):
    """Text, stars, product group and province; whatever makes no sense is ignored."""

    q = forms.CharField(
        label=_("Tìm sản phẩm, cơ sở hoặc xã"), required=False, max_length=100
    )
    sao = forms.TypedChoiceField(
        label=_("Hạng sao"),
        required=False,
        coerce=int,
        empty_value=None,
        choices=[("", _("Mọi hạng")), (5, "5"), (4, "4"), (3, "3")],
    )
    nhom = forms.ChoiceField(label=_("Nhóm sản phẩm"), required=False)
    tinh = forms.ChoiceField(label=_("Tỉnh, thành phố"), required=False)

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        name = "name_en" if get_language() == "en" else "name_vi"
        groups = [(g.code, getattr(g, name)) for g in library.load(PACK).groups]
        provinces = [(p.code, p.full_name) for p in geography.provinces()]
        self.fields["nhom"] = forms.ChoiceField(
            label=_("Nhóm sản phẩm"),
            required=False,
            choices=[("", _("Mọi nhóm")), *groups],
        )
        self.fields["tinh"] = forms.ChoiceField(
            label=_("Tỉnh, thành phố"),
            required=False,
            choices=[("", _("Cả nước")), *provinces],
        )
