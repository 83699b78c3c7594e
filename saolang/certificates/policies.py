"""Who may reach certificates and decisions, and who may decide."""

from saolang.certificates.models import Certificate, RecognitionDecision
from saolang.evaluation.models import Session
from saolang.people.access import FORM, OFFICES, WRITE, Policy, standing
from saolang.people.models import Role, User

DRAFTERS = frozenset({Role.PROVINCE_OFFICER})
_LEADERS = frozenset({Role.PROVINCE_LEADER})
_PROVINCE = DRAFTERS | _LEADERS
_READERS = OFFICES - {Role.ADMIN, Role.ADVISORY_MEMBER} | {Role.PRODUCER}

POLICIES: tuple[Policy, ...] = (
    Policy("certificates:list", _READERS, scope="own producer's, or one's unit's"),
    Policy("certificates:certificate", _READERS, scope="as certificates:list"),
    Policy(
        "certificates:again",
        frozenset({Role.PRODUCER}),
        FORM,
        scope="products of one's own producers",
    ),
    Policy("certificates:decisions", _PROVINCE, scope="one's province"),
    Policy("certificates:decision", _PROVINCE, scope="one's province"),
    Policy("certificates:draft", DRAFTERS, WRITE, scope="sessions of one's province"),
    Policy("certificates:sign", _LEADERS, WRITE, scope="decisions of one's province"),
    Policy("certificates:extend", DRAFTERS, FORM, scope="one's province"),
    Policy("certificates:revoke", _LEADERS, FORM, scope="one's province"),
)


def may_see_decisions(user: User) -> bool:
    """The province's office and leader keep its decisions."""
    return standing(user).has(*_PROVINCE)


def may_draft(user: User, session: Session) -> bool:
    """A province's office drafts decisions on its own council's sessions."""
    return session.round.unit_id in standing(user).units(Role.PROVINCE_OFFICER)


def may_sign(user: User, decision: RecognitionDecision) -> bool:
    """A province's leader signs its decisions (article 7.3e)."""
    return decision.unit_id in standing(user).units(Role.PROVINCE_LEADER)


def may_revoke(user: User, certificate: Certificate) -> bool:
    """Three and four stars are taken back by the province's leader (article 8.2)."""
    own = standing(user).units(Role.PROVINCE_LEADER)
    return certificate.stars < 5 and certificate.product.commune.parent_id in own


def may_register(user: User, decision: RecognitionDecision) -> bool:
    """Bringing in what was recognised before this system existed."""
    held = standing(user)
    return held.has(Role.ADMIN) or decision.unit_id in held.units(Role.PROVINCE_OFFICER)


def may_extend(user: User, certificate: Certificate) -> bool:
    """The office that keeps the register keeps a late filer's stars (article 12)."""
    return may_register(user, certificate.decision)


def may_read(user: User, decision: RecognitionDecision) -> bool:
    """A decision's page is for the province that made it."""
    return decision.unit_id in standing(user).units(*_PROVINCE)
