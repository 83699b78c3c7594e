"""Who may reach a producer's papers."""

from saolang.people import access
from saolang.people.access import READ, Policy
from saolang.people.models import Producer, Role, User

_OWN = "papers of one's own producers"
_PRODUCER = frozenset({Role.PRODUCER})

POLICIES: tuple[Policy, ...] = (Policy("evidence:file", _PRODUCER, READ, scope=_OWN),)


def may_keep(user: User, producer: Producer) -> bool:
    """Whether a person keeps the producer's papers."""
    return producer.pk in access.standing(user).producer_ids
