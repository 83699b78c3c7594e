"""The desks at the council table: those who score, and the secretary."""

from collections.abc import Sequence
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from saolang.dossiers.work import Figure
from saolang.evaluation import queries
from saolang.evaluation.models import ScoreSheet, Session
from saolang.people.access import standing
from saolang.people.models import Role, User
from saolang.web.desks.frame import Act, Desk, Link, Row
from saolang.web.desks.sessions import clock_of

SHOWN = 12
STATES = Session.State


def scorers_desk(user: User, now: datetime) -> Desk:
    """Products that wait for one's own sheet; the chair's session beside them."""
    sheets = queries.open_sheets(user)
    out = queries.recusals_of(user)
    mine = [s for s in sheets if (s.session_id, s.dossier_id) not in out]
    sessions = list(queries.sessions_of(user)[:SHOWN])
    acts = _scoring_acts(mine)
    if standing(user).has(Role.COUNCIL_CHAIR):
        acts += _presiding_acts(sessions, now)
    return _desk(user, acts, _figures(mine, sessions), sessions, now)


def secretarys_desk(user: User, now: datetime) -> Desk:
    """The session to prepare, to run or to write up."""
    sessions = list(queries.sessions_of(user)[:SHOWN])
    return _desk(
        user, _presiding_acts(sessions, now), _figures([], sessions), sessions, now
    )


def _scoring_acts(sheets: Sequence[ScoreSheet]) -> list[Act]:
    waiting = [sheet for sheet in sheets if sheet.submitted_at is None]
    if not waiting:
        return []
    return [
        Act(
            title=ngettext(
                "Còn %(count)d phiếu chưa nộp",
                "Còn %(count)d phiếu chưa nộp",
                len(waiting),
            )
            % {"count": len(waiting)},
            text=_("Tiếp theo: %(name)s") % {"name": waiting[0].dossier.product},
            link=Link(_("Chấm phiếu"), waiting[0].get_absolute_url(), "list-checks"),
            clock=clock_of(waiting[0].session, waiting[0].session.held_at),
            must=True,
        )
    ]


def _presiding_acts(sessions: Sequence[Session], now: datetime) -> list[Act]:
    verbs = {
        STATES.PLANNED: _("Chuẩn bị và mở phiên"),
        STATES.SCORING: _("Theo dõi nộp phiếu"),
        STATES.CLOSED: _("Thảo luận và kết luận"),
    }
    return [
        Act(
            title=f"{verbs[STATES(session.state)]}: {_title(session)}",
            text=session.place,
            link=Link(_("Mở phiên họp"), session.get_absolute_url(), "gavel"),
            clock=clock_of(session, now),
            must=session.state != STATES.PLANNED,
        )
        for session in sessions
        if session.state != STATES.CONCLUDED
    ]


def _figures(sheets: Sequence[ScoreSheet], sessions: Sequence[Session]) -> list[Figure]:
    listed = reverse("evaluation:sessions")
    figures = []
    if sheets:
        done, to_score = (
            sum(bool(s.submitted_at) for s in sheets),
            reverse("evaluation:sheets"),
        )
        figures = [
            Figure(len(sheets) - done, _("phiếu chưa nộp"), to_score),
            Figure(done, _("phiếu đã nộp"), to_score),
        ]
    coming = sum(session.state == STATES.PLANNED for session in sessions)
    concluded = sum(session.state == STATES.CONCLUDED for session in sessions)
    return [
        *figures,
        Figure(coming, _("phiên sắp họp"), listed),
        Figure(concluded, _("phiên đã kết luận"), listed),
    ]


def _desk(
    user: User,
    acts: Sequence[Act],
    figures: Sequence[Figure],
    sessions: Sequence[Session],
    now: datetime,
) -> Desk:
    return Desk(
        place=sessions[0].council.name if sessions else "",
        acts=acts,
        figures=figures,
        heading=_("Phiên họp"),
        columns=[_("Phiên"), _("Nơi họp"), _("Giờ họp"), _("Việc tiếp theo")],
        rows=[_row(user, session, now) for session in sessions],
        empty=_("Bạn chưa có tên trong phiên họp nào. Giấy mời sẽ báo ở đây."),
    )


def _row(user: User, session: Session, now: datetime) -> Row:
    presides = standing(user).has(Role.COUNCIL_CHAIR, Role.COUNCIL_SECRETARY)
    opened = session.state in {STATES.CLOSED, STATES.CONCLUDED}
    if opened:
        url = reverse("evaluation:results", args=[session.pk])
    elif presides:
        url = session.get_absolute_url()
    else:
        url = reverse("evaluation:sheets")
    return Row(
        title=_title(session),
        url=url,
        cells=[session.place],
        clock=clock_of(session, now),
        step=Link(_("Xem kết quả") if opened else _("Mở phiên"), url),
        hot=session.state == STATES.SCORING,
    )


def _title(session: Session) -> str:
    return _("Phiên %(number)d, đợt %(round)d/%(year)d") % {
        "number": session.number,
        "round": session.round.number,
        "year": session.round.year,
    }
