"""How long stars last: every day from 2024 to 2036, and the borders of each answer."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from hypothesis import given
from hypothesis import strategies as st

from saolang.certificates.models import Certificate
from saolang.certificates.queries import in_force_q, worth
from saolang.certificates.rules import terms
from saolang.certificates.rules.terms import Condition, Finding, Term, condition
from tests import make

FIRST, LAST = date(2024, 1, 1), date(2036, 12, 31)
DAYS = [FIRST + timedelta(days=n) for n in range((LAST - FIRST).days + 1)]
days = st.dates(FIRST, LAST)
later = st.integers(0, 1500).map(lambda n: timedelta(days=n))
maybe_later = st.none() | later


@st.composite
def any_terms(draw):
    issued_on = draw(days)
    end = terms.last_day(issued_on)
    extra = draw(st.none() | st.integers(1, 180))
    superseded, revoked = draw(maybe_later), draw(maybe_later)
    return Term(
        issued_on,
        end,
        end + timedelta(days=extra) if extra else None,
        issued_on + superseded if superseded is not None else None,
        issued_on + revoked if revoked is not None else None,
    )


def test_the_term_of_every_day_ends_36_calendar_months_on():
    for issued_on in DAYS:
        end = terms.last_day(issued_on)
        same_day = (issued_on.month, issued_on.day) == (end.month, end.day)
        leap = (issued_on.month, issued_on.day) == (2, 29)
        assert end.year == issued_on.year + 3
        assert same_day or (leap and (end.month, end.day) == (2, 28))


def test_a_later_issue_never_ends_earlier():
    ends = [terms.last_day(day) for day in DAYS]

    assert ends == sorted(ends)


def test_an_office_that_counts_the_first_day_ends_one_day_earlier():
    for issued_on in DAYS:
        counted = terms.last_day(issued_on, first_day_counts=True)
        assert counted == terms.last_day(issued_on) - timedelta(days=1)


@pytest.mark.parametrize(
    ("issued_on", "end"),
    [
        (date(2024, 2, 29), date(2027, 2, 28)),
        (date(2025, 2, 28), date(2028, 2, 28)),
        (date(2025, 8, 31), date(2028, 8, 31)),
        (date(2026, 12, 31), date(2029, 12, 31)),
    ],
)
def test_ends_of_months(issued_on, end):
    assert terms.last_day(issued_on) == end


END = date(2027, 6, 30)
TERM = Term(date(2024, 6, 30), END)


@pytest.mark.parametrize(
    ("before_end", "expected"),
    [
        (181, Condition.VALID),
        (180, Condition.EXPIRING),
        (120, Condition.EXPIRING),
        (0, Condition.EXPIRING),
        (-1, Condition.EXPIRED),
    ],
)
def test_borders_of_a_term(before_end, expected):
    found = condition(TERM, END - timedelta(days=before_end))

    assert found == Finding(expected, END)


def test_the_renewal_window_is_180_to_120_days_before_the_end():
    opens, closes = terms.renewal_window(END)

    assert ((END - opens).days, (END - closes).days) == (180, 120)


def test_an_extension_counts_from_the_day_after_the_end_to_its_own_last_day():
    longest = terms.longest_extension(END)
    term = Term(TERM.issued_on, END, extended_to=longest)

    assert (longest - END).days == 180
    assert condition(term, END).condition == Condition.EXPIRING
    assert condition(term, END + timedelta(days=1)) == Finding(
        Condition.EXTENDED, longest
    )
    assert condition(term, longest) == Finding(Condition.EXTENDED, longest)
    assert condition(term, longest + timedelta(days=1)) == Finding(
        Condition.EXPIRED, longest
    )


@given(any_terms(), days)
def test_revocation_outweighs_all_and_nothing_comes_back(term, on):
    found = condition(term, on)

    if term.revoked_on and on >= term.revoked_on:
        assert found == Finding(Condition.REVOKED, term.revoked_on)
    elif term.superseded_on and on >= term.superseded_on:
        assert found == Finding(Condition.SUPERSEDED, term.superseded_on)
    else:
        assert found.in_force == (on <= max(term.last_day, term.extended_to or on.min))


@given(any_terms(), days, later)
def test_what_is_over_stays_over(term, on, more):
    if not condition(term, on).in_force:
        assert not condition(term, on + more).in_force


@pytest.mark.django_db
@pytest.mark.parametrize("shift", [-181, -180, -120, -1, 0, 1, 179, 180, 181])
def test_the_database_says_what_the_rule_says(shift):
    product = make.product()
    end = date(2027, 6, 30)
    changes = (
        {},
        {"extended_to": end + timedelta(days=180)},
        {"revoked_on": end - timedelta(days=120)},
        {"superseded_on": end},
        {"revoked_on": end + timedelta(days=1), "superseded_on": end},
    )
    for change in changes:
        make.certificate(
            product,
            issued_on=date(2024, 6, 30),
            superseded_by=None,
            **{"superseded_on": None, **change},
        )
    on = end + timedelta(days=shift)

    rows = Certificate.objects.annotate(worth=worth(on)).order_by("pk")
    kept = set(rows.filter(in_force_q(on)).values_list("pk", flat=True))

    for row in rows:
        found = condition(row.term, on)
        assert row.worth == found.condition
        assert (row.pk in kept) == found.in_force


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("moment", "word"),
    [
        (datetime(2027, 6, 30, 16, 59, 59, tzinfo=UTC), "Còn hiệu lực"),
        (datetime(2027, 6, 30, 17, 0, 0, tzinfo=UTC), "Đã hết hạn"),
    ],
)
def test_a_day_ends_at_midnight_in_vietnam(client, moment, word):
    with time_machine.travel(date(2026, 1, 1), tick=False):
        code = make.certificate(issued_on=date(2024, 6, 30)).code

    with time_machine.travel(moment, tick=False):
        page = client.get(f"/t/{code}").content.decode()

    assert word in page
