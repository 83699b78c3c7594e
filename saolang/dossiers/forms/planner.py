"""What a producer asks the planner, and what an office writes in its cost table."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from saolang.dossiers.rules.costs import SUBJECTS, Cost

EFFORT, MONEY = "cong", "tien"
GOALS = ((EFFORT, _("Ít công nhất")), (MONEY, _("Ít tiền nhất")))
MOST_DAYS, MOST_MONEY, MOST_WAITING = Decimal(9999), 10**10, 999


class AimForm(forms.Form):
    """The star to work for."""

    sao = forms.TypedChoiceField(choices=[(3, "3"), (4, "4"), (5, "5")], coerce=int)


class CostForm(forms.Form):
    """One line of the cost table."""

    effort_days = forms.DecimalField(
        label=_("Công (ngày)"), min_value=0, max_value=MOST_DAYS, decimal_places=1
    )
    money = forms.IntegerField(
        label=_("Tiền (đồng)"), min_value=0, max_value=MOST_MONEY
    )
    waiting_days = forms.IntegerField(
        label=_("Chờ (ngày làm việc)"), min_value=0, max_value=MOST_WAITING
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, step in (
            ("effort_days", "0.1"),
            ("money", "1"),
            ("waiting_days", "1"),
        ):
            self.fields[name].widget.attrs |= {"step": step, "inputmode": "decimal"}

    def cost(self) -> Cost:
        """What was written."""
        said = self.cleaned_data
        return Cost(said["effort_days"], said["money"], said["waiting_days"])


class SubjectForm(forms.Form):
    """Which line of the table is meant."""

    subject = forms.ChoiceField(choices=[(code, code) for code in sorted(SUBJECTS)])
