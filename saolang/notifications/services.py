"""Tell people what happened, and note that they know."""

from collections.abc import Iterable
from datetime import datetime

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone, translation

from saolang.files import queries as files_queries
from saolang.files import services as files
from saolang.notifications import queries
from saolang.notifications.messages import MESSAGES
from saolang.notifications.models import Notice
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
) -> None:
    """Put a message of `kind` in each one's list, and in the post where they have mail.

    `url` is a page of ours, "" for none. Part of the business transaction.
    """
    MESSAGES[kind].written(values)  # a missing value is our mistake: say so now
    people = {person.pk: person for person in recipients if person.is_active}
    for person in people.values():
        notice = Notice.objects.create(
            recipient=person, kind=kind, values=values, url=url
        )
        if person.email:
            queue.enqueue(send_mail, notice_id=notice.pk)


@queue.job(max_attempts=8)
def send_mail(job: Job, *, notice_id: int) -> None:
    """Send one notice as plain text, in its reader's language."""
    notice = Notice.objects.select_related("recipient").get(pk=notice_id)
    person = notice.recipient
    if notice.mailed_at or not person.email or not person.is_active:
        return
    with translation.override(person.language):
        link = f"{settings.PUBLIC_URL}{notice.url}" if notice.url else ""
        text = render_to_string(
            "notifications/mail.txt",
            {"name": person.full_name, "body": notice.body, "link": link},
        )
        EmailMessage(notice.subject, text, to=[person.email]).send()
    Notice.objects.filter(pk=notice.pk).update(mailed_at=timezone.now())


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
