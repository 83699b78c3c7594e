"""Every act leaves a trail, in the same transaction, without personal data (T-51)."""

import uuid

import pytest
from django.db import models, transaction
from django.db.transaction import TransactionManagementError
from hypothesis import given
from hypothesis import strategies as st

from saolang.audit import ledger
from saolang.audit.models import Entry
from tests import make

values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=10,
)


@pytest.mark.django_db
def test_an_act_is_recorded_with_its_pseudonym_and_subject():
    person, place = make.user(), make.province()

    entry = ledger.record(
        actor=person.pseudonym, verb="place.looked_at", subject=place, digest="d" * 64
    )

    kept = Entry.objects.get()
    assert kept == entry
    assert kept.actor == person.pseudonym
    assert (kept.subject_kind, kept.subject_id) == (
        "geography.adminunit",
        str(place.pk),
    )
    assert kept.sequence is None  # given by the sealer, later


@pytest.mark.django_db
def test_the_trail_of_a_change_that_failed_is_gone_with_it():
    place = make.province("Tên cũ")
    with transaction.atomic():
        place.name = "Tên mới"
        place.save()
        ledger.record(actor=None, verb="place.renamed", subject=place)
        transaction.set_rollback(True)

    place.refresh_from_db()
    assert place.name == "Tên cũ"
    assert not Entry.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_nothing_is_recorded_outside_a_transaction():
    place = make.province()

    with pytest.raises(TransactionManagementError):
        ledger.record(actor=None, verb="place.renamed", subject=place)

    assert not Entry.objects.exists()


def test_the_ledger_has_no_room_for_personal_data():
    columns = {field.name: field for field in Entry._meta.get_fields()}

    assert set(columns) == {
        "id",
        "at",
        "verb",
        "actor",
        "subject_kind",
        "subject_id",
        "digest",
        "sequence",
    }
    assert isinstance(columns["actor"], models.UUIDField)
    assert columns["digest"].max_length == 64
    assert not any(field.is_relation for field in columns.values())


@given(st.dictionaries(st.text(), values))
def test_the_same_value_has_the_same_bytes_in_any_order(value):
    turned = dict(reversed(value.items()))

    assert ledger.canonical(value) == ledger.canonical(turned)


@given(values)
def test_a_digest_says_nothing_without_its_salt(value):
    salt, other = uuid.uuid4().hex, uuid.uuid4().hex

    assert ledger.salted_digest(value, salt) == ledger.salted_digest(value, salt)
    assert ledger.salted_digest(value, salt) != ledger.salted_digest(value, other)
