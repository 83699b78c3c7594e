"""What both sides type to each other."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from saolang.dossiers.forms.office import VersionedForm
from saolang.dossiers.pages.points import Point

LIMIT = 1000


class NoteForm(forms.Form):
    """One word to the other side."""

    text = forms.CharField(
        label=_("Lời nhắn"),
        max_length=LIMIT,
        widget=forms.Textarea({"rows": 4}),
    )


class AnswerForm(VersionedForm):
    """One box for each point of the list that was sent back."""

    version = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, points: Sequence[Point], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.points = points
        for point in points:
            self.fields[f"answer_{point.number}"] = forms.CharField(
                label=_("Bạn trả lời"),
                required=False,
                max_length=LIMIT,
                initial=point.answer.text if point.answer else "",
                widget=forms.Textarea({"rows": 2}),
            )

    def lines(self) -> list[tuple[Point, forms.BoundField]]:
        """Each point with its box, for the page."""
        return [(point, self[f"answer_{point.number}"]) for point in self.points]

    def texts(self) -> dict[int, str]:
        """What was typed, by point."""
        return {
            point.number: self.cleaned_data[f"answer_{point.number}"]
            for point in self.points
        }
