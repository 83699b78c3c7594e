"""Who may reach certificates and decisions, and who may decide."""

from saolang.certificates.models import Certificate, RecognitionDecision
from saolang.evaluation.models import Session
from saolang.people.access import FORM, OFFICES, WRITE, Policy, standing
from saolang.people.models import Role, User

_PROVINCE = frozenset({Role.PROVINCE_OFFICER, Role.PROVINCE_LEADER})
_READERS = OFFICES - {Role.ADMIN, Role.ADVISORY_MEMBER} | {Role.PRODUCER}

POLICIES: tuple[Policy, ...] = (
    Policy("certificates:list", _READERS, scope="own producer's, or one's unit's"),
    Policy("certificates:certificate", _READERS, scope="as certificates:list"),
    Policy("certificates:decisions", _PROVINCE, scope="one's province"),
    Policy("certificates:decision", _PROVINCE, FORM, scope="one's province"),
    Policy(
        "certificates:draft",
        frozenset({Role.PROVINCE_OFFICER}),
        WRITE,
        scope="concluded sessions of one's province",
    ),
    Policy(
        "certificates:revoke",
        frozenset({Role.PROVINCE_LEADER}),
        FORM,
        scope="certificates of one's province",
    ),
)


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
