"""The desks of a province's office and of its leaders."""

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from saolang.certificates import queries as certificates
from saolang.dossiers.offices import PROVINCE
from saolang.evaluation import queries as evaluation
from saolang.evaluation.models import Session
from saolang.people.models import User
from saolang.web.desks import offices
from saolang.web.desks.frame import Act, Desk, Link
from saolang.web.desks.sessions import clock_of


def officers_desk(user: User, now: datetime) -> Desk:
    """Dossiers to take in, and sessions that come near or wait for a decision."""
    decide = [_to_decide(found) for found in certificates.awaiting_decision(user)[:5]]
    planned = evaluation.sessions_of(user).filter(state=Session.State.PLANNED)
    acts = [*decide, *(_to_prepare(found, now) for found in planned[:5])]
    return offices.desk(user, PROVINCE, now, acts)


def leaders_desk(user: User, now: datetime) -> Desk:
    """Decisions that wait for a signature come first."""
    acts = [
        Act(
            title=_("Ký quyết định công nhận"),
            text=_proposed(count),
            link=Link(
                _("Xem và ký quyết định"),
                reverse("certificates:decision", args=[decision.pk]),
                "pen-line",
            ),
            must=True,
        )
        for decision, count in certificates.awaiting_signature(user, most=5)
    ]
    return offices.desk(user, PROVINCE, now, acts)


def _to_decide(session: Session) -> Act:
    return Act(
        title=_("Lập quyết định: %(title)s") % {"title": _title(session)},
        text=_("Hội đồng đã kết luận, chưa có dự thảo quyết định."),
        link=Link(
            _("Lập dự thảo quyết định"), reverse("certificates:decisions"), "file-plus"
        ),
    )


def _to_prepare(session: Session, now: datetime) -> Act:
    title = _title(session)
    return Act(
        title=_("Chuẩn bị %(title)s") % {"title": title[0].lower() + title[1:]},
        text=_("Danh sách sản phẩm và giấy mời."),
        link=Link(_("Mở phiên"), session.get_absolute_url(), "gavel"),
        clock=clock_of(session, now),
    )


def _title(session: Session) -> str:
    return _("Phiên %(number)d, đợt %(round)d/%(year)d") % {
        "number": session.number,
        "round": session.round.number,
        "year": session.round.year,
    }


def _proposed(count: int) -> str:
    return ngettext(
        "%(count)d sản phẩm được Hội đồng đề nghị.",
        "%(count)d sản phẩm được Hội đồng đề nghị.",
        count,
    ) % {"count": count}
