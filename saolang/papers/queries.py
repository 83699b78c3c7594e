"""Reads about papers that other contexts share."""

from django.db import models
from django.db.models import QuerySet

from saolang.geography.models import AdminUnit
from saolang.papers.layouts import LAYOUTS
from saolang.papers.models import NumberRegister, OfficeTemplate, Paper
from saolang.papers.policies import READERS
from saolang.people.access import standing
from saolang.people.models import Role, User


def visible_to(user: User) -> QuerySet[Paper]:
    """Papers of the agencies one works for; all of them for the ministry."""
    held = standing(user)
    rows = Paper.objects.select_related("unit", "docx", "pdf", "own_pdf", "conversion")
    if held.has(Role.MINISTRY_OFFICER):
        return rows
    return rows.filter(unit__in=held.units(*READERS))


def of_subject(subject: models.Model, kind: str) -> Paper | None:
    """The latest paper of a kind about one thing."""
    return (
        Paper.objects.filter(
            kind=kind,
            subject_kind=subject._meta.label_lower,
            subject_id=str(subject.pk),
        )
        .select_related("docx", "pdf", "own_pdf", "conversion")
        .order_by("-pk")
        .first()
    )


def proposed_number(unit: AdminUnit, kind: str, year: int) -> int:
    """The next number of the agency's register; a person confirms or changes it."""
    register = NumberRegister.objects.filter(
        unit=unit, series=LAYOUTS[kind].series, year=year
    ).first()
    return register.last_number + 1 if register else 1


def number_taken(unit: AdminUnit | None, series: str, year: int, number: int) -> bool:
    kinds = [layout.kind for layout in LAYOUTS.values() if layout.series == series]
    return Paper.objects.filter(
        unit=unit, kind__in=kinds, year=year, number=number
    ).exists()


def template_in_force(unit: AdminUnit | None, kind: str) -> OfficeTemplate | None:
    """The template that papers of an agency follow: its province's, else the nation's.

    None means our own.
    """
    province = unit.parent_id or unit.pk if unit else None
    found = OfficeTemplate.objects.filter(
        models.Q(unit=None) | models.Q(unit=province),
        kind=kind,
        state=OfficeTemplate.State.IN_FORCE,
    ).select_related("unit", "file")
    return found.order_by(models.F("unit").asc(nulls_last=True)).first()


def templates_of(office: AdminUnit | None) -> QuerySet[OfficeTemplate]:
    """Every version a province (or, without one, the ministry) ever tried."""
    return (
        OfficeTemplate.objects.filter(unit=office)
        .select_related("unit", "file", "sample", "uploaded_by")
        .order_by("kind", "-number")
    )


def office_setting(user: User) -> AdminUnit | None:
    """The province whose templates a person sets; None is the ministry's country."""
    held = standing(user).units(Role.PROVINCE_OFFICER)
    return AdminUnit.objects.filter(pk__in=held).order_by("pk").first()
