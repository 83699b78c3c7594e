"""How form fields are drawn, and the inputs that need more than Django's own."""

from http import HTTPStatus
from typing import Any

from django import forms
from django.forms.renderers import TemplatesSetting
from django.http import HttpRequest, QueryDict


class FieldRenderer(TemplatesSetting):
    """Draw every form of the project with the design system's templates."""

    form_template_name = "ui/form.html"
    field_template_name = "ui/field.html"


class DateInput(forms.DateInput):
    """The browser's own date picker; typed dates arrive as 21/11/2026 or ISO."""

    input_type = "date"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%Y-%m-%d")


class OptionCards(forms.RadioSelect):
    """Radio buttons as big cards, for a choice made with a thumb."""

    option_cards = True


class FileInput(forms.FileInput):
    """One file, with what is accepted said to the browser."""

    def __init__(self, accept: str = "", attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"accept": accept, **(attrs or {})} if accept else attrs)


class FilesInput(FileInput):
    """Several files chosen at once."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """A field that hands over a list of files; whoever receives them judges each.

    So that one empty file is refused with its name, and those beside it are kept.
    """

    widget = FilesInput

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(allow_empty_file=True, **kwargs)

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        given = data if isinstance(data, list | tuple) else [data]
        given = given or [None]  # nothing chosen is refused like one missing file
        return [super(FilesField, self).clean(one, initial) for one in given]


def posted(request: HttpRequest) -> QueryDict | None:
    """What a form sent, even when every field was empty; None before it was sent."""
    return request.POST if request.method == "POST" else None


def status_of(form: forms.BaseForm) -> HTTPStatus:
    """The status of the page that shows a form: 422 once it was refused.

    So nobody takes the page for a success, least of all who remembers answers.
    """
    return HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK


class VersionedForm(forms.Form):
    """A form that knows on which version of its row it was begun."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def stand_on(self, version: int) -> None:
        """Keep what was typed; saving it again is meant for this version."""
        data = QueryDict(mutable=True)
        data.update(self.data)
        data["version"] = str(version)
        self.data = data
