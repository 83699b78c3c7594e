"""Tell people what happened, note that they know, and how they want to be told."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.utils import timezone, translation

from saolang.audit import ledger
from saolang.files import queries as files_queries
from saolang.files import services as files
from saolang.kernel.errors import RuleViolation
from saolang.kernel.text import clean
from saolang.notifications import channels, policies, queries, sending, wishes
from saolang.notifications.messages import MESSAGES
from saolang.notifications.models import MessageText, Notice, Preference
from saolang.notifications.rules import filling
from saolang.notifications.texts import LANGUAGES
from saolang.people import access
from saolang.people.models import User
from saolang.tasks import queue
from saolang.tasks.models import Job


@transaction.atomic
def tell(
    *,
    recipients: Iterable[User],
    kind: str,
    values: dict[str, str],
    url: str,
    about: str = "",
) -> list[Notice]:
    """Put a message of `kind` in each one's list, and on its way through the channels.

    `url` is a page of ours, "" for none. `about` names the matter: whoever was told of
    it already is not told again. Part of the business transaction.
    """
    for name in MESSAGES[kind].values:
        values[name]  # a missing value is our mistake: say so now
    people = {person.pk: person for person in recipients if person.is_active}
    told = []
    for person in people.values():
        notice = Notice(
            recipient=person, kind=kind, about=about, values=values, url=url
        )
        if _is_new(notice):
            sending.post(notice)
            told.append(notice)
    return told


def _is_new(notice: Notice) -> bool:
    """Write the notice down, unless this matter was told to this person before."""
    if not notice.about:
        notice.save()
        return True
    try:
        with transaction.atomic():
            notice.save()
    except IntegrityError:
        same = Notice.objects.filter(recipient=notice.recipient, about=notice.about)
        if not same.exists():  # some other rule was broken
            raise
        return False
    return True


@queue.every(minutes=1)
def tell_of_refused_files(job: Job) -> None:
    """Tell whoever sent a file that the deep check refused it, and why."""
    for file in files_queries.refused_untold():
        sender = file.uploaded_by
        assert sender is not None  # noqa: S101 others are not in this list
        with transaction.atomic(), translation.override(sender.language):
            tell(
                recipients=[sender],
                kind="file.refused",
                values={"file": file.name, "reason": file.refusal},
                url="",
                about=f"file:{file.pk}:refused",
            )
            files.mark_told(file=file, at=timezone.now())


def mark_read(*, actor: User, notice: Notice, at: datetime) -> None:
    """Note that somebody has read one of their messages."""
    queries.unread_of(actor).filter(pk=notice.pk).update(read_at=at)


def mark_page_read(*, actor: User, url: str, at: datetime) -> None:
    """Note that somebody opened the page that some of their messages lead to."""
    queries.unread_of(actor).filter(url=url).update(read_at=at)


def mark_all_read(*, actor: User, at: datetime) -> None:
    """Note that somebody has read all their messages."""
    queries.unread_of(actor).update(read_at=at)


@transaction.atomic
def send_digest(
    *, person: User, count: int, lines: str, url: str, on: date
) -> list[Notice]:
    """Send the letter of a morning, once; an empty one is only noted as looked at."""
    mine = _locked(person)
    if mine.digested_on and mine.digested_on >= on:
        return []
    mine.digested_on = on
    mine.save(update_fields=["digested_on"])
    if not count:
        return []
    return tell(
        recipients=[person],
        kind=queries.MORNING,
        values={"count": str(count), "lines": lines},
        url=url,
        about=f"digest:{on}",
    )


@transaction.atomic
def choose(
    *, actor: User, ticked: Mapping[str, Iterable[str]], digest: str
) -> Preference:
    """Keep what a person wants through which channel, and how often."""
    mine = _locked(actor)
    shown = [each for each in channels.in_use() if each.name in ticked]
    names = {each.name for each in shown}
    own = {key: on for key, on in mine.wishes.items() if key.split(":")[0] not in names}
    for channel in shown:
        own |= wishes.differing(channel, ticked[channel.name])
    mine.wishes = own
    mine.digest = Preference.Rhythm(digest)
    mine.save(update_fields=["wishes", "digest"])
    return mine


def _locked(person: User) -> Preference:
    Preference.objects.get_or_create(person=person)
    return Preference.objects.select_for_update().get(person=person)


@transaction.atomic
def write_text(
    *, actor: User, kind: str, language: str, subject: str, body: str, at: datetime
) -> MessageText:
    """Put an administrator's words in the place of ours."""
    access.require(policies.may_write_texts(actor))
    subject, body = judged(kind, language, subject, body)
    text, _made = MessageText.objects.update_or_create(
        kind=kind,
        language=language,
        defaults={
            "subject": subject,
            "body": body,
            "saved_by": actor,
            "saved_at": at,
        },
    )
    digest = ledger.salted_digest([subject, body], f"{kind}:{language}")
    ledger.record(
        actor=actor.pseudonym, verb="text.written", subject=text, digest=digest
    )
    return text


@transaction.atomic
def drop_text(*, actor: User, kind: str, language: str) -> None:
    """Go back to our words; nothing happens where they stand already."""
    access.require(policies.may_write_texts(actor))
    text = MessageText.objects.filter(kind=kind, language=language).first()
    if text:
        ledger.record(actor=actor.pseudonym, verb="text.dropped", subject=text)
        text.delete()


def judged(kind: str, language: str, subject: str, body: str) -> tuple[str, str]:
    """The words as they would be kept; refused when a reader could not be told so."""
    if kind not in MESSAGES or language not in LANGUAGES:
        raise RuleViolation("text.unknown", "Không có mẫu tin “%(kind)s”.", kind=kind)
    known = MESSAGES[kind].values
    for field, text, longest in (
        ("subject", subject, filling.LONGEST_SUBJECT),
        ("body", body, filling.LONGEST_BODY),
    ):
        _refuse_bad(field, text, longest, known)
    return clean(subject), clean(body)


def _refuse_bad(field: str, text: str, longest: int, known: list[str]) -> None:
    if filling.has_controls(text) or (field == "subject" and "\n" in clean(text)):
        raise RuleViolation(
            "text.control_characters",
            "Có ký tự điều khiển không nhìn thấy được. Hãy gõ lại đoạn đó.",
            field=field,
        )
    if not clean(text):
        raise RuleViolation("text.empty", "Chưa có chữ nào.", field=field)
    if len(clean(text)) > longest:
        raise RuleViolation(
            "text.too_long",
            "Dài %(length)s chữ, tối đa %(limit)s. Hãy rút gọn.",
            field=field,
            length=len(clean(text)),
            limit=longest,
        )
    if broken := filling.broken_mark(text):
        raise RuleViolation(
            "text.broken_mark",
            "“%(written)s” viết chưa đúng. Giá trị viết đủ dấu, như %(example)s.",
            field=field,
            written=broken,
            example="%(product)s",
        )
    _refuse_strays(field, text, known)


def _refuse_strays(field: str, text: str, known: list[str]) -> None:
    for stray in filling.strays([text], known):
        if stray.near:
            raise RuleViolation(
                "text.unknown_value",
                "Tin này không có giá trị “%(name)s”. Có phải “%(near)s” không?",
                field=field,
                name=stray.name,
                near=stray.near,
            )
        raise RuleViolation(
            "text.unknown_value",
            "Tin này không có giá trị “%(name)s”. Các giá trị dùng được: %(known)s.",
            field=field,
            name=stray.name,
            known=", ".join(known),
        )
