"""The letter of a morning: what an officer's desk holds, in a few lines with links."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from saolang.certificates import queries as certificates
from saolang.dossiers import work
from saolang.dossiers.models import SupplementRequest
from saolang.dossiers.offices import COMMUNE, PROVINCE, Office
from saolang.dossiers.queries import offices as queries
from saolang.evaluation import queries as evaluation
from saolang.notifications import queries as notices
from saolang.notifications.channels import address_of
from saolang.people.access import standing
from saolang.people.models import Role, User

SHOWN, MOST = 5, 100


@dataclass(slots=True)
class Section:
    """One kind of work: how much there is, and the most urgent of it."""

    label: str
    lines: list[str] = field(default_factory=list)
    count: int = 0

    def add(self, what: str, url: str) -> None:
        self.count += 1
        if len(self.lines) < SHOWN:
            self.lines.append(f"– {what}\n  {address_of(url)}")

    def __str__(self) -> str:
        return "\n".join([f"{self.label}: {self.count}", *self.lines])


@dataclass(frozen=True, slots=True)
class Digest:
    """The sections that hold something, and how many things that are."""

    sections: tuple[Section, ...]
    unread: int

    @property
    def count(self) -> int:
        return sum(section.count for section in self.sections)

    @property
    def lines(self) -> str:
        parts = [str(section) for section in self.sections]
        if self.unread:
            page = address_of(reverse("notifications:list"))
            unread = _("Thông báo chưa đọc: %(count)d") % {"count": self.unread}
            parts.append(f"{unread}\n  {page}")
        return "\n\n".join(parts)


def compose(user: User, now: datetime) -> Digest:
    """What waits for an officer this morning, in the language that is active."""
    found = [each for each in _sections(user, now) if each.count]
    return Digest(tuple(found), notices.unread_count(user))


def _sections(user: User, now: datetime) -> Iterator[Section]:
    me = standing(user)
    yield _to_sign(user)
    for office in (COMMUNE, PROVINCE):
        if me.has(*office.staff):
            yield from _of_office(user, office, now)
    if me.has(Role.ADVISORY_MEMBER):
        waiting = Section(_("Chờ thẩm định"))
        for dossier in evaluation.dossiers_to_appraise(user):
            page = reverse("evaluation:appraisal", args=[dossier.pk])
            waiting.add(f"{dossier.product} ({dossier.product.producer})", page)
        yield waiting


def _to_sign(user: User) -> Section:
    section = Section(_("Chờ bạn ký"))
    if standing(user).has(*COMMUNE.leaders):
        for dossier in queries.to_sign(user):
            section.add(str(dossier.product), COMMUNE.address("sign", dossier))
    if standing(user).has(*PROVINCE.leaders):
        for decision, _count in certificates.awaiting_signature(user, most=MOST):
            section.add(str(decision), decision.get_absolute_url())
    return section


def _of_office(user: User, office: Office, now: datetime) -> Iterator[Section]:
    """An office's dossiers, each named once: by its clock, else by how it came."""
    late, soon = Section(_("Quá hạn hoặc hết hạn hôm nay")), Section(_("Sắp hết hạn"))
    answered, new = Section(_("Đã bổ sung, chờ xem")), Section(_("Mới đến"))
    held = queries.work_list(user, office, queries.Wanted()).filter(
        status__in=office.in_hand
    )
    asked = SupplementRequest.objects.filter(dossier__in=held, level=office.level)
    came_back = set(asked.values_list("dossier", flat=True))
    for row in work.rows(user, office, list(held), now):
        dossier = row.dossier
        what = f"{dossier.product} ({dossier.product.producer})"
        if row.clock.is_urgent:
            section = late if row.clock.kind == "late" else soon
            section.add(f"{what}: {row.clock.text}, {row.clock.detail}", row.page)
        elif dossier.status == office.arrived:
            (answered if dossier.pk in came_back else new).add(what, row.page)
    yield from (late, soon, answered, new)
