"""What people type about themselves."""

from typing import Any, cast

from django import forms
from django.contrib.auth.forms import AuthenticationForm
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from saolang.people.forms.fields import LoginField, PasswordField, PhoneField
from saolang.people.models import User
from saolang.people.rules import consent
from saolang.people.services import accounts


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
