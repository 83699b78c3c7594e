"""Who may reach a producer's papers."""

from saolang.people import access
from saolang.people.models import Producer, User


def may_keep(user: User, producer: Producer) -> bool:
    """Whether a person keeps the producer's papers."""
    return producer.pk in access.standing(user).producer_ids
