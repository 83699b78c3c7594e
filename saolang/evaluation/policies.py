"""Who may reach the council table, and who may act at it."""

from django.db.models import Q

from saolang.dossiers.models import Dossier
from saolang.evaluation.models import (
    CouncilSeat,
    Panelist,
    Position,
    Recusal,
    ScoreSheet,
    Session,
)
from saolang.geography.models import AdminUnit
from saolang.people import queries as people
from saolang.people.access import FORM, READ, WRITE, Policy, covers, standing
from saolang.people.models import Role, User
from saolang.people.policies import COMMUNE_ROLES

OFFICER = frozenset({Role.PROVINCE_OFFICER})
ADVISER = frozenset({Role.ADVISORY_MEMBER})
SCORERS = frozenset({Role.COUNCIL_CHAIR, Role.COUNCIL_MEMBER})
CHAIR = frozenset({Role.COUNCIL_CHAIR})
PRESIDING = frozenset({Role.COUNCIL_CHAIR, Role.COUNCIL_SECRETARY})
COUNCIL = SCORERS | PRESIDING
PROVINCE = OFFICER | {Role.PROVINCE_LEADER}
MINISTRY = frozenset({Role.MINISTRY_OFFICER})
TOLD = PROVINCE | COMMUNE_ROLES | {Role.PRODUCER}

IN_PROVINCE = "dossiers of one's province"
OWN_SHEET = "one's own sheet"
OWN_SESSION = "sessions of one's council or province"

POLICIES: tuple[Policy, ...] = (
    Policy("evaluation:appraisals", ADVISER | OFFICER, READ, scope=IN_PROVINCE),
    Policy("evaluation:appraisal", ADVISER | OFFICER, FORM, scope=IN_PROVINCE),
    Policy("evaluation:appraisal_save", ADVISER, WRITE, scope=IN_PROVINCE),
    Policy("evaluation:appraisal_tally", ADVISER, READ, scope=IN_PROVINCE),
    Policy("evaluation:appraisal_submit", ADVISER, WRITE, scope=IN_PROVINCE),
    Policy("evaluation:rounds", PROVINCE, READ, scope="rounds of one's province"),
    Policy("evaluation:round_new", OFFICER, FORM, scope="one's province"),
    Policy("evaluation:round", PROVINCE, READ, scope="rounds of one's province"),
    Policy("evaluation:round_edit", OFFICER, FORM, scope="rounds of one's province"),
    Policy("evaluation:councils", PROVINCE, READ, scope="councils of one's province"),
    Policy("evaluation:council_new", OFFICER, FORM, scope="one's province"),
    Policy("evaluation:council", PROVINCE, READ, scope="councils of one's province"),
    Policy("evaluation:seat", OFFICER, WRITE, scope="councils of one's province"),
    Policy("evaluation:unseat", OFFICER, WRITE, scope="councils of one's province"),
    Policy("evaluation:session_new", OFFICER, FORM, scope="rounds of one's province"),
    Policy("evaluation:sessions", COUNCIL | PROVINCE | MINISTRY, scope=OWN_SESSION),
    Policy("evaluation:session", PRESIDING | OFFICER, READ, scope=OWN_SESSION),
    Policy("evaluation:move", PRESIDING | OFFICER, FORM, scope=OWN_SESSION),
    Policy("evaluation:agenda", PRESIDING | OFFICER, WRITE, scope=OWN_SESSION),
    Policy("evaluation:invite", PRESIDING | OFFICER, WRITE, scope=OWN_SESSION),
    Policy("evaluation:open", PRESIDING, WRITE, scope=OWN_SESSION),
    Policy("evaluation:presence", PRESIDING, WRITE, scope=OWN_SESSION),
    Policy("evaluation:remind", PRESIDING, WRITE, scope=OWN_SESSION),
    Policy("evaluation:close", PRESIDING, WRITE, scope=OWN_SESSION),
    Policy("evaluation:rescore", CHAIR, WRITE, scope=OWN_SESSION),
    Policy("evaluation:discussion", CHAIR, WRITE, scope=OWN_SESSION),
    Policy("evaluation:conclude", PRESIDING, WRITE, scope=OWN_SESSION),
    Policy("evaluation:minutes", PRESIDING | OFFICER, WRITE, scope=OWN_SESSION),
    Policy("evaluation:results", COUNCIL | PROVINCE | MINISTRY, scope=OWN_SESSION),
    Policy("evaluation:outcome", TOLD, READ, scope="dossiers the person may read"),
    Policy(
        "evaluation:paper", SCORERS | ADVISER | OFFICER, scope="papers beside a sheet"
    ),
    Policy(
        "evaluation:compare", SCORERS | ADVISER | OFFICER, scope="dossiers of a sheet"
    ),
    Policy(
        "evaluation:bound_copy",
        SCORERS | ADVISER | OFFICER,
        FORM,
        scope="dossiers of a sheet",
    ),
    Policy(
        "evaluation:bound_file",
        SCORERS | ADVISER | OFFICER,
        scope="dossiers of a sheet",
    ),
    Policy("evaluation:sheets", SCORERS, READ, scope=OWN_SHEET),
    Policy("evaluation:sheet", SCORERS, FORM, scope=OWN_SHEET),
    Policy("evaluation:sheet_save", SCORERS, WRITE, scope=OWN_SHEET),
    Policy("evaluation:sheet_submit", SCORERS, WRITE, scope=OWN_SHEET),
    Policy("evaluation:sheet_revise", SCORERS, WRITE, scope=OWN_SHEET),
    Policy("evaluation:tally", SCORERS, READ, scope=OWN_SHEET),
    Policy("evaluation:recusal", SCORERS, FORM, scope=OWN_SHEET),
)


