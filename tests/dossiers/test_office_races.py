"""Two officers at the same moment: one act each, one number each."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection
from django.utils import timezone

from saolang.dossiers.models import Dossier, Receipt, Status
from saolang.dossiers.services import commune, province
from saolang.kernel.errors import RuleViolation
from saolang.people.models import Role
from tests import make

pytestmark = pytest.mark.django_db(transaction=True)


def together(*acts):
    """Start all acts at one moment; each answers "done" or the code of its refusal."""
    start = Barrier(len(acts))

    def run(act):
        try:
            start.wait(timeout=20)
            act()
        except RuleViolation as refused:
            return refused.code
        finally:
            connection.close()
        return "done"

    with ThreadPoolExecutor(len(acts)) as pool:
        return sorted(pool.map(run, acts))


def act(verb, actor, dossier, **values):
    return lambda: verb(actor=actor, dossier=dossier, at=timezone.now(), **values)


def test_two_officers_take_the_same_dossier_in():
    dossier = make.dossier(Status.SUBMITTED_COMMUNE)
    officers = [make.user(Role.COMMUNE_OFFICER, dossier.commune) for _ in range(2)]

    answers = together(*(act(commune.take_in, each, dossier) for each in officers))

    assert answers == ["done", "dossier.wrong_state"]


def test_two_officers_receive_the_same_dossier():
    dossier = make.dossier(Status.SUBMITTED_PROVINCE)
    land = dossier.commune.parent
    officers = [make.user(Role.PROVINCE_OFFICER, land) for _ in range(2)]

    answers = together(*(act(province.receive, each, dossier) for each in officers))

    assert answers == ["done", "dossier.wrong_state"]
    assert Receipt.objects.filter(level="province").count() == 1


def test_codes_given_at_the_same_moment_differ():
    maker = make.producer()
    leader = make.user(Role.COMMUNE_LEADER, maker.commune)
    dossiers = [
        make.dossier(Status.COMMUNE_REVIEW, product=make.product(producer=maker))
        for _ in range(3)
    ]
    for dossier in dossiers:
        make.commune_report(dossier, proposed_at=timezone.now())

    answers = together(
        *(act(commune.sign_report, leader, each, version=1) for each in dossiers)
    )

    codes = Dossier.objects.order_by("product_code").values_list(
        "product_code", flat=True
    )
    assert answers == ["done"] * 3
    assert [code.split("-")[2] for code in codes] == ["1", "2", "3"]
