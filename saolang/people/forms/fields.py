"""Fields that people recognise: a login, a phone number, a new password."""

from typing import Any

from django import forms
from django.contrib.auth import password_validation
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext_lazy as _

from saolang.kernel.errors import RuleViolation
from saolang.people.rules import login as logins
from saolang.people.rules import phone


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
