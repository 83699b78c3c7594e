"""When a session is held, in words."""

from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from saolang.dossiers.deadlines import Clock
from saolang.evaluation.models import Session
from saolang.kernel.calendar import local_date


def clock_of(session: Session, now: datetime) -> Clock:
    """Today, in so many days, or what became of it."""
    held = timezone.localtime(session.held_at)
    at = f"{held:%H:%M, %d/%m/%Y}"
    if session.state == Session.State.SCORING:
        return Clock("soon", _("Đang chấm"), at)
    if session.state == Session.State.CLOSED:
        return Clock("wait", _("Đã khép, chờ kết luận"), at)
    if session.state == Session.State.CONCLUDED:
        return Clock("done", _("Đã kết luận"), at)
    days = (held.date() - local_date(now)).days
    if days < 0:
        return Clock("late", _("Đã qua giờ họp"), at)
    if days == 0:
        return Clock("soon", _("Họp hôm nay"), at)
    left = ngettext("Còn %(days)d ngày", "Còn %(days)d ngày", days) % {"days": days}
    return Clock("soon" if days <= 3 else "", left, at)
