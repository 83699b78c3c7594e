"""The shape of what people send to the council table."""

from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from saolang.criteria.scorecard import ProductSet
from saolang.evaluation.cards import NO_LEVEL
from saolang.evaluation.models import Appraisal, Council, CouncilSeat, Position, Round
from saolang.evaluation.rules.merging import Entry
from saolang.evaluation.services.appraisal import Report
from saolang.kernel.calendar import VIETNAM
from saolang.kernel.text import clean
from saolang.people.models import User
from saolang.ui.forms import DateInput

NOTE = "note-"
FIRST_ROUND = date(2018, 1, 1)  # the year the programme began


def read_entry(card_set: ProductSet, sent: QueryDict) -> Entry:
    """The ticks, notes and findings of a sheet as a browser sends them.

    Only names on the sheet are read; which values they may have, the engine says.
    """
    leaves = [leaf.code for leaf in card_set.leaves]
    ticks = {code: str(sent[code]) for code in leaves if sent.get(code)}
    notes = {code: _text(sent.get(f"{NOTE}{code}", "")) for code in leaves}
    return Entry(
        ticks={c: None if v == NO_LEVEL else v for c, v in ticks.items()},
        notes={code: note for code, note in notes.items() if note},
        facts=tuple(sorted(set(sent.getlist("facts")))),
        unmet_gates=tuple(sorted(set(sent.getlist("unmet_gates")))),
        opinion=_text(sent.get("opinion", "")),
    )


def read_report(sent: QueryDict) -> Report:
    """What an adviser wrote beside the proposals; an unknown recommendation is none."""
    recommendation = sent.get("recommendation", "")
    known = recommendation in Appraisal.Recommendation.values
    return Report(
        survey=_text(sent.get("survey", "")),
        conclusion=_text(sent.get("conclusion", "")),
        wanted=_text(sent.get("wanted", "")),
        recommendation=recommendation if known else "",
    )


class AnswerByForm(forms.Form):
    """Until when a producer answers a supplement request."""

    answer_by = forms.DateField(
        label=_("Hạn bổ sung"), required=False, widget=DateInput()
    )


class RoundForm(forms.ModelForm):  # type: ignore[type-arg]
    """A round: dates, plan and working rules."""

    quorum_share = forms.DecimalField(
        label=_("Tỷ lệ phiếu tối thiểu"),
        help_text=_("Trên số thành viên được chấm; 0,75 là ba phần tư."),
        min_value=Decimal("0.01"),
        max_value=1,
        max_digits=4,
        decimal_places=3,
        localize=True,
    )
    spread_limit = forms.DecimalField(
        label=_("Mức chênh điểm phải thảo luận"),
        help_text=_("Phiếu cao nhất hơn phiếu thấp nhất quá mức này thì phải bàn lại."),
        min_value=0,
        max_value=100,
        localize=True,
    )

    class Meta:
        model = Round
        fields = (
            "year",
            "number",
            "cutoff_on",
            "hold_by_on",
            "plan_number",
            "rules_document",
            "quorum_share",
            "chair_required",
            "spread_limit",
            "minimum_rule",
            "show_proposal",
        )
        widgets = {
            "year": forms.NumberInput(attrs={"min": 2026, "max": 2100}),
            "number": forms.NumberInput(attrs={"min": 1, "max": 12}),
            "cutoff_on": DateInput(),
            "hold_by_on": DateInput(),
        }
        labels = {
            "year": _("Năm"),
            "number": _("Đợt"),
            "cutoff_on": _("Nhận đề nghị của xã trước ngày"),
            "hold_by_on": _("Họp xong trước ngày"),
            "plan_number": _("Số kế hoạch"),
            "rules_document": _("Số văn bản ban hành quy chế Hội đồng"),
            "chair_required": _("Phải có phiếu của Chủ tịch Hội đồng"),
            "minimum_rule": _("Mức tối thiểu của sao tính theo"),
            "show_proposal": _("Đề xuất của Tổ tư vấn trên phiếu chấm"),
        }


class CouncilForm(forms.ModelForm):  # type: ignore[type-arg]
    """A council as its founding decision names it."""

    class Meta:
        model = Council
        fields = ("name", "decision_number", "decided_on")
        widgets = {"decided_on": DateInput()}
        labels = {
            "name": _("Tên Hội đồng"),
            "decision_number": _("Số quyết định thành lập"),
            "decided_on": _("Ngày ký"),
        }


class SeatForm(forms.ModelForm):  # type: ignore[type-arg]
    """Who sits where, and for which agency."""

    class Meta:
        model = CouncilSeat
        fields = ("user", "position", "agency")
        labels = {
            "user": _("Người"),
            "position": _("Vị trí"),
            "agency": _("Cơ quan"),
        }

    def __init__(self, *args: Any, people: Iterable[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ids = [person.pk for person in people]
        self.fields["user"].queryset = User.objects.filter(  # type: ignore[attr-defined]
            pk__in=ids
        ).order_by("full_name", "pk")

    def clean_position(self) -> Position:
        return Position(self.cleaned_data["position"])


class SittingForm(forms.Form):
    """When and where a council sits."""

    held_on = forms.DateField(label=_("Ngày họp"), widget=DateInput())
    held_time = forms.TimeField(
        label=_("Giờ họp"), widget=forms.TimeInput(attrs={"type": "time"})
    )
    place = forms.CharField(label=_("Nơi họp"), max_length=200)

    def clean_held_on(self) -> date:
        """A day some council sat: a year typed short is a slip, and breaks clocks."""
        held_on: date = self.cleaned_data["held_on"]
        if held_on < FIRST_ROUND:
            raise forms.ValidationError(
                _("Hãy xem lại năm của ngày họp: %(day)s."),
                code="held_on",
                params={"day": f"{held_on:%d/%m/%Y}"},
            )
        return held_on

    @property
    def held_at(self) -> datetime:
        """The moment, in Vietnam."""
        data = self.cleaned_data
        return timezone.make_aware(
            datetime.combine(data["held_on"], data["held_time"]), VIETNAM
        )


class SessionForm(SittingForm):
    """A new sitting: which council, when, where."""

    council = forms.ModelChoiceField(
        label=_("Hội đồng"), queryset=Council.objects.none()
    )
    field_order = ("council", "held_on", "held_time", "place")

    def __init__(self, *args: Any, councils: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["council"].queryset = councils  # type: ignore[attr-defined]


class RecusalForm(forms.Form):
    """How a member is bound to a product."""

    reason = forms.CharField(
        label=_("Bạn có liên quan thế nào?"),
        help_text=_(
            "Ghi vào biên bản. Ví dụ: là cổ đông của cơ sở; là em ruột chủ hộ."
        ),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class DiscussionForm(forms.Form):
    """What the members agreed on after a wide spread."""

    discussion = forms.CharField(
        label=_("Kết quả thảo luận"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class ConclusionForm(forms.Form):
    """What else was said at the table, for the minutes."""

    opinions = forms.CharField(
        label=_("Ý kiến khác tại phiên"),
        required=False,
        max_length=8000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


def _text(typed: str) -> str:
    return clean(typed.replace("\r\n", "\n"))
