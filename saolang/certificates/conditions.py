"""What a certificate is worth, in the words and colours of our own pages."""

from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from saolang.certificates.models import Certificate
from saolang.certificates.rules import terms
from saolang.certificates.rules.terms import Condition

LABELS: dict[Condition, Promise] = {
    Condition.VALID: gettext_lazy("Còn hiệu lực"),
    Condition.EXPIRING: gettext_lazy("Sắp hết hạn"),
    Condition.EXTENDED: gettext_lazy("Đang được kéo dài"),
    Condition.EXPIRED: gettext_lazy("Đã hết hạn"),
    Condition.SUPERSEDED: gettext_lazy("Đã có giấy mới"),
    Condition.REVOKED: gettext_lazy("Đã thu hồi"),
}
_ICONS = {
    Condition.EXTENDED: "hourglass",
    Condition.EXPIRED: "calendar-x",
    Condition.SUPERSEDED: "arrow-right",
    Condition.REVOKED: "ban",
}
_BADGES = {
    Condition.VALID: "ok",
    Condition.EXPIRING: "time",
    Condition.EXTENDED: "time",
    Condition.REVOKED: "bad",
}


@dataclass(frozen=True, slots=True)
class Shown:
    """A condition ready for a page: word, colour, and the time left or gone."""

    condition: Condition
    label: str
    badge: str
    clock: str
    clock_kind: str
    icon: str
    in_force: bool
    day: date

    @property
    def is_urgent(self) -> bool:
        """Whether somebody must act before the stars are lost."""
        return self.clock_kind == "soon"


def shown(certificate: Certificate, on: date) -> Shown:
    """What to say of a certificate on a day."""
    found = terms.condition(certificate.term, on)
    urgent = found.condition in {Condition.EXPIRING, Condition.EXTENDED}
    return Shown(
        found.condition,
        str(LABELS[found.condition]),
        _BADGES.get(found.condition, ""),
        _time_left(found.condition, (found.day - on).days),
        "soon" if urgent else "",
        _ICONS.get(found.condition, ""),
        found.in_force,
        found.day,
    )


def _time_left(condition: Condition, days: int) -> str:
    if condition not in terms.IN_FORCE:
        return str(LABELS[condition])
    if days == 0:
        return _("Hết hạn hôm nay")
    if days <= terms.WINDOW_OPENS_DAYS:
        return ngettext("Còn %(n)s ngày", "Còn %(n)s ngày", days) % {"n": days}
    months = days * 12 // 365
    return ngettext("Còn %(n)s tháng", "Còn %(n)s tháng", months) % {"n": months}
