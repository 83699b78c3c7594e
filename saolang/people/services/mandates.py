"""Writing for a producer with its consent: ask, agree, end."""

import secrets
from datetime import date, datetime

from django.contrib.auth.hashers import check_password, make_password
from django.core.files.uploadedfile import UploadedFile
from django.core.mail import send_mail
from django.db import IntegrityError, transaction
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from saolang.audit import ledger
from saolang.files import services as files
from saolang.kernel.calendar import local_date
from saolang.kernel.errors import RuleViolation
from saolang.kernel.text import clean
from saolang.people import access, mail, policies
from saolang.people.models import Invitation, Mandate, Producer, User
from saolang.people.rules import mandates as rules
from saolang.tasks import queue
from saolang.tasks.models import Job

Way = Mandate.Way


@transaction.atomic
def ask(
    *, actor: User, producer: Producer, purpose: str, ends_on: date, at: datetime
) -> Mandate:
    """Ask a producer for its consent; nothing is allowed until it is given."""
    access.require(policies.may_ask_to_help(actor, producer))
    mandate = _open(actor, producer, purpose, ends_on, at)
    ledger.record(actor=actor.pseudonym, verb="mandate.asked", subject=mandate)
    queue.enqueue(send_request, owner=actor, mandate_id=mandate.pk)
    return mandate


@transaction.atomic
def take_up(*, actor: User, invitation: Invitation, at: datetime) -> Mandate:
    """Accept a helper's place that the producer's owner offered."""
    until = invitation.until or local_date(at)
    if invitation.producer.members.filter(user=actor, left_at=None).exists():
        raise RuleViolation("member.already", "Người này đã là thành viên của cơ sở.")
    mandate = _open(actor, invitation.producer, "", until, at)
    _agreed(mandate, actor, Way.INVITED, at, by=invitation.invited_by)
    return mandate


@transaction.atomic
def agree(*, actor: User, mandate: Mandate, at: datetime) -> Mandate:
    """The owner's yes, given in the owner's own account."""
    mandate = _waiting(mandate)
    access.require(policies.may_manage_members(actor, mandate.producer))
    _agreed(mandate, actor, Way.ACCOUNT, at, by=actor)
    return mandate


@transaction.atomic
def agree_on_paper(
    *, actor: User, mandate: Mandate, upload: "UploadedFile[bytes]", at: datetime
) -> Mandate:
    """A signed sheet the helper brings; it counts once its file was checked."""
    mandate = _waiting(mandate)
    access.require(policies.may_take_up(actor, mandate))
    mandate.paper = files.receive(actor=actor, upload=upload, at=at)
    _agreed(mandate, actor, Way.PAPER, at, digest=mandate.paper.sealed_digest)
    return mandate


@transaction.atomic
def agree_by_code(*, actor: User, mandate: Mandate, code: str, at: datetime) -> bool:
    """The code from the producer's own mailbox, read out to the helper.

    A wrong code answers with no instead of a refusal, so that the attempt is counted.
    """
    mandate = _waiting(mandate)
    access.require(policies.may_take_up(actor, mandate))
    if (
        not mandate.code_digest
        or mandate.code_attempts >= rules.CODE_ATTEMPTS
        or mandate.asked_at + rules.CODE_LIFETIME <= at
    ):
        raise RuleViolation(
            "mandate.no_code",
            "Không còn mã nào dùng được. Hãy dùng bản ký giấy, hoặc xin lại.",
            field="code",
        )
    if not check_password(code, mandate.code_digest):
        mandate.code_attempts += 1
        mandate.save(update_fields=["code_attempts"])
        return False
    _agreed(mandate, actor, Way.CODE, at)
    return True


@transaction.atomic
def end(*, actor: User, mandate: Mandate, at: datetime) -> None:
    """Say no, take the yes back, or stop helping: counts at once."""
    mandate = _locked(mandate)
    access.require(policies.may_end_mandate(actor, mandate))
    if mandate.ended_at is None:
        _close(mandate, actor, at)


