"""A person's own account: made, changed, entered again after a lost password."""

import secrets
from datetime import datetime, timedelta

from django.contrib.auth.hashers import check_password, make_password
from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone

from saolang.audit import ledger
from saolang.kernel.errors import RuleViolation
from saolang.kernel.text import clean
from saolang.people import access, mail, policies, queries
from saolang.people.models import Consent, OneTimeCode, User
from saolang.people.rules import consent
from saolang.people.rules import login as logins
from saolang.tasks import queue

CODE_LIFETIME = timedelta(minutes=30)
CODE_ATTEMPTS = 5
RESET_PAUSE = timedelta(minutes=2)


@transaction.atomic
def register(
    *,
    full_name: str,
    login: str,
    password: str,
    language: str,
    has_consented: bool,
    at: datetime,
) -> User:
    """Open an account for oneself, reached by e-mail or phone number."""
    user = new_account(full_name, login, password, language)
    ledger.record(actor=user.pseudonym, verb="account.registered", subject=user)
    if has_consented:
        give_consent(actor=user, at=at)
    return user


def new_account(
    full_name: str, login: str, password: str | None, language: str = "vi"
) -> User:
    """The row of a new account; without a password it waits for a one-time code."""
    user = User(full_name=clean(full_name), language=language)
    _put_login(user, login)
    if password is None:
        user.set_unusable_password()
    else:
        user.set_password(password)
    _save_unless_taken(user)
    return user


@transaction.atomic
def change_details(*, actor: User, full_name: str, email: str, phone: str) -> None:
    """Change one's name and what one signs in with."""
    user = User.objects.select_for_update().get(pk=actor.pk)
    user.full_name = clean(full_name)
    user.email, user.phone = logins.key(email), logins.key(phone)
    _save_unless_taken(user)
    ledger.record(actor=user.pseudonym, verb="account.changed", subject=user)


@transaction.atomic
def choose_language(*, actor: User, language: str) -> None:
    """Keep the language a person wants to be written to in."""
    User.objects.filter(pk=actor.pk).update(language=language)


@transaction.atomic
def set_password(*, actor: User, password: str) -> User:
    """Give one's own account a new password; every open session of it ends."""
    user = User.objects.select_for_update().get(pk=actor.pk)
    user.set_password(password)
    user.save(update_fields=["password"])
    OneTimeCode.objects.filter(user=user).delete()
    ledger.record(actor=user.pseudonym, verb="account.password_set", subject=user)
    return user


@transaction.atomic
def ask_reset(*, email: str) -> None:
    """Have a link mailed that sets a new password; unknown people cost the same.

    Asked again at once, nothing more is sent: nobody fills another's mailbox.
    """
    user = queries.account_called(email)
    known = user.pk if user and user.is_active else None
    if not queue.enqueued_since(
        mail.send_reset_link, timezone.now() - RESET_PAUSE, user_id=known
    ):
        queue.enqueue(mail.send_reset_link, user_id=known)


@transaction.atomic
def give_consent(*, actor: User, at: datetime) -> None:
    """Agree to the present text; agreeing twice is agreeing once."""
    given, is_new = Consent.objects.get_or_create(
        user=actor,
        text_version=consent.CURRENT,
        withdrawn_at=None,
        defaults={"given_at": at},
    )
    if is_new:
        ledger.record(actor=actor.pseudonym, verb="consent.given", subject=given)


@transaction.atomic
def withdraw_consent(*, actor: User, at: datetime) -> None:
    """Take back one's yes, whichever text it was given to."""
    for given in Consent.objects.filter(user=actor, withdrawn_at=None).order_by("pk"):
        given.withdrawn_at = at
        given.save(update_fields=["withdrawn_at"])
        ledger.record(actor=actor.pseudonym, verb="consent.withdrawn", subject=given)


@transaction.atomic
def issue_code(*, actor: User, person: User, at: datetime) -> str:
    """A code an officer reads out; it replaces every earlier one and is shown once."""
    person = User.objects.select_for_update().get(pk=person.pk)
    access.require(policies.may_issue_code(actor, person))
    code = f"{secrets.randbelow(10**8):08d}"
    OneTimeCode.objects.filter(user=person).delete()
    OneTimeCode.objects.create(
        user=person,
        digest=make_password(code),
        issued_by=actor,
        expires_at=at + CODE_LIFETIME,
    )
    ledger.record(actor=actor.pseudonym, verb="account.code_issued", subject=person)
    return code


@transaction.atomic
def redeem_code(*, login: str, code: str, password: str, at: datetime) -> User | None:
    """Set a new password with a one-time code; None when the code is not good.

    A wrong code answers with None, not with a refusal, so that the attempt is counted.
    Unknown people, people without a code and wrong codes cost the same work.
    """
    user = queries.account_called(login)
    live = OneTimeCode.objects.select_for_update().filter(
        user=user, used_at=None, expires_at__gt=at, attempts__lt=CODE_ATTEMPTS
    )
    issued = live.first() if user and user.is_active else None
    if user is None or issued is None:
        make_password(code)
        return None
    if not check_password(code, issued.digest):
        OneTimeCode.objects.filter(pk=issued.pk).update(attempts=F("attempts") + 1)
        return None
    user.set_password(password)
    user.save(update_fields=["password"])
    OneTimeCode.objects.filter(pk=issued.pk).update(used_at=at)
    ledger.record(actor=user.pseudonym, verb="account.code_redeemed", subject=user)
    return user


def _put_login(user: User, login: str) -> None:
    key = logins.key(login)
    if "@" in key:
        user.email = key
    else:
        user.phone = key


def _save_unless_taken(user: User) -> None:
    """Save, or say in which field another account already stands."""
    for field, value in (("email", user.email), ("phone", user.phone)):
        other = queries.account_called(value)
        if value and other and other.pk != user.pk:
            raise _taken(field)
    try:
        with transaction.atomic():
            user.save()
    except IntegrityError as clash:
        raise _taken("email" if user.email else "phone") from clash


def _taken(field: str) -> RuleViolation:
    return RuleViolation(
        "account.taken",
        "Đã có tài khoản dùng địa chỉ hoặc số này. Hãy đăng nhập, hoặc chọn “Quên "
        "mật khẩu”.",
        field=field,
    )
