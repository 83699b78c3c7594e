"""How many queries a list takes with 1, 3 and 100 rows: the same, or it is a bug.

A list joins by its own function below: it makes so many rows and says who looks where.
"""

from collections.abc import Callable

from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from saolang.dossiers.models import Dossier, Status
from saolang.dossiers.services import notes
from saolang.evaluation.models import Position
from saolang.people.models import Producer, Role, User
from saolang.products.models import Product
from tests import make

SIZES = (1, 3, 100)
Look = tuple[User | None, str]


def home(rows: int) -> Look:
    for _ in range(rows):
        make.certificate()
    return None, reverse("web:home")


def catalogue(rows: int) -> Look:
    for _ in range(rows):
        make.certificate()
    return None, reverse("market:catalogue")


def own_products(rows: int) -> Look:
    maker = make.producer()
    _products_of(maker, rows)
    return make.owner_of(maker), reverse("products:mine")


def own_dossiers(rows: int) -> Look:
    maker = make.producer()
    for product in _products_of(maker, rows):
        make.dossier(product=product)
    return make.owner_of(maker), reverse("dossiers:mine")


def commune_work(rows: int) -> Look:
    place = make.commune()
    for product in _products_of(make.producer(commune=place), rows):
        make.dossier(Status.COMMUNE_REVIEW, product=product)
    officer = make.user(Role.COMMUNE_OFFICER, place)
    return officer, reverse("dossiers:commune_list")


def province_work(rows: int) -> Look:
    place = make.commune()
    for product in _products_of(make.producer(commune=place), rows):
        make.dossier(Status.PROVINCE_CHECK, product=product)
    officer = make.user(Role.PROVINCE_OFFICER, place.parent)
    return officer, reverse("dossiers:province_list")


def certificates(rows: int) -> Look:
    place = make.commune()
    for product in _products_of(make.producer(commune=place), rows):
        make.certificate(product)
    leader = make.user(Role.PROVINCE_LEADER, place.parent)
    return leader, reverse("certificates:list")


def session(rows: int) -> Look:
    made = make.open_session(rows)
    return make.seated(made, Position.SECRETARY), made.get_absolute_url()


def own_sheets(rows: int) -> Look:
    made = make.open_session(rows)
    return make.seated(made, Position.MEMBER), reverse("evaluation:sheets")


def own_papers(rows: int) -> Look:
    maker = make.producer()
    for product in _products_of(maker, rows):
        make.link(make.dossier(product=product), evidence=make.evidence(maker))
    return make.owner_of(maker), reverse("dossiers:library")


def arrived_files(rows: int) -> Look:
    maker = make.producer()
    for _ in range(rows):
        make.arrived(maker)
    return make.owner_of(maker), reverse("dossiers:inbox", args=[maker.pk])


def usable_papers(rows: int) -> Look:
    maker = make.producer()
    dossier = make.dossier(product=make.product(producer=maker))
    for _ in range(rows):
        make.evidence(maker)
    return make.owner_of(maker), reverse("dossiers:papers", args=[dossier.pk])


def uses_of_a_paper(rows: int) -> Look:
    maker = make.producer()
    paper = make.evidence(maker)
    for product in _products_of(maker, rows):
        make.link(make.dossier(product=product), evidence=paper)
    return make.owner_of(maker), reverse("dossiers:kept_paper", args=[paper.pk])


def helped_producers(rows: int) -> Look:
    helper = make.user()
    for _ in range(rows):
        make.mandate(make.producer(), helper)
    return helper, reverse("people:helping")


def conversation(rows: int) -> Look:
    dossier = make.dossier(Status.COMMUNE_REVIEW)
    for number in range(rows):
        notes.write(
            actor=make.user(Role.COMMUNE_OFFICER, dossier.commune),
            dossier=dossier,
            criterion="",
            text=f"Lời {number}",
            at=timezone.now(),
        )
    owner = make.owner_of(dossier.product.producer)
    return owner, reverse("dossiers:notes", args=[dossier.pk])


def who_did_what(rows: int) -> Look:
    look = conversation(rows)
    dossier = Dossier.objects.latest("pk")
    return look[0], reverse("dossiers:history", args=[dossier.pk])


LISTS: tuple[Callable[[int], Look], ...] = (
    home,
    catalogue,
    own_products,
    own_dossiers,
    own_papers,
    arrived_files,
    usable_papers,
    uses_of_a_paper,
    commune_work,
    province_work,
    certificates,
    session,
    own_sheets,
    helped_producers,
    conversation,
    who_did_what,
)


def counts(prepare: Callable[[int], Look]) -> list[float]:
    """Queries of one list at each size."""
    return [count(prepare, rows) for rows in SIZES]


def count(prepare: Callable[[int], Look], rows: int) -> int:
    """Queries of one list with so many rows, which are gone again afterwards."""
    with transaction.atomic():
        visitor, address = prepare(rows)
        client = Client(headers={"host": "127.0.0.1"})
        if visitor:
            client.force_login(visitor)
        client.get(address)  # fills caches and the session
        with CaptureQueriesContext(connection) as captured:
            answer = client.get(address)
        transaction.set_rollback(True)
    if answer.status_code != 200:
        raise RuntimeError(f"{address} answered {answer.status_code}")
    return len(captured)


def _products_of(maker: Producer, rows: int) -> list[Product]:
    return [make.product(producer=maker) for _ in range(rows)]