@queue.job()
def send_request(job: Job, *, mandate_id: int) -> None:
    """Mail the request to the owners, with the code they may read out."""
    mandate = Mandate.objects.select_related("producer", "helper").get(pk=mandate_id)
    if mandate.agreed_at or mandate.ended_at:
        return
    owners = User.objects.filter(
        memberships__producer=mandate.producer,
        memberships__is_owner=True,
        memberships__left_at=None,
        is_active=True,
    ).exclude(email="")
    code = f"{secrets.randbelow(10**8):08d}"
    if reached := list(owners.order_by("pk")):
        mandate.code_digest, mandate.code_attempts = make_password(code), 0
        mandate.save(update_fields=["code_digest", "code_attempts"])
    for owner in reached:
        with translation.override(owner.language):
            values = {
                "mandate": mandate,
                "text": rules.TEXTS[mandate.text_version],
                "code": f"{code[:4]} {code[4:]}",
                "url": mail.address_of(mandate.get_absolute_url()),
            }
            body = render_to_string("people/mandate_mail.txt", values)
            name = " ".join(mandate.helper.full_name.split())
            subject = _("%(name)s xin giúp lập hồ sơ OCOP") % {"name": name}
            send_mail(subject, body, None, [owner.email])


def _open(
    helper: User, producer: Producer, purpose: str, ends_on: date, at: datetime
) -> Mandate:
    today = local_date(at)
    if not rules.is_fitting(today, ends_on):
        raise RuleViolation(
            "mandate.period",
            "Chọn ngày cuối sau hôm nay, không quá một năm.",
            field="ends_on",
        )
    Producer.objects.select_for_update().get(pk=producer.pk)
    over = producer.mandates.filter(helper=helper, ended_at=None, ends_on__lt=today)
    for old in over.order_by("pk"):
        _close(old, None, at)
    try:
        with transaction.atomic():
            return Mandate.objects.create(
                producer=producer,
                helper=helper,
                purpose=clean(purpose),
                text_version=rules.CURRENT,
                starts_on=today,
                ends_on=ends_on,
                asked_at=at,
            )
    except IntegrityError as clash:
        raise RuleViolation(
            "mandate.open_exists",
            "Người này đang giúp, hoặc đang chờ cơ sở này đồng ý.",
        ) from clash


def _locked(mandate: Mandate) -> Mandate:
    rows = Mandate.objects.select_for_update(of=("self",))
    return rows.select_related("producer__commune", "helper").get(pk=mandate.pk)


def _waiting(mandate: Mandate) -> Mandate:
    mandate = _locked(mandate)
    if mandate.agreed_at or mandate.ended_at:
        raise RuleViolation("mandate.answered", "Lời xin này đã được trả lời rồi.")
    return mandate


def _agreed(
    mandate: Mandate,
    actor: User,
    way: Way,
    at: datetime,
    *,
    by: User | None = None,
    digest: str = "",
) -> None:
    """Write the yes down. Without `by` the household said it to the helper."""
    mandate.way, mandate.agreed_by, mandate.agreed_at = way, by, at
    mandate.starts_on = local_date(at)
    if mandate.starts_on > mandate.ends_on:
        raise RuleViolation(
            "mandate.over", "Thời hạn xin giúp đã qua. Hãy xin lại với ngày cuối mới."
        )
    mandate.code_digest = ""
    mandate.save()
    access.forget_standing(mandate.helper)
    access.forget_standing(actor)
    ledger.record(
        actor=actor.pseudonym, verb="mandate.agreed", subject=mandate, digest=digest
    )


def _close(mandate: Mandate, actor: User | None, at: datetime) -> None:
    mandate.ended_at, mandate.ended_by = at, actor
    mandate.save(update_fields=["ended_at", "ended_by"])
    access.forget_standing(mandate.helper)
    ledger.record(
        actor=actor.pseudonym if actor else None,
        verb="mandate.ended",
        subject=mandate,
    )
