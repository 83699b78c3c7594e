"""Who may reach accounts and producers, and who may change them."""

from saolang.geography.models import AdminUnit
from saolang.people.access import (
    FORM,
    HELPING_OFFICES,
    READ,
    WRITE,
    Policy,
    covers,
    standing,
    within,
)
from saolang.people.models import (
    Assignment,
    Mandate,
    Producer,
    ProducerMember,
    Role,
    User,
)

COMMUNE_ROLES = frozenset({Role.COMMUNE_OFFICER, Role.COMMUNE_LEADER})
CHECKERS = COMMUNE_ROLES | {Role.PROVINCE_OFFICER, Role.PROVINCE_LEADER}
HELPERS = frozenset({Role.COMMUNE_OFFICER, Role.PROVINCE_OFFICER})
REGISTRARS = frozenset({Role.ADMIN, Role.PROVINCE_OFFICER})
PRODUCER = frozenset({Role.PRODUCER})
_MANDATE = "mandates of one's own producers, or one's own"

POLICIES: tuple[Policy, ...] = (
    Policy("people:sign_in", methods=FORM, public=True, scope="locked after failures"),
    Policy("people:sign_out", methods=WRITE, public=True),
    Policy("people:register", methods=FORM, public=True),
    Policy("people:forgotten", methods=FORM, public=True, scope="same answer for all"),
    Policy("people:reset", methods=FORM, public=True, scope="the link's own account"),
    Policy("people:code", methods=FORM, public=True, scope="the code's own account"),
    Policy("people:invitation", methods=FORM, public=True, scope="holder of the link"),
    Policy("people:account", methods=FORM, any_account=True, scope="own account"),
    Policy("people:password", methods=FORM, any_account=True, scope="own account"),
    Policy("people:consent", methods=WRITE, any_account=True, scope="own account"),
    Policy("people:communes", any_account=True),
    Policy("people:new_producer", methods=FORM, any_account=True, scope="no office"),
    Policy("people:producers", PRODUCER | CHECKERS, scope="own, or of the area"),
    Policy("people:producer", PRODUCER | CHECKERS, scope="own, or of the area"),
    Policy("people:reveal", PRODUCER | CHECKERS, WRITE, scope="own, or of the area"),
    Policy("people:edit_producer", PRODUCER, FORM, scope="own"),
    Policy("people:members", PRODUCER, scope="own"),
    Policy("people:invite", PRODUCER, WRITE, scope="own, as owner"),
    Policy("people:cancel_invitation", PRODUCER, WRITE, scope="own, as owner"),
    Policy("people:remove_member", PRODUCER, WRITE, scope="own, as owner"),
    Policy("people:helping", any_account=True, scope="mandates of one's own"),
    Policy("people:ask_to_help", HELPING_OFFICES, FORM, scope="producers of the area"),
    *(
        Policy(f"people:{name}", methods=methods, any_account=True, scope=_MANDATE)
        for name, methods in (
            ("mandate", READ),
            ("signed_consent", READ),
            ("agree", WRITE),
            ("agree_on_paper", WRITE),
            ("agree_by_code", WRITE),
            ("end_mandate", WRITE),
        )
    ),
    Policy("people:helped", HELPERS | {Role.ADMIN}, scope="people of the area"),
    Policy("people:issue_code", HELPERS | {Role.ADMIN}, FORM, scope="of the area"),
    Policy("people:users", REGISTRARS, scope="own province; admin all"),
    Policy("people:new_user", REGISTRARS, FORM, scope="own province; admin all"),
    Policy("people:user", REGISTRARS, scope="own province; admin all"),
    Policy("people:assign", REGISTRARS, WRITE, scope="own province; admin all"),
    Policy("people:end_assignment", REGISTRARS, WRITE, scope="own province; admin all"),
    Policy("people:suspend", REGISTRARS, WRITE, scope="own province; admin all"),
    Policy("people:reinstate", REGISTRARS, WRITE, scope="own province; admin all"),
)


def may_register_producer(user: User) -> bool:
    """An officer or council member must not own what the office judges."""
    return user.is_active and not standing(user).assignments


def may_edit_producer(user: User, producer: Producer) -> bool:
    return producer.pk in standing(user).member_producer_ids


def may_check_producer(user: User, producer: Producer) -> bool:
    """Members, and the offices that check who represents a producer."""
    return may_edit_producer(user, producer) or covers(
        standing(user).units(*CHECKERS), producer.commune
    )


def may_manage_members(user: User, producer: Producer) -> bool:
    return ProducerMember.objects.filter(
        producer=producer, user=user, is_owner=True, left_at=None
    ).exists()


def may_ask_to_help(user: User, producer: Producer) -> bool:
    """An officer or adviser of the producer's place who is no member of it."""
    mine = standing(user)
    return producer.pk not in mine.member_producer_ids and covers(
        mine.units(*HELPING_OFFICES), producer.commune
    )


def may_take_up(user: User, mandate: Mandate) -> bool:
    """The helper alone brings in the household's yes, while the office lasts."""
    return mandate.helper_id == user.pk and may_ask_to_help(user, mandate.producer)


def may_end_mandate(user: User, mandate: Mandate) -> bool:
    """The producer's owner at any time, and the helper."""
    return mandate.helper_id == user.pk or may_manage_members(user, mandate.producer)


def may_appoint(user: User, role: Role, unit: AdminUnit | None) -> bool:
    """The admin fills every office; a province officer those of its communes."""
    mine = standing(user)
    if mine.has(Role.ADMIN):
        return role != Role.PRODUCER
    return (
        role in COMMUNE_ROLES
        and unit is not None
        and unit.parent_id in mine.units(Role.PROVINCE_OFFICER)
    )


def may_suspend(user: User, person: User) -> bool:
    """Whoever could fill all of the person's offices; nobody suspends themselves."""
    if person == user:
        return False
    if standing(user).has(Role.ADMIN):
        return True
    offices = Assignment.objects.filter(user=person).select_related("unit")
    return bool(offices) and all(
        may_appoint(user, Role(office.role), office.unit) for office in offices
    )


def may_help(user: User) -> bool:
    """Who reads out codes to people of the area that forgot the password."""
    return standing(user).has(*HELPERS, Role.ADMIN)


def may_issue_code(user: User, person: User) -> bool:
    """The admin for anyone; an office for officers below it and producers' people."""
    if person == user or not person.is_active:
        return False
    mine = standing(user)
    if mine.has(Role.ADMIN):
        return True
    offices = Assignment.objects.current().filter(user=person).select_related("unit")
    if offices:
        return all(may_appoint(user, Role(o.role), o.unit) for o in offices)
    memberships = ProducerMember.objects.filter(user=person, left_at=None)
    return within(memberships, "producer__commune", mine.units(*HELPERS)).exists()
