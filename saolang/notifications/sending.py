"""A notice goes out through a channel: at most once, also when a worker is killed.

A delivery is claimed before anything is sent, and settled after. Who finds a claim
whose time is over cannot know whether it was sent: through a channel that knows repeats
it is sent again under the same key, through any other it is left as `unsure`. The list
in the app has the message in any case.
"""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone, translation

from saolang.notifications import channels, queries, wishes
from saolang.notifications.channels import Channel, Refused, Unsure
from saolang.notifications.models import Delivery, Notice
from saolang.tasks import queue
from saolang.tasks.models import Job

LEASE = timedelta(minutes=3)
State = Delivery.State


class InHand(Exception):
    """Another worker is sending this at the moment."""


def post(notice: Notice) -> None:
    """Put a notice on its way through every channel that reaches the person."""
    for channel in channels.in_use():
        if channel.can_reach(notice.recipient):
            delivery = Delivery.objects.create(notice=notice, channel=channel.name)
            queue.enqueue(deliver, delivery_id=delivery.pk)


@queue.job(max_attempts=8)
def deliver(job: Job, *, delivery_id: int) -> None:
    """Send one notice through one channel, in its reader's language."""
    delivery = _claim(delivery_id)
    if delivery is None:
        return
    channel = channels.named(delivery.channel)
    assert channel is not None  # noqa: S101 else nothing was claimed
    try:
        _send(delivery, channel)
    except Refused:
        _settle(delivery, State.FAILED)
    except Unsure:
        _settle(delivery, State.UNSURE)
    except Exception:
        _settle(delivery, State.WAITING)
        raise
    else:
        _settle(delivery, State.SENT)


@transaction.atomic
def _claim(delivery_id: int) -> Delivery | None:
    """The delivery, ours for a while; None when there is nothing left to do."""
    delivery = (
        Delivery.objects.select_for_update(of=("self",))
        .select_related("notice__recipient")
        .get(pk=delivery_id)
    )
    if delivery.state not in (State.WAITING, State.SENDING):
        return None
    now = timezone.now()
    if delivery.lease_until and delivery.lease_until > now:
        raise InHand(str(delivery.key))
    channel = channels.named(delivery.channel)
    if delivery.state == State.SENDING and not (channel and channel.knows_repeats):
        _settle(delivery, State.UNSURE)
        return None
    if channel is None or not _is_wanted(delivery, channel):
        _settle(delivery, State.SKIPPED)
        return None
    delivery.state, delivery.lease_until = State.SENDING, now + LEASE
    delivery.save(update_fields=["state", "lease_until"])
    return delivery


def _is_wanted(delivery: Delivery, channel: Channel) -> bool:
    person = delivery.notice.recipient
    return (
        person.is_active
        and channel.can_reach(person)
        and wishes.wants(person, channel, delivery.notice.message.group)
    )


def _send(delivery: Delivery, channel: Channel) -> None:
    with translation.override(delivery.notice.recipient.language):
        notice = queries.worded(Notice.objects.all()).get(pk=delivery.notice_id)
        channel.send(delivery, notice.subject, notice.body, channels.link_of(notice))


def _settle(delivery: Delivery, state: State) -> None:
    delivery.state, delivery.lease_until = state, None
    delivery.settled_at = None if state == State.WAITING else timezone.now()
    delivery.save(update_fields=["state", "lease_until", "settled_at"])
