"""Hand-overs of a dossier, and the draft as if it were handed over now."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from saolang.dossiers import snapshots
from saolang.dossiers.models import Dossier, EvidenceLink, Snapshot
from saolang.evidence.models import Evidence


@dataclass(frozen=True, slots=True)
class Version:
    """The forms, ticks and papers of a dossier at one moment."""

    form01: dict[str, Any]
    form02: dict[str, Any]
    ticks: dict[str, Any]
    files: list[dict[str, Any]]


def of_snapshot(snapshot: Snapshot) -> Version:
    """What was handed over then."""
    content = snapshot.content
    return Version(
        content["form01"], content["form02"], content["ticks"], snapshot.files
    )


def of_draft(dossier: Dossier, links: Iterable[EvidenceLink]) -> Version:
    """What would be handed over now."""
    return Version(
        dossier.form01, dossier.form02, dossier.ticks, snapshots.entries(links)
    )


def handed_in(dossier: Dossier) -> QuerySet[Snapshot]:
    """Every hand-over of a dossier, the first one first."""
    return dossier.snapshots.select_related("taken_by").order_by("number")


def around(dossier: Dossier, at: datetime) -> tuple[Snapshot, Snapshot | None]:
    """The hand-over an office had before it at a moment, and the one after it."""
    found = list(handed_in(dossier))
    before = [each for each in found if each.taken_at <= at] or found[:1]
    after = [each for each in found if each.number > before[-1].number]
    return before[-1], after[0] if after else None


def replaced_by(*versions: Version) -> dict[int, int]:
    """Of the papers of some versions: which newer one replaced which elder one."""
    known = {file["evidence"] for version in versions for file in version.files}
    producers = Evidence.objects.filter(pk__in=known).values("producer")
    rows = Evidence.objects.filter(producer__in=producers, replaces__isnull=False)
    return dict(rows.values_list("pk", "replaces_id"))
