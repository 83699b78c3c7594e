"""Who may reach the list of messages."""

from saolang.people.access import WRITE, Policy

POLICIES = (
    Policy("notifications:list", any_account=True, scope="own messages"),
    Policy("notifications:read", methods=WRITE, any_account=True, scope="own messages"),
    Policy(
        "notifications:read_all", methods=WRITE, any_account=True, scope="own messages"
    ),
)
