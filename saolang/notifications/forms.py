"""The shape of what people choose and write about messages."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from saolang.notifications import channels, wishes
from saolang.notifications.messages import GROUPS
from saolang.notifications.models import Preference
from saolang.people.models import User


class ChoicesForm(forms.Form):
    """A row of ticks per channel that reaches the person; a rhythm for officers."""

    def __init__(self, *args: Any, person: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        mine = wishes.of(person)
        for channel in channels.in_use():
            if channel.can_reach(person):
                self.fields[channel.name] = forms.MultipleChoiceField(
                    label=channel.label,
                    required=False,
                    choices=[(group, GROUPS[group]) for group in wishes.CHOOSABLE],
                    widget=forms.CheckboxSelectMultiple,
                    initial=[
                        group
                        for group in wishes.CHOOSABLE
                        if wishes.chosen(mine.wishes, channel, group)
                    ],
                )
        self.has_rhythm = wishes.may_have_digest(person)
        if self.has_rhythm:
            self.fields["digest"] = forms.ChoiceField(
                label=_("Thư tổng hợp của cán bộ"),
                help_text=_(
                    "Gửi lúc 7 giờ sáng khi có việc: hồ sơ mới, sắp hết hạn, quá hạn, "
                    "đã bổ sung, chờ ký. Việc thường không gửi thư riêng nữa."
                ),
                choices=Preference.Rhythm.choices,
                widget=forms.RadioSelect,
                initial=mine.digest,
            )

    @property
    def ticked(self) -> dict[str, list[str]]:
        """What is to go out through each channel."""
        return {
            name: value for name, value in self.cleaned_data.items() if name != "digest"
        }


class TextForm(forms.Form):
    """Subject and body of a kind of message; whether they are good the service says."""

    subject = forms.CharField(label=_("Tiêu đề"), strip=False)
    body = forms.CharField(
        label=_("Nội dung"), strip=False, widget=forms.Textarea({"rows": 10})
    )
