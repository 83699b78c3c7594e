"""The ways out of the house, behind one interface. The list in the app is always there.

`settings.CHANNELS` names them. A further one (Zalo, say) is a class like those below.
"""

import hmac
import http.client
import json
import smtplib
import time
from typing import Any, Protocol
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.module_loading import import_string
from django.utils.translation import gettext_lazy as _

from saolang.notifications.messages import DEADLINE, DIGEST, GROUPS, IMPORTANT
from saolang.notifications.models import Delivery, Notice
from saolang.people.models import User

LONGEST_TEXT = 300
SECONDS = 10
_TRY_AGAIN = (408, 425, 429)


class Refused(Exception):
    """The far end will never take this: another attempt is no use."""


class Unsure(Exception):
    """The far end may have taken it: another attempt could tell somebody twice."""


class Channel(Protocol):
    """One way to reach a person outside the app.

    `groups` go out unless a person says otherwise. With `knows_repeats` the far end
    drops a second copy under the same key: an attempt that broke off may be repeated.
    `send` raises Refused, Unsure, or anything else for "not sent, try again".
    """

    name: str
    label: Any
    groups: frozenset[str]
    knows_repeats: bool

    def can_reach(self, person: User) -> bool: ...

    def send(self, delivery: Delivery, subject: str, body: str, link: str) -> None: ...


def in_use() -> list[Channel]:
    """The channels of this installation, in the order a person sees them."""
    return [import_string(name)() for name in settings.CHANNELS]


def named(name: str) -> Channel | None:
    """The channel a delivery was meant for; None once it is no longer in use."""
    return next((each for each in in_use() if each.name == name), None)


class Email:
    """A letter in plain text."""

    name = "email"
    label = _("Thư điện tử")
    groups = frozenset({*GROUPS, DIGEST})
    knows_repeats = False

    def can_reach(self, person: User) -> bool:
        return bool(person.email)

    def send(self, delivery: Delivery, subject: str, body: str, link: str) -> None:
        """Hand the letter over; whatever fails before that is sure not to be sent."""
        letter = _letter(delivery, subject, body, link)
        letter.connection = get_connection()
        letter.connection.open()
        try:
            letter.send()
        except smtplib.SMTPRecipientsRefused as refused:
            if all(code >= 500 for code, _said in refused.recipients.values()):
                raise Refused("address") from refused
            raise
        except smtplib.SMTPResponseException:
            raise
        except OSError as broken:  # the line broke after the letter began
            raise Unsure from broken
        finally:
            letter.connection.close()


def _letter(delivery: Delivery, subject: str, body: str, link: str) -> EmailMessage:
    person = delivery.notice.recipient
    choices = address_of(reverse("notifications:choices"))
    text = render_to_string(
        "notifications/mail.txt",
        {"name": person.full_name, "body": body, "link": link, "choices": choices},
    )
    host = urlsplit(settings.PUBLIC_URL).hostname
    headers = {
        "Message-ID": f"<{delivery.key}@{host}>",
        "List-Unsubscribe": f"<{choices}>",
        "Auto-Submitted": "auto-generated",
    }
    return EmailMessage(subject, text, to=[person.email], headers=headers)


class Sms:
    """A short text, handed to the operator's own address as signed JSON."""

    name = "sms"
    label = _("Tin nhắn điện thoại")
    groups = frozenset({IMPORTANT, DEADLINE})
    knows_repeats = True

    def can_reach(self, person: User) -> bool:
        return bool(person.phone)

    def send(self, delivery: Delivery, subject: str, body: str, link: str) -> None:
        """Post it once; the gateway knows a repeated `Idempotency-Key`."""
        room = LONGEST_TEXT - len(link) - 2
        text = subject if len(subject) <= room else f"{subject[: room - 1]}…"
        content = {
            "id": str(delivery.key),
            "to": delivery.notice.recipient.phone,
            "text": f"{text}. {link}".strip(". "),
        }
        status = _post(json.dumps(content, ensure_ascii=False).encode(), delivery)
        if 200 <= status < 300:
            return
        if 400 <= status < 500 and status not in _TRY_AGAIN:
            raise Refused(str(status))
        raise ConnectionError(f"the gateway answered {status}")


def _post(body: bytes, delivery: Delivery) -> int:
    """What the gateway answers; nowhere else is followed, no proxy is asked."""
    parts = urlsplit(settings.SMS_GATEWAY)
    secure = parts.scheme == "https"
    kind = http.client.HTTPSConnection if secure else http.client.HTTPConnection
    line = kind(parts.hostname or "", parts.port, timeout=SECONDS)
    headers = {
        "Content-Type": "application/json",
        "Idempotency-Key": str(delivery.key),
        "X-Saolang-Signature": signature(body, int(time.time())),
    }
    path = f"{parts.path or '/'}{f'?{parts.query}' if parts.query else ''}"
    try:
        line.request("POST", path, body, headers)
        return line.getresponse().status
    except http.client.HTTPException as unreadable:
        raise ConnectionError("the gateway's answer cannot be read") from unreadable
    finally:
        line.close()


def signature(body: bytes, at: int) -> str:
    """`t=…,v1=…`: HMAC-SHA256 of the moment, a full stop and the body."""
    signed = hmac.digest(settings.SMS_KEY.encode(), b"%d." % at + body, "sha256")
    return f"t={at},v1={signed.hex()}"


def address_of(path: str) -> str:
    """The full address of one of our pages; "" for no page."""
    return f"{settings.PUBLIC_URL}{path}" if path else ""


def link_of(notice: Notice) -> str:
    """The page a notice speaks of, as a channel carries it."""
    return address_of(notice.url)
