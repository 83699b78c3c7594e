"""What an administrator types about officers and what they hold."""

from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from saolang.geography import queries as places
from saolang.geography.models import AdminUnit, Level
from saolang.people.access import standing
from saolang.people.forms.fields import LoginField
from saolang.people.models import Role, User
from saolang.people.policies import COMMUNE_ROLES
from saolang.ui.forms import DateInput


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
