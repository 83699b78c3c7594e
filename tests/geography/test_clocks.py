"""Fifteen working days, Tết and swap days included."""

from datetime import date

import pytest
from django.utils import timezone

from saolang.geography import clocks, jobs, services
from saolang.geography.models import DayOff
from saolang.tasks.models import Job

pytestmark = pytest.mark.django_db


def test_tet_does_not_count_and_a_worked_saturday_does():
    services.import_holidays(2026, 2026)

    assert clocks.due_on(date(2026, 11, 2), 15) == date(2026, 11, 23)
    across_tet = clocks.due_on(date(2026, 2, 10), 5)
    assert across_tet > date(2026, 2, 22)

    DayOff.objects.create(on=date(2026, 11, 7), name="Làm bù", is_worked=True)
    assert clocks.due_on(date(2026, 11, 2), 15) == date(2026, 11, 20)


def test_days_left_count_down_to_zero_and_below():
    due = date(2026, 11, 23)

    assert clocks.working_days_left(date(2026, 11, 20), due) == 1
    assert clocks.working_days_left(due, due) == 0
    assert clocks.working_days_left(date(2026, 11, 25), due) == -2
    assert clocks.working_days_left_for(date(2026, 11, 20), [due, due]) == {due: 1}


def test_a_new_installation_learns_the_holidays_and_an_edited_year_stays_edited():
    this = timezone.localdate().year
    DayOff.objects.create(on=date(this + 1, 5, 20), name="Ngày riêng của tỉnh")

    jobs.know_coming_holidays(Job())

    own_year = DayOff.objects.filter(on__year=this + 1)
    assert own_year.count() == 1
    assert DayOff.objects.filter(on=date(this, 9, 2)).exists()
