"""Submitting against closing: every sheet is in the result or was refused (T-9)."""

import threading

import pytest
from django.db import connections
from django.utils import timezone

from saolang.evaluation.models import Position, ScoreSheet, Session
from saolang.evaluation.services import closing
from saolang.kernel.errors import RuleViolation
from tests import make

pytestmark = pytest.mark.django_db(transaction=True)
TURNS = 6


def together(*acts):
    """Run acts at once, each on a connection of its own; what each said."""
    gate = threading.Barrier(len(acts))
    said = [""] * len(acts)

    def run(place, act):
        try:
            gate.wait()
            act()
            said[place] = "done"
        except RuleViolation as refused:
            said[place] = refused.code
        finally:
            connections.close_all()

    threads = [
        threading.Thread(target=run, args=(i, act)) for i, act in enumerate(acts)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return said


@pytest.mark.parametrize("turn", range(TURNS))
def test_a_sheet_that_races_with_closing_counts_or_is_refused(turn):
    session = make.open_session(members=3)
    late, *early = make.sheets_in(session)[::-1]
    for sheet in early:
        make.submit(sheet)
    chair = make.seated(session, Position.CHAIR)

    submitted, closed = together(
        lambda: make.submit(late),
        lambda: closing.close_session(actor=chair, session=session, at=timezone.now()),
    )

    result = session.items.get().result
    counted = {member["user"] for member in result["members"]}
    assert closed == "done"
    assert submitted in {"done", "sheet.closed"}
    assert (late.member_id in counted) == (submitted == "done")
    in_the_database = ScoreSheet.objects.get(pk=late.pk).submitted_at is not None
    assert in_the_database == (submitted == "done")


def test_two_presses_of_the_button_submit_once():
    sheet = make.sheets_in(make.open_session())[0]

    said = together(lambda: make.submit(sheet), lambda: make.submit(sheet))

    assert said == ["done", "done"]
    assert ScoreSheet.objects.filter(submitted_at__isnull=False).count() == 1


def test_chair_and_secretary_closing_at_once_close_once():
    session = make.open_session()
    for sheet in make.sheets_in(session):
        make.submit(sheet)

    chair = make.seated(session, Position.CHAIR)
    secretary = make.seated(session, Position.SECRETARY)

    def close(actor):
        closing.close_session(actor=actor, session=session, at=timezone.now())

    said = together(lambda: close(chair), lambda: close(secretary))

    assert sorted(said) == ["done", "session.wrong_state"]
    assert Session.objects.get(pk=session.pk).state == Session.State.CLOSED
