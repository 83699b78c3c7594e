"""The letters of this context, sent by the worker."""

from django.conf import settings
from django.contrib.auth.tokens import default_token_generator
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode
from django.utils.translation import gettext as _

from saolang.people.models import Invitation, User
from saolang.tasks import queue
from saolang.tasks.models import Job


@queue.job()
def send_reset_link(job: Job, *, user_id: int | None) -> None:
    """Mail the link that sets a new password; nothing to do for unknown people."""
    reachable = User.objects.filter(is_active=True).exclude(email="")
    user = reachable.filter(pk=user_id).first() if user_id else None
    if user is None:
        return
    person = urlsafe_base64_encode(force_bytes(user.pk))
    token = default_token_generator.make_token(user)
    with translation.override(user.language):
        body = render_to_string(
            "people/reset_mail.txt",
            {
                "user": user,
                "url": address_of(reverse("people:reset", args=[person, token])),
            },
        )
        send_mail(_("Đặt lại mật khẩu Sao Làng"), body, None, [user.email])


@queue.job()
def send_invitation(job: Job, *, invitation_id: int) -> None:
    """Mail an invitation to the address it was made for."""
    invitation = Invitation.objects.select_related("producer", "invited_by").get(
        pk=invitation_id
    )
    if invitation.cancelled_at or invitation.accepted_at:
        return
    body = render_to_string(
        "people/invitation_mail.txt",
        {"invitation": invitation, "url": address_of(invitation.get_absolute_url())},
    )
    subject = _("%(name)s mời bạn cùng làm việc trên Sao Làng") % {
        "name": invitation.producer.name
    }
    send_mail(" ".join(subject.split()), body, None, [invitation.login])


def address_of(path: str) -> str:
    """The full address of one of our pages, for a letter."""
    return f"{settings.PUBLIC_URL}{path}"
