"""What people type about themselves, producers and offices."""

from dataclasses import dataclass
from datetime import date
from typing import Any, cast

from django import forms
from django.contrib.auth import password_validation
from django.contrib.auth.forms import AuthenticationForm
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from saolang.geography import queries as places
from saolang.geography.models import AdminUnit, Level
from saolang.kernel.errors import RuleViolation
from saolang.kernel.text import read_number
from saolang.people.access import standing
from saolang.people.models import Producer, Role, User
from saolang.people.policies import COMMUNE_ROLES
from saolang.people.rules import consent, phone
from saolang.people.rules import login as logins
from saolang.people.services import accounts
from saolang.people.services.producers import CONFIDENTIAL, EDITABLE
from saolang.ui.forms import DateInput


def add_refusal(form: forms.BaseForm, refused: RuleViolation) -> None:
    """Show a refusal at the field it is about, or over the form."""
    name = refused.field
    if name in {"email", "phone"} and name not in form.fields:
        name = "login"
    form.add_error(name if name in form.fields else None, refused.message)


class LoginField(forms.CharField):
    """An e-mail address or a Vietnamese mobile number, in its one spelling."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", _("Thư điện tử hoặc số điện thoại"))
        kwargs.setdefault("max_length", 254)
        super().__init__(**kwargs)
        self.widget.attrs.setdefault("autocomplete", "username")
        self.widget.attrs.setdefault("autocapitalize", "none")
        self.widget.attrs.setdefault("spellcheck", "false")

    def clean(self, value: Any) -> str:
        key = logins.key(super().clean(value) or "")
        if "@" in key:
            validate_email(key)
        elif key and not phone.normalise(key):
            raise ValidationError(
                _("Nhập thư điện tử hoặc số điện thoại di động, ví dụ 0912 345 678."),
                code="login",
            )
        return key


class PhoneField(forms.CharField):
    """A Vietnamese phone number, kept as +84…"""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", _("Số điện thoại"))
        super().__init__(max_length=20, **kwargs)
        self.widget.attrs.update({"autocomplete": "tel", "inputmode": "tel"})

    def prepare_value(self, value: Any) -> Any:
        return logins.spoken(value) if isinstance(value, str) else value

    def clean(self, value: Any) -> str:
        typed = super().clean(value)
        number = phone.normalise(typed) if typed else ""
        if number is None:
            raise ValidationError(
                _("Số điện thoại di động có 10 chữ số, ví dụ 0912 345 678."),
                code="phone",
            )
        return number


class PasswordField(forms.CharField):
    """A new password, typed once: the browser can show it."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", _("Mật khẩu mới"))
        kwargs.setdefault(
            "help_text",
            _("Ít nhất 8 ký tự; một câu ngắn dễ nhớ tốt hơn một từ khó."),
        )
        super().__init__(
            strip=False,
            widget=forms.PasswordInput({"autocomplete": "new-password"}),
            **kwargs,
        )

    def clean(self, value: Any) -> str:
        typed = super().clean(value)
        password_validation.validate_password(typed)
        return str(typed)


