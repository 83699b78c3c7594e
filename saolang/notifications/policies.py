"""Who may reach the list of messages, and the words they are told in."""

from saolang.people.access import FORM, WRITE, Policy, standing
from saolang.people.models import Role, User

WRITERS = frozenset({Role.ADMIN})
_TEXTS = "the words of messages, for the whole country"
POLICIES = (
    Policy("notifications:list", any_account=True, scope="own messages"),
    Policy("notifications:read", methods=WRITE, any_account=True, scope="own messages"),
    Policy(
        "notifications:read_all", methods=WRITE, any_account=True, scope="own messages"
    ),
    Policy("notifications:choices", methods=FORM, any_account=True, scope="own wishes"),
    Policy("notifications:texts", WRITERS, scope=_TEXTS),
    Policy("notifications:text", WRITERS, FORM, scope=_TEXTS),
    Policy("notifications:drop_text", WRITERS, WRITE, scope=_TEXTS),
)


def may_write_texts(user: User) -> bool:
    """Whether a person may change what everybody is told."""
    return standing(user).has(*WRITERS)
