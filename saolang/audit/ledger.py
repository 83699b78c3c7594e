"""record(): the only way into the ledger, inside the business transaction."""

import hashlib
import json
import uuid
from typing import Any

from django.db import models, transaction

from saolang.audit.models import Entry


def canonical(value: Any) -> bytes:
    """Sorted keys, UTF-8, no spaces: the same value gives the same bytes."""
    return json.dumps(
        value, sort_keys=True, ensure_ascii=False, separators=(",", ":"), default=str
    ).encode()


def salted_digest(value: Any, salt: str) -> str:
    """SHA-256 of salt and canonical value; `salt` stays with the row it protects."""
    return hashlib.sha256(salt.encode() + b"\0" + canonical(value)).hexdigest()


def record(
    *,
    actor: uuid.UUID | None,
    verb: str,
    subject: models.Model,
    digest: str = "",
) -> Entry:
    """Note that `actor` (a pseudonym; None for the system) did `verb` to `subject`.

    Refuses to run outside a transaction: an act and its trail stand or fall together.
    """
    if not transaction.get_connection().in_atomic_block:
        raise transaction.TransactionManagementError("ledger.record() outside atomic")
    return Entry.objects.create(
        actor=actor,
        verb=verb,
        subject_kind=subject._meta.label_lower,
        subject_id=str(subject.pk),
        digest=digest,
    )
