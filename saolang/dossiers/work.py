"""An officer's work list: each dossier with its clock and its next step."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from saolang.dossiers import deadlines
from saolang.dossiers.deadlines import Clock
from saolang.dossiers.models import CommuneReport, Dossier, Receipt, Status
from saolang.dossiers.offices import COMMUNE, Office
from saolang.dossiers.queries import offices as queries
from saolang.people import access
from saolang.people.models import User


@dataclass(frozen=True, slots=True)
class Step:
    """What is to be done next with a dossier, and where."""

    label: str
    url: str
    is_due: bool = True


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a work list."""

    dossier: Dossier
    receipt: Receipt | None
    clock: Clock
    page: str
    step: Step


@dataclass(frozen=True, slots=True)
class Figure:
    """One number above a work list that leads to the rows behind it."""

    value: int
    label: str
    url: str


def rows(
    user: User, office: Office, dossiers: Sequence[Dossier], now: datetime
) -> list[Row]:
    """The lines of a work list, with a fixed number of reads for all of them."""
    receipts = queries.latest_receipts(dossiers, office)
    clocks = deadlines.clocks_of(dossiers, receipts, office, now)
    return [
        Row(
            d,
            receipts.get(d.pk),
            clocks[d.pk],
            office.address("dossier", d),
            next_step(user, office, d),
        )
        for d in dossiers
    ]


def next_step(user: User, office: Office, dossier: Dossier) -> Step:
    """What `user` should do next with a dossier of this office."""
    page = office.address("dossier", dossier)
    if dossier.status == office.arrived and _is_officer(user, office):
        return Step(_("Tiếp nhận hồ sơ"), page)
    if dossier.status == office.checking:
        return _check_step(user, office, dossier, page)
    if dossier.status == Status.COMMUNE_REPORTED and office is COMMUNE:
        return Step(_("Gửi lên tỉnh"), page)
    return Step(_("Xem hồ sơ"), page, is_due=False)


def _check_step(user: User, office: Office, dossier: Dossier, page: str) -> Step:
    report = _report(dossier) if office is COMMUNE else None
    if report and report.proposed_at:
        if access.standing(user).has(*office.leaders):
            return Step(_("Ký báo cáo Mẫu 03"), office.address("sign", dossier))
        return Step(_("Chờ lãnh đạo ký"), page, is_due=False)
    if not _is_officer(user, office):
        return Step(_("Xem hồ sơ"), page, is_due=False)
    if report:
        return Step(_("Viết tiếp Mẫu 03"), office.address("report", dossier))
    return Step(_("Kiểm tra giấy tờ"), office.address("check_list", dossier))


def _is_officer(user: User, office: Office) -> bool:
    return access.standing(user).has(*office.officers)


def _report(dossier: Dossier) -> CommuneReport | None:
    return getattr(dossier, "commune_report", None)


def waiting_for(user: User) -> int:
    """How many reports wait for the signature of `user`; none for an officer."""
    if not access.standing(user).has(*COMMUNE.leaders):
        return 0
    return queries.to_sign(user).count()


def figures(user: User, office: Office) -> list[Figure]:
    """How many dossiers stand at each step of this office."""
    counts = queries.counts(user, office)
    address = reverse(f"dossiers:{office.level}_list")
    last = Status.COMMUNE_REPORTED if office is COMMUNE else Status.ADVISORY_REVIEW
    labels = {
        office.arrived: _("chờ tiếp nhận"),
        office.checking: _("đang kiểm tra"),
        office.returned: _("chờ cơ sở bổ sung"),
        last: _("đã ký, chờ gửi tỉnh") if office is COMMUNE else _("đang thẩm định"),
    }
    return [
        Figure(counts.get(status, 0), label, f"{address}?status={status}")
        for status, label in labels.items()
    ]
