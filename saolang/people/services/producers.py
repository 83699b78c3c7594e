"""A producer and the people who act for it."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction

from saolang.audit import ledger
from saolang.kernel.calendar import local_date
from saolang.kernel.errors import RuleViolation
from saolang.people import access, mail, policies, queries
from saolang.people.models import Invitation, Producer, ProducerMember, User
from saolang.people.rules import login as logins
from saolang.people.rules import mandates as mandate_rules
from saolang.people.services import accounts, mandates
from saolang.tasks import queue

Access = Invitation.Access
INVITATION_LIFETIME = timedelta(days=7)
CONFIDENTIAL = (
    "representative_ethnicity",
    "representative_identity_number",
    "representative_residence",
)
EDITABLE = (
    "name",
    "kind",
    "commune",
    "address",
    "phone",
    "email",
    "registration_number",
    "registered_on",
    "representative_name",
    "representative_title",
    "representative_sex",
    *CONFIDENTIAL,
    "history",
    "organisation",
)


@transaction.atomic
def register_producer(*, actor: User, data: Mapping[str, Any]) -> Producer:
    """Enter a producer; who enters it becomes its owner."""
    access.require(policies.may_register_producer(actor))
    producer = Producer(**{name: data[name] for name in EDITABLE if name in data})
    producer.save()
    ProducerMember.objects.create(producer=producer, user=actor, is_owner=True)
    access.forget_standing(actor)
    ledger.record(actor=actor.pseudonym, verb="producer.registered", subject=producer)
    return producer


@transaction.atomic
def edit_producer(
    *, actor: User, producer: Producer, data: Mapping[str, Any], version: int
) -> Producer:
    """Change a producer's data, seen as of `version`.

    Confidential fields left empty keep what they hold.
    """
    producer = Producer.objects.select_for_update().get(pk=producer.pk)
    access.require(policies.may_edit_producer(actor, producer))
    if producer.version != version:
        raise RuleViolation(
            "producer.changed",
            "Người khác vừa sửa cơ sở này. Xem hai cột bên dưới rồi lưu lại.",
        )
    for name in EDITABLE:
        if name in data and not (name in CONFIDENTIAL and not data[name]):
            setattr(producer, name, data[name])
    producer.version += 1
    producer.save()
    ledger.record(actor=actor.pseudonym, verb="producer.changed", subject=producer)
    return producer


@transaction.atomic
def reveal(*, actor: User, producer: Producer) -> dict[str, str]:
    """Show the confidential fields to someone who checks them; the look is recorded."""
    access.require(policies.may_check_producer(actor, producer))
    ledger.record(actor=actor.pseudonym, verb="producer.revealed", subject=producer)
    return {name: getattr(producer, name) for name in CONFIDENTIAL}


@transaction.atomic
def invite(
    *,
    actor: User,
    producer: Producer,
    login: str,
    access_kind: str = Access.MEMBER,
    until: date | None = None,
    at: datetime,
) -> Invitation:
    """Offer someone a place at the producer by a link, mailed where there is e-mail.

    A helper's place ends after `until`; a member's lasts.
    """
    access.require(policies.may_manage_members(actor, producer))
    if access_kind == Access.HELPER and not (
        until and mandate_rules.is_fitting(local_date(at), until)
    ):
        raise RuleViolation(
            "mandate.period",
            "Chọn ngày cuối sau hôm nay, không quá một năm.",
            field="until",
        )
    key = logins.key(login)
    live = producer.members.filter(left_at=None)
    if live.filter(user__email=key).exists() or live.filter(user__phone=key).exists():
        raise RuleViolation(
            "member.already", "Người này đã là thành viên của cơ sở.", field="login"
        )
    producer.invitations.filter(login=key, accepted_at=None).update(cancelled_at=at)
    invitation = Invitation.objects.create(
        producer=producer,
        login=key,
        access=access_kind,
        until=until if access_kind == Access.HELPER else None,
        invited_by=actor,
        invited_at=at,
        expires_at=at + INVITATION_LIFETIME,
    )
    ledger.record(actor=actor.pseudonym, verb="member.invited", subject=invitation)
    if "@" in key:
        queue.enqueue(mail.send_invitation, owner=actor, invitation_id=invitation.pk)
    return invitation


@transaction.atomic
def cancel_invitation(*, actor: User, invitation: Invitation, at: datetime) -> None:
    """Take an invitation back before it is accepted."""
    access.require(policies.may_manage_members(actor, invitation.producer))
    invitation = Invitation.objects.select_for_update().get(pk=invitation.pk)
    if invitation.accepted_at:
        raise RuleViolation("invitation.accepted", "Lời mời này đã được nhận.")
    invitation.cancelled_at = at
    invitation.save(update_fields=["cancelled_at"])
    ledger.record(
        actor=actor.pseudonym, verb="invitation.cancelled", subject=invitation
    )


@transaction.atomic
def accept_invitation(*, actor: User, token: str, at: datetime) -> Producer:
    """Take the place at the producer that a link offers to this very account."""
    invitation = _live_invitation(token, at)
    if invitation.login not in {actor.email.lower(), actor.phone}:
        raise RuleViolation(
            "invitation.for_another",
            "Lời mời này gửi cho một địa chỉ hoặc số điện thoại khác. Hãy nhờ chủ cơ "
            "sở mời lại đúng địa chỉ bạn đang dùng.",
        )
    return _join(actor, invitation, at)


@transaction.atomic
def register_and_accept(
    *, full_name: str, password: str, language: str, token: str, at: datetime
) -> User:
    """Open the account an invitation was sent to, and take the place at once."""
    invitation = _live_invitation(token, at)
    user = accounts.register(
        full_name=full_name,
        login=invitation.login,
        password=password,
        language=language,
        has_consented=False,
        at=at,
    )
    _join(user, invitation, at)
    return user


@transaction.atomic
def remove_member(*, actor: User, member: ProducerMember, at: datetime) -> None:
    """End someone's place at the producer; the last owner stays."""
    access.require(policies.may_manage_members(actor, member.producer))
    Producer.objects.select_for_update().get(pk=member.producer_id)
    member = ProducerMember.objects.get(pk=member.pk)
    others = member.producer.members.filter(is_owner=True, left_at=None)
    if member.is_owner and not others.exclude(pk=member.pk).exists():
        raise RuleViolation(
            "member.last_owner", "Cơ sở phải còn ít nhất một người đứng chủ."
        )
    if member.left_at is None:
        member.left_at = at
        member.save(update_fields=["left_at"])
        ledger.record(actor=actor.pseudonym, verb="member.removed", subject=member)


def _live_invitation(token: str, at: datetime) -> Invitation:
    found = queries.invitation_behind(token)
    if found:
        found = Invitation.objects.select_for_update().get(pk=found.pk)
    if not found or found.accepted_at or found.cancelled_at or found.expires_at <= at:
        raise RuleViolation(
            "invitation.over",
            "Lời mời không còn hiệu lực. Hãy nhờ chủ cơ sở gửi lời mời mới.",
        )
    return found


def _join(user: User, invitation: Invitation, at: datetime) -> Producer:
    invitation.accepted_at = at
    invitation.save(update_fields=["accepted_at"])
    if invitation.access == Access.HELPER:
        mandates.take_up(actor=user, invitation=invitation, at=at)
        return invitation.producer
    access.require(policies.may_register_producer(user))
    member, is_new = ProducerMember.objects.get_or_create(
        producer=invitation.producer, user=user
    )
    if not is_new:
        member.left_at = None
        member.save(update_fields=["left_at"])
    access.forget_standing(user)
    ledger.record(actor=user.pseudonym, verb="member.joined", subject=member)
    return invitation.producer
