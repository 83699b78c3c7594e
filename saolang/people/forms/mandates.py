"""What a helper types: a request for consent, a signed sheet, a code."""

from datetime import timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from saolang.ui.forms import DateInput, FileInput

USUAL = timedelta(days=180)


class AskForm(forms.Form):
    """Why one wants to write for a producer, and until when."""

    purpose = forms.CharField(
        label=_("Giúp việc gì"),
        max_length=300,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("Ví dụ: lập hồ sơ mật ong hoa rừng, đợt cuối năm."),
    )
    ends_on = forms.DateField(
        label=_("Giúp đến hết ngày"),
        widget=DateInput,
        help_text=_("Nhiều nhất một năm. Hết ngày này quyền giúp tự hết."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["ends_on"].initial = timezone.localdate() + USUAL


class SignedConsentForm(forms.Form):
    """The sheet the household signed."""

    file = forms.FileField(
        label=_("Ảnh hoặc tệp bản đã ký"),
        widget=FileInput("image/*,application/pdf"),
        allow_empty_file=True,
    )


class ConsentCodeForm(forms.Form):
    """The code from the producer's mailbox."""

    code = forms.CharField(
        label=_("Mã 8 chữ số cơ sở đọc cho bạn"),
        max_length=12,
        widget=forms.TextInput({"autocomplete": "off", "inputmode": "numeric"}),
    )

    def clean_code(self) -> str:
        return "".join(char for char in self.cleaned_data["code"] if char.isdecimal())
