"""What officers and leaders type about certificates and decisions."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from saolang.certificates.conditions import LABELS
from saolang.certificates.models import Certificate
from saolang.certificates.queries import Wanted
from saolang.dossiers.models import DossierKind
from saolang.kernel.errors import RuleViolation
from saolang.ui.forms import DateInput, OptionCards

HIGHEST_NUMBER = 999_999
HIGHEST_STARS = 5
_AGAIN = [
    (DossierKind.RENEWAL.value, _("Đánh giá lại, giữ sao thêm 36 tháng")),
    (DossierKind.UPGRADE.value, _("Nâng hạng lên sao cao hơn")),
]


class AgainForm(forms.Form):
    """Which way a product with stars goes on; five stars cannot be raised."""

    kind = forms.ChoiceField(
        label=_("Hồ sơ này để"),
        choices=_AGAIN,
        initial=DossierKind.RENEWAL,
        widget=OptionCards,
    )

    def __init__(self, *args: Any, stars: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if stars == HIGHEST_STARS:
            self.fields["kind"] = forms.ChoiceField(
                label=self.fields["kind"].label,
                choices=_AGAIN[:1],
                initial=DossierKind.RENEWAL,
                widget=OptionCards,
            )


class RegisterFilter(forms.Form):
    """Narrows the register; what makes no sense is ignored."""

    q = forms.CharField(
        label=_("Tìm sản phẩm, cơ sở, số giấy"),
        required=False,
        max_length=100,
        widget=forms.TextInput(attrs={"type": "search"}),
    )
    condition = forms.ChoiceField(
        label=_("Tình trạng"),
        required=False,
        choices=[("", _("Mọi tình trạng")), *((c.value, t) for c, t in LABELS.items())],
    )
    stars = forms.TypedChoiceField(
        label=_("Hạng sao"),
        required=False,
        coerce=int,
        empty_value=None,
        choices=[("", _("Mọi hạng")), *((n, _(f"{n} sao")) for n in (5, 4, 3))],
    )

    def wanted(self) -> Wanted:
        """What was asked for, as far as it makes sense."""
        self.is_valid()
        chosen = self.cleaned_data
        return Wanted(
            q=chosen.get("q", ""),
            condition=chosen.get("condition", ""),
            stars=chosen.get("stars"),
        )


class RefusableForm(forms.Form):
    """A form that can show why a service said no."""

    def add_refusal(self, refused: RuleViolation) -> None:
        """Show a refusal at the field it is about, or over the form."""
        name = refused.field if refused.field in self.fields else None
        self.add_error(name, refused.message)


class SignForm(RefusableForm):
    """The number and the date a decision gets when it is signed."""

    number = forms.IntegerField(
        label=_("Số quyết định"),
        min_value=1,
        max_value=HIGHEST_NUMBER,
        help_text=_(
            "Số kế tiếp trong sổ của cơ quan. Sửa lại nếu văn thư cấp số khác."
        ),
    )
    signed_on = forms.DateField(
        label=_("Ngày ký"),
        widget=DateInput,
        help_text=_("Giấy chứng nhận có giá trị 36 tháng kể từ ngày này."),
    )


class ExtendForm(RefusableForm):
    """Until when the stars of a late filer are kept."""

    to = forms.DateField(label=_("Giữ sao đến hết ngày"), widget=DateInput)


class RevokeForm(RefusableForm):
    """Why, by which decision and from which day stars are taken back."""

    ground = forms.ChoiceField(
        label=_("Căn cứ thu hồi"),
        choices=Certificate.Ground.choices,
        widget=forms.RadioSelect,
    )
    note = forms.CharField(
        label=_("Việc đã kết luận"),
        help_text=_("Một câu cho người mua hàng, sẽ hiện ở trang sau mã QR."),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    symbol = forms.CharField(
        label=_("Số quyết định thu hồi"), max_length=60, empty_value=""
    )
    on = forms.DateField(label=_("Thu hồi từ ngày"), widget=DateInput)

    def said(self) -> dict[str, Any]:
        """What was typed, as the service takes it."""
        said = self.cleaned_data
        return {**said, "ground": Certificate.Ground(said["ground"])}
