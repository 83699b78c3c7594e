"""What a browser sends when an office brings a template."""

from django import forms
from django.utils.translation import gettext_lazy as _

from saolang.papers.layouts import DOCX


class TemplateForm(forms.Form):
    """One Word file."""

    file = forms.FileField(
        label=_("Tệp mẫu Word (.docx)"),
        widget=forms.ClearableFileInput(attrs={"accept": f".docx,{DOCX}"}),
        error_messages={"required": _("Hãy chọn tệp mẫu.")},
    )
