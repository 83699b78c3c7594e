"""How many queries a list takes with 1, 3 and 100 rows: the same, or it is a bug.

A list joins by its own function below: it makes the rows and says who looks where.
"""

from collections.abc import Callable

from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext, setup_test_environment

from saolang.people.models import User

SIZES = (1, 3, 100)
Prepare = Callable[[int], tuple[User | None, str]]
LISTS: dict[str, Prepare] = {}


def counts() -> dict[str, list[float]]:
    """Queries of each list at each size, on rows that are gone again afterwards."""
    setup_test_environment()
    return {
        name: [_queries(prepare, size) for size in SIZES]
        for name, prepare in LISTS.items()
    }


def _queries(prepare: Prepare, size: int) -> int:
    with transaction.atomic():
        visitor, address = prepare(size)
        client = Client()
        if visitor:
            client.force_login(visitor)
        client.get(address)  # caches and the session are filled
        with CaptureQueriesContext(connection) as captured:
            answer = client.get(address)
        transaction.set_rollback(True)
    if answer.status_code != 200:
        raise RuntimeError(f"{address} answered {answer.status_code}")
    return len(captured)