class SignInForm(AuthenticationForm):
    """Who is it."""

    username = LoginField()
    error_messages = {
        "invalid_login": _("Tên đăng nhập hoặc mật khẩu không đúng. Hãy thử lại."),
        "inactive": _("Tên đăng nhập hoặc mật khẩu không đúng. Hãy thử lại."),
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        username = cast(forms.CharField, self.fields["username"])
        username.label = _("Thư điện tử hoặc số điện thoại")
        username.max_length = 254
        username.widget.attrs["maxlength"] = "254"


class RegisterForm(forms.Form):
    """A new account, with a separate yes or no about publishing contacts."""

    full_name = forms.CharField(
        label=_("Họ và tên của bạn"),
        max_length=120,
        widget=forms.TextInput({"autocomplete": "name"}),
    )
    login = LoginField(
        help_text=_("Bạn dùng nó để đăng nhập. Chưa có thư điện tử cũng được.")
    )
    password = PasswordField(label=_("Mật khẩu"))
    consent = forms.BooleanField(
        label=_(consent.TEXTS[consent.CURRENT].text), required=False
    )


class InvitedForm(forms.Form):
    """A new account for someone whose e-mail or phone an owner already wrote."""

    full_name = forms.CharField(label=_("Họ và tên của bạn"), max_length=120)
    password = PasswordField(label=_("Mật khẩu"))


class DetailsForm(forms.ModelForm):  # type: ignore[type-arg]
    """One's own name and logins; the present password proves who types."""

    phone = PhoneField(required=False)
    password = forms.CharField(
        label=_("Mật khẩu hiện tại"),
        strip=False,
        widget=forms.PasswordInput({"autocomplete": "current-password"}),
        help_text=_("Để chắc rằng chính bạn đang sửa."),
    )

    class Meta:
        model = User
        fields = ["full_name", "email", "phone"]
        labels = {"full_name": _("Họ và tên"), "email": _("Thư điện tử")}

    def clean_password(self) -> str:
        typed = str(self.cleaned_data["password"])
        if not self.instance.check_password(typed):
            raise ValidationError(_("Mật khẩu hiện tại không đúng."), code="password")
        return typed

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if not self.errors and not data.get("email") and not data.get("phone"):
            raise ValidationError(_("Giữ ít nhất một: thư điện tử hoặc số điện thoại."))
        return data

    def validate_unique(self) -> None:
        """The service says who is taken, for e-mail in any case of letters."""

    def _post_clean(self) -> None:
        """The instance stays as it is; the service writes."""


class NewPasswordForm(forms.Form):
    """The new password of someone a session or a secret link has recognised."""

    password = PasswordField()

    def __init__(self, user: User, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user

    def save(self) -> User:
        """What Django's own password views call."""
        self.user = accounts.set_password(
            actor=self.user, password=self.cleaned_data["password"]
        )
        return self.user


class PasswordForm(NewPasswordForm):
    """Change one's password, knowing the present one."""

    present = forms.CharField(
        label=_("Mật khẩu hiện tại"),
        strip=False,
        widget=forms.PasswordInput({"autocomplete": "current-password"}),
    )

    field_order = ["present", "password"]

    def clean_present(self) -> str:
        typed = str(self.cleaned_data["present"])
        if not self.user.check_password(typed):
            raise ValidationError(_("Mật khẩu hiện tại không đúng."), code="password")
        return typed


class ForgottenForm(forms.Form):
    """Where to send the link that sets a new password."""

    email = forms.EmailField(
        label=_("Thư điện tử của tài khoản"),
        widget=forms.EmailInput({"autocomplete": "email"}),
    )

    def save(self, **_options: Any) -> None:
        """What Django's own view calls; the same for known and unknown addresses."""
        accounts.ask_reset(email=self.cleaned_data["email"])


class CodeForm(forms.Form):
    """The code an officer read out, and the new password."""

    login = LoginField()
    code = forms.CharField(
        label=_("Mã 8 chữ số cán bộ đọc cho bạn"),
        max_length=12,
        widget=forms.TextInput(
            {"autocomplete": "one-time-code", "inputmode": "numeric"}
        ),
    )
    password = PasswordField()

    def clean_code(self) -> str:
        return "".join(char for char in self.cleaned_data["code"] if char.isdecimal())


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
    """Whom an owner wants to work with."""

    login = LoginField(label=_("Thư điện tử hoặc số điện thoại của người được mời"))


class OfficeForm(forms.Form):
    """An office: the role, where, from when. Choices are what the actor may give."""

    role = forms.ChoiceField(label=_("Vai trò"))
    unit = forms.CharField(
        label=_("Đơn vị"),
        required=False,
        help_text=_(
            "Tên hoặc mã, ví dụ “Chí Minh, Hải Phòng”. Cấp trung ương bỏ trống."
        ),
    )
    title = forms.CharField(
        label=_("Chức vụ in trên giấy tờ"), required=False, max_length=160
    )
    starts_on = forms.DateField(label=_("Từ ngày"), widget=DateInput)

    def __init__(self, *args: Any, actor: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        mine = standing(actor)
        roles = set(Role) - {Role.PRODUCER}
        self.provinces: frozenset[int] | None = None
        if not mine.has(Role.ADMIN):
            roles = set(COMMUNE_ROLES)
            self.provinces = mine.units(Role.PROVINCE_OFFICER)
        cast(forms.ChoiceField, self.fields["role"]).choices = [
            (role.value, role.label) for role in Role if role in roles
        ]

    def clean_role(self) -> Role:
        return Role(self.cleaned_data["role"])

    def clean_unit(self) -> AdminUnit | None:
        """One present unit: by its code, or by a name only one unit answers to."""
        typed = self.cleaned_data["unit"].strip()
        if not typed:
            return None
        found = self._units_called(typed)
        if len(found) == 1:
            return found[0]
        if not found:
            raise ValidationError(_("Không thấy đơn vị này."), code="unit")
        names = "; ".join(f"{places.place_line(u)} ({u.code})" for u in found[:8])
        raise ValidationError(
            _("Có nhiều nơi trùng tên, hãy gõ mã: %(names)s."),
            code="unit",
            params={"names": names},
        )

    def _units_called(self, typed: str) -> list[AdminUnit]:
        wanted = (
            Level.COMMUNE
            if self.cleaned_data.get("role") in COMMUNE_ROLES
            else Level.PROVINCE
        )
        coded = AdminUnit.objects.filter(code=typed, level=wanted, valid_to=None)
        found = list(coded.select_related("parent")) or places.find(typed, wanted)
        if self.provinces is not None:
            found = [unit for unit in found if unit.parent_id in self.provinces]
        exact = [u for u in found if u.name.casefold() == typed.casefold()]
        return exact if len(exact) == 1 else found


class NewUserForm(OfficeForm):
    """A new officer and the first office."""

    full_name = forms.CharField(label=_("Họ và tên"), max_length=120)
    login = LoginField()

    field_order = ["full_name", "login", "role", "unit", "title", "starts_on"]
