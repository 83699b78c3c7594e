"""Days of the demo's past, counted back from today, in office hours."""

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from saolang.geography import clocks
from saolang.geography.models import DayOff
from saolang.kernel import calendar


@dataclass
class Days:
    """The calendar of one build: what today is, and which days people work."""

    now: datetime
    off: frozenset[date] = field(init=False)
    worked: frozenset[date] = field(init=False)

    def __post_init__(self) -> None:
        rows = list(DayOff.objects.values_list("on", "is_worked"))
        self.off = frozenset(day for day, is_worked in rows if not is_worked)
        self.worked = frozenset(day for day, is_worked in rows if is_worked)

    @property
    def today(self) -> date:
        return calendar.local_date(self.now)

    def ago(self, days: int) -> date:
        """The day so many days before today, or the last working day before it."""
        return self.working(self.today - timedelta(days=days), -1)

    def working(self, day: date, step: int) -> date:
        """The nearest working day from `day` on, looking back (-1) or ahead (1)."""
        while not calendar.is_working_day(day, self.off, self.worked):
            day += timedelta(days=step)
        return day

    def started_for(self, working_days: int) -> date:
        """When a term began that ends today, or on the next day people work."""
        due = self.working(self.today, 1)
        return clocks.latest_start(due, working_days)

    def moment(self, day: date, hour: int, minute: int = 0) -> datetime:
        return datetime.combine(day, time(hour, minute), calendar.VIETNAM)


@dataclass
class Diary:
    """One story's moments: each after the one before, none after now."""

    days: Days
    last: datetime | None = None

    def on(self, day: date, hour: int = 9, minute: int = 0) -> datetime:
        """A moment on a day; later in the day when something was noted already."""
        moment = self.days.moment(day, hour, minute)
        if self.last and moment <= self.last:
            moment = self.last + timedelta(minutes=17)
        self.last = min(moment, self.days.now)
        return self.last

    def ago(self, days: int, hour: int = 9, minute: int = 0) -> datetime:
        return self.on(self.days.ago(days), hour, minute)