def may_see_rounds(user: User) -> bool:
    """The province's office and leader look after rounds and councils."""
    return standing(user).has(*PROVINCE)


def may_arrange(user: User, unit: AdminUnit) -> bool:
    """Whether a province officer arranges rounds, councils and sessions of a unit."""
    return unit.pk in standing(user).units(*OFFICER)


def may_appraise(user: User, dossier: Dossier) -> bool:
    """Whether an adviser of the province, whom nothing binds to the product."""
    advises = covers(standing(user).units(*ADVISER), dossier.commune)
    return advises and not has_interest(user, dossier)


def position_at(user: User, session: Session) -> Position | None:
    """The user's place at a session: the frozen one once it was opened."""
    found: CouncilSeat | Panelist | None
    if session.state == Session.State.PLANNED:
        found = CouncilSeat.objects.filter(
            council_id=session.council_id, user=user
        ).first()
    else:
        found = Panelist.objects.filter(session=session, user=user).first()
    return Position(found.position) if found else None


def may_preside(user: User, session: Session) -> bool:
    """Whether chair or secretary of this session."""
    return position_at(user, session) in {Position.CHAIR, Position.SECRETARY}


def may_chair(user: User, session: Session) -> bool:
    """Whether the chair of this session."""
    return position_at(user, session) == Position.CHAIR


def may_prepare(user: User, session: Session) -> bool:
    """Whether the session's list is theirs to make: officer, secretary or chair."""
    return may_arrange(user, session.round.unit) or may_preside(user, session)


def has_interest(user: User, dossier: Dossier) -> bool:
    """Whether the person acts or acted for the product's producer, or helped it."""
    return (dossier.product.producer_id, user.pk) in people.involved_with([user])


def may_score(user: User, sheet: ScoreSheet) -> bool:
    """Whether the sheet is the user's own and nothing binds them to the product."""
    recused = Q(session=sheet.session_id, dossier=sheet.dossier_id, member=user)
    return (
        sheet.member_id == user.pk
        and not Recusal.objects.filter(recused).exists()
        and not has_interest(user, sheet.dossier)
    )


def may_read_results(user: User, session: Session) -> bool:
    """Whether what was opened is theirs to read; nobody may before closing."""
    if session.closed_at is None:
        return False
    here = standing(user)
    unit = session.round.unit_id
    concluded = session.state == Session.State.CONCLUDED
    return (
        position_at(user, session) is not None
        or unit in here.units(*PROVINCE)
        or (concluded and here.has(*MINISTRY))
    )
