"""Reads about people that other files share."""

from collections.abc import Collection

from django.core import signing
from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from saolang.geography.models import AdminUnit
from saolang.kernel.text import clean
from saolang.people.access import HELPING_OFFICES, covers_q, standing, within
from saolang.people.models import (
    INVITATION_SIGNER,
    Assignment,
    Consent,
    Invitation,
    Mandate,
    Producer,
    ProducerMember,
    Role,
    User,
)
from saolang.people.policies import CHECKERS, COMMUNE_ROLES, HELPERS
from saolang.people.rules import login as logins


def account_called(login: str) -> User | None:
    """The account whose e-mail or phone number is `login`, active or not."""
    key = logins.key(login)
    if not key:
        return None
    if "@" in key:
        return User.objects.filter(email__iexact=key).first()
    return User.objects.filter(phone=key).first()


def officers_of(unit: AdminUnit, *roles: Role) -> QuerySet[User]:
    """Active accounts that hold one of `roles` at the unit today."""
    held = Assignment.objects.current().filter(
        user=OuterRef("pk"), unit=unit, role__in=roles
    )
    return User.objects.filter(Exists(held), is_active=True).order_by("full_name", "pk")


def members_of(producer: Producer) -> QuerySet[User]:
    """Active accounts that act for the producer today."""
    member = ProducerMember.objects.filter(
        user=OuterRef("pk"), producer=producer, left_at=None
    )
    return User.objects.filter(Exists(member), is_active=True).order_by(
        "full_name", "pk"
    )


def producers_for(user: User) -> QuerySet[Producer]:
    """The producers an account acts for, or that lie in its office's area."""
    mine = standing(user)
    return (
        Producer.objects.filter(
            Q(pk__in=mine.producer_ids) | covers_q("commune", mine.units(*CHECKERS))
        )
        .select_related("commune__parent")
        .order_by("name", "pk")
    )


def own_producers(user: User) -> QuerySet[Producer]:
    """The producers an account is a member of."""
    return (
        Producer.objects.filter(pk__in=standing(user).member_producer_ids)
        .select_related("commune__parent")
        .order_by("name", "pk")
    )


def producers_called(producers: QuerySet[Producer], text: str) -> QuerySet[Producer]:
    """Those whose name or representative holds what was typed."""
    typed = clean(text)
    if not typed:
        return producers
    return producers.filter(
        Q(name__icontains=typed) | Q(representative_name__icontains=typed)
    )


def memberships(producer: Producer) -> QuerySet[ProducerMember]:
    """Who acts for the producer today, owners first."""
    return (
        producer.members.filter(left_at=None)
        .select_related("user", "producer")
        .order_by("-is_owner", "joined_at", "pk")
    )


def mandates_of(producer: Producer) -> QuerySet[Mandate]:
    """Who helps the producer, asks to, or did, the latest first."""
    found = Mandate.objects.filter(producer=producer).select_related("helper", "paper")
    return found.order_by("-asked_at", "-pk")


def mandates_seen_by(user: User) -> QuerySet[Mandate]:
    """Mandates a person holds, or gives as a member of the producer."""
    mine = standing(user).member_producer_ids
    found = Mandate.objects.filter(Q(helper=user) | Q(producer__in=mine))
    return found.select_related(
        "producer__commune__parent", "helper", "agreed_by", "ended_by", "paper"
    ).order_by("-asked_at", "-pk")


def waiting_for_owner(user: User) -> QuerySet[Mandate]:
    """Requests to help that wait for this owner's word."""
    owned = ProducerMember.objects.filter(user=user, is_owner=True, left_at=None)
    return (
        Mandate.objects.filter(
            producer__in=owned.values("producer"), agreed_at=None, ended_at=None
        )
        .select_related("producer", "helper")
        .order_by("asked_at", "pk")
    )


def helpers_of(producer: Producer) -> QuerySet[User]:
    """Active accounts that write for the producer today without being its members.

    Who asked by virtue of an office does so while that office covers the place.
    """
    place = producer.commune
    office = Assignment.objects.current().filter(
        user=OuterRef("helper"),
        role__in=HELPING_OFFICES,
        unit__in=[place.pk, place.parent_id],
    )
    held = Mandate.objects.live().filter(
        Q(way=Mandate.Way.INVITED) | Exists(office),
        helper=OuterRef("pk"),
        producer=producer,
    )
    return User.objects.filter(Exists(held), is_active=True).order_by("full_name", "pk")


