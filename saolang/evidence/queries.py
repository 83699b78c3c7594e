"""Reads about papers that other files share."""

from django.db.models import QuerySet

from saolang.evidence.models import Evidence
from saolang.people import access
from saolang.people.models import Producer, User


def papers_of(user: User) -> QuerySet[Evidence]:
    """The papers of a person's producers, newest first."""
    ids = access.standing(user).producer_ids
    return _read(Evidence.objects.filter(producer__in=ids))


def of_producer(producer: Producer) -> QuerySet[Evidence]:
    """The papers of one producer, newest first."""
    return _read(Evidence.objects.filter(producer=producer))


def _read(papers: QuerySet[Evidence]) -> QuerySet[Evidence]:
    return papers.select_related("file", "producer").order_by("-created_at", "-pk")
