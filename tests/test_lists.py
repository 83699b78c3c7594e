"""Every list asks the database as often for three rows as for one."""

import pytest

from bench import queries


@pytest.mark.django_db
@pytest.mark.parametrize("prepare", queries.LISTS, ids=lambda p: p.__name__)
def test_a_longer_list_costs_no_more_queries(prepare):
    assert queries.count(prepare, 3) == queries.count(prepare, 1)
