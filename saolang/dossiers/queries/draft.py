"""What a producer sees of its dossiers, and who else may read one."""

from django.db.models import Q, QuerySet

from saolang.dossiers.models import Dossier, DraftStep, Status, SupplementRequest
from saolang.dossiers.offices import COMMUNE, PROVINCE, Office
from saolang.dossiers.queries.offices import ENDED, RECOGNISED, seen_by
from saolang.people import access
from saolang.people.models import Role, User
from saolang.products.models import Product

OPEN_TO_PRODUCER = (Status.DRAFT, Status.COMMUNE_RETURNED, Status.PROVINCE_RETURNED)
_AT_ADVISORY = (
    Status.ADVISORY_REVIEW,
    Status.ADVISORY_REPORTED,
    Status.COUNCIL_SCHEDULED,
    Status.COUNCIL_SCORING,
    Status.COUNCIL_CONCLUDED,
    Status.DECISION_PENDING,
    *RECOGNISED,
    Status.NOT_RECOGNISED,
    Status.DISQUALIFIED,
)


def own(user: User) -> QuerySet[Dossier]:
    """The dossiers of a person's producers, newest first."""
    return _read(
        Dossier.objects.filter(product__producer__in=access.standing(user).producer_ids)
    )


def visible_to(user: User) -> QuerySet[Dossier]:
    """Every dossier a person may read: as its producer, an office, an adviser, the
    ministry. Members of a council read through the session they sit in."""
    me = access.standing(user)
    reach = (
        Q(product__producer__in=me.producer_ids)
        | Q(pk__in=seen_by(user, COMMUNE).values("pk"))
        | Q(pk__in=seen_by(user, PROVINCE).values("pk"))
        | Q(
            status__in=_AT_ADVISORY,
            commune__parent__in=me.units(Role.ADVISORY_MEMBER),
        )
    )
    if me.has(Role.MINISTRY_OFFICER):
        reach |= Q(status__in=RECOGNISED)
    return _read(Dossier.objects.filter(reach))


def of_product(product: Product) -> QuerySet[Dossier]:
    """The dossiers of one product, newest first."""
    return _read(Dossier.objects.filter(product=product))


def open_of(product: Product) -> Dossier | None:
    """The dossier of a product that is still on its way."""
    return of_product(product).exclude(status__in=ENDED).first()


def last_recognised(product: Product) -> Dossier | None:
    """The dossier with which a product was recognised last."""
    return of_product(product).filter(status__in=RECOGNISED).first()


def step_of(dossier: Dossier, step: str) -> DraftStep:
    """Who saved a step last; version 0 when nobody has."""
    found = dossier.steps.filter(step=step).select_related("saved_by").first()
    return found or DraftStep(dossier=dossier, step=step)


def last_saved(dossier: Dossier) -> DraftStep | None:
    """The step that was saved last."""
    return dossier.steps.exclude(saved_at=None).order_by("-saved_at", "-pk").first()


def asked_for(dossier: Dossier) -> SupplementRequest | None:
    """The list an office sent back that still waits for an answer."""
    waiting = dossier.supplements.filter(answered_at=None)
    return waiting.order_by("-requested_at", "-pk").first()


def asked_last(dossier: Dossier, office: Office) -> SupplementRequest | None:
    """The last list an office sent back."""
    found = dossier.supplements.filter(level=office.level)
    return found.order_by("-requested_at", "-pk").first()


def _read(dossiers: QuerySet[Dossier]) -> QuerySet[Dossier]:
    return dossiers.select_related("product__producer", "commune__parent").order_by(
        "-created_at", "-pk"
    )
