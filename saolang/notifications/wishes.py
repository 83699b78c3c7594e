"""What a person gets through a channel: their wish, or the channel's own habit."""

from collections.abc import Iterable, Mapping

from saolang.notifications.channels import Channel
from saolang.notifications.messages import (
    DEADLINE,
    DIGEST,
    GROUPS,
    IMPORTANT,
    OFFICE,
    ROAD,
    TALK,
)
from saolang.notifications.models import Preference
from saolang.people.access import standing
from saolang.people.models import Role, User

# who works through a list of dossiers, and so may have the morning's letter
DIGESTED = (
    Role.COMMUNE_OFFICER,
    Role.COMMUNE_LEADER,
    Role.PROVINCE_OFFICER,
    Role.PROVINCE_LEADER,
    Role.ADVISORY_MEMBER,
)
FOLDED = frozenset({OFFICE, ROAD, TALK, DEADLINE})
CHOOSABLE = tuple(group for group in GROUPS if group != IMPORTANT)


def of(person: User) -> Preference:
    """What a person chose; the usual when nobody chose anything."""
    found = Preference.objects.filter(person=person).first()
    return found or Preference(person=person)


def may_have_digest(person: User) -> bool:
    """Whether a person's work is a list of dossiers."""
    return standing(person).has(*DIGESTED)


def has_digest(person: User, mine: Preference) -> bool:
    """Whether a person gets one letter for the routine of many."""
    return mine.digest != Preference.Rhythm.OFF and may_have_digest(person)


def wants(person: User, channel: Channel, group: str) -> bool:
    """Whether a message of a group goes out to a person through a channel."""
    mine = of(person)
    if group == IMPORTANT:
        return True
    if DIGEST in channel.groups and group in FOLDED and has_digest(person, mine):
        return False
    return chosen(mine.wishes, channel, group)


def chosen(wishes: Mapping[str, bool], channel: Channel, group: str) -> bool:
    """What the account page shows as ticked."""
    return bool(wishes.get(f"{channel.name}:{group}", group in channel.groups))


def differing(channel: Channel, ticked: Iterable[str]) -> dict[str, bool]:
    """What to remember of a channel's row of ticks."""
    on = set(ticked)
    return {
        f"{channel.name}:{group}": group in on
        for group in CHOOSABLE
        if (group in on) != (group in channel.groups)
    }
