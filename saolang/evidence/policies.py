"""Who may reach a producer's papers."""

from saolang.evidence.models import Evidence
from saolang.people import access
from saolang.people.models import Producer, User


def may_keep(user: User, producer: Producer) -> bool:
    """Whether a person keeps the producer's papers."""
    return producer.pk in access.standing(user).producer_ids


def may_open(user: User, paper: Evidence) -> bool:
    """Whether somebody who reaches a paper may read it, too.

    What tells of persons is for members of the producer, and for who added it.
    """
    return (
        not paper.is_sensitive
        or paper.added_by_id == user.pk
        or paper.producer_id in access.standing(user).member_producer_ids
    )
