"""The papers a session leaves behind."""

from datetime import datetime

from django.db import transaction

from saolang.evaluation import minutes, policies
from saolang.evaluation.models import Session
from saolang.evaluation.services.session import locked, refuse_unless
from saolang.papers import queries as paper_queries
from saolang.papers import services as papers
from saolang.papers.models import Paper
from saolang.people import access
from saolang.people.models import User

PAPER = "minutes"


@transaction.atomic
def draw_up_minutes(*, actor: User, session: Session, at: datetime) -> Paper:
    """Produce the minutes as a draft to be signed; asking again gives the same."""
    session = locked(session)
    access.require(policies.may_prepare(actor, session))
    refuse_unless(session, Session.State.CONCLUDED)
    return paper_queries.of_subject(session, PAPER) or papers.produce(
        actor=actor,
        kind=PAPER,
        unit=session.round.unit,
        subject=session,
        title=minutes.title(session),
        snapshot=minutes.content(session),
        at=at,
        page=session.get_absolute_url(),
    )