def has_helped(user: User, producer: Producer) -> bool:
    """Whether a person ever wrote for the producer with its consent."""
    return producer.mandates.filter(helper=user, agreed_at__isnull=False).exists()


def involved_with(users: Collection[User]) -> set[tuple[int, int]]:
    """(producer, user) of everyone who acts or acted for a producer, or helped it."""
    members = ProducerMember.objects.filter(user__in=users)
    helped = Mandate.objects.filter(helper__in=users, agreed_at__isnull=False)
    return {
        *members.values_list("producer_id", "user_id"),
        *helped.values_list("producer_id", "helper_id"),
    }


def may_be_helped_by(user: User) -> QuerySet[Producer]:
    """Producers of the area of an officer or adviser."""
    area = standing(user).units(*HELPING_OFFICES)
    return within(
        Producer.objects.select_related("commune__parent"), "commune", area
    ).order_by("name", "pk")


def live_consent(user: User) -> Consent | None:
    """The consent a person gave and has not taken back."""
    return user.consents.filter(withdrawn_at=None).order_by("-given_at", "pk").first()


def publishes_contact(producer: Producer) -> bool:
    """Whether an owner agreed to show the producer's phone and e-mail to the public."""
    return Consent.objects.filter(
        withdrawn_at=None,
        user__memberships__producer=producer,
        user__memberships__is_owner=True,
        user__memberships__left_at=None,
    ).exists()


def invitation_behind(token: str) -> Invitation | None:
    """The invitation a link carries, whatever its state; None for a forged link."""
    try:
        pk = INVITATION_SIGNER.unsign(token)
    except signing.BadSignature:
        return None
    return Invitation.objects.select_related("producer").filter(pk=pk).first()


def open_invitations(producer: Producer) -> QuerySet[Invitation]:
    """Invitations nobody has accepted or taken back yet."""
    return Invitation.objects.filter(
        producer=producer, accepted_at=None, cancelled_at=None
    ).order_by("-invited_at", "pk")


def accounts_for(user: User) -> QuerySet[User]:
    """Accounts whose offices one may give and end: all, or those of one's communes."""
    people = User.objects.order_by("full_name", "pk")
    mine = standing(user)
    if mine.has(Role.ADMIN):
        return people
    below = Assignment.objects.filter(
        user=OuterRef("pk"),
        role__in=COMMUNE_ROLES,
        unit__parent__in=mine.units(Role.PROVINCE_OFFICER),
    )
    return people.filter(Exists(below))


def helped_by(user: User) -> QuerySet[User]:
    """Accounts for which an officer may issue a one-time code."""
    people = User.objects.filter(is_active=True).exclude(pk=user.pk)
    people = people.order_by("full_name", "pk")
    mine = standing(user)
    if mine.has(Role.ADMIN):
        return people
    office = Assignment.objects.current().filter(user=OuterRef("pk"))
    below = Q(
        role__in=COMMUNE_ROLES, unit__parent__in=mine.units(Role.PROVINCE_OFFICER)
    )
    member = ProducerMember.objects.filter(
        covers_q("producer__commune", mine.units(*HELPERS)),
        user=OuterRef("pk"),
        left_at=None,
    )
    return people.filter(
        ~Exists(office) & Exists(member)
        | Exists(office.filter(below)) & ~Exists(office.exclude(below))
    )


def with_offices(people: QuerySet[User]) -> QuerySet[User]:
    """The same people with today's offices and units, in `offices_today`."""
    held = Assignment.objects.current().select_related("unit").order_by("pk")
    return people.prefetch_related(
        Prefetch("assignments", queryset=held, to_attr="offices_today")
    )


def matching(people: QuerySet[User], text: str) -> QuerySet[User]:
    """Those whose name, e-mail or phone number holds what was typed."""
    typed = clean(text)
    if not typed:
        return people
    found = Q(full_name__icontains=typed) | Q(email__icontains=typed)
    number = logins.key(typed)
    if number.startswith("+84"):
        found |= Q(phone=number)
    return people.filter(found)


def offices_of(person: User) -> QuerySet[Assignment]:
    """Every office a person holds or held, the latest first."""
    return person.assignments.select_related("unit__parent").order_by(
        "-starts_on", "-pk"
    )
