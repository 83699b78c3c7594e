"""What officers of a commune, a province and the ministry see."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import (
    Case,
    Count,
    F,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)

from saolang.criteria import library
from saolang.criteria.pack import SetEntry
from saolang.dossiers.models import (
    CommuneReport,
    Dossier,
    EvidenceLink,
    PaperCheck,
    Receipt,
    Snapshot,
    Status,
    SupplementRequest,
)
from saolang.dossiers.offices import COMMUNE, PROVINCE, Office
from saolang.evidence.models import Evidence
from saolang.files.models import StoredFile
from saolang.geography.models import AdminUnit
from saolang.kernel.text import fold
from saolang.people import access
from saolang.people.models import User

RECOGNISED = (Status.RECOGNISED, Status.RESULT_APPROVED_5)
ENDED = (*RECOGNISED, Status.NOT_RECOGNISED, Status.DISQUALIFIED, Status.WITHDRAWN)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What an officer looks for in a work list; empty means everything."""

    text: str = ""
    status: str = ""
    kind: str = ""
    set_slug: str = ""
    commune_id: int | None = None


@dataclass(frozen=True, slots=True)
class ProvinceCount:
    """How many dossiers of one province stand where."""

    province: AdminUnit
    open: int
    recognised: int
    total: int


def seen_by(user: User, office: Office) -> QuerySet[Dossier]:
    """Dossiers that have reached the offices where `user` works."""
    reached = (
        Q(filed_at__isnull=False)
        if office is COMMUNE
        else Q(commune_report__forwarded_at__isnull=False)
    )
    units = access.standing(user).units(*office.staff)
    rows = Dossier.objects.filter(reached).select_related(
        "product__producer", "commune__parent", "commune_report"
    )
    return access.within(rows, "commune", units)


def work_list(user: User, office: Office, wanted: Wanted) -> QuerySet[Dossier]:
    """The dossiers an officer looks for, most urgent first."""
    rows = _narrowed(seen_by(user, office), wanted)
    receipt = Receipt.objects.filter(
        dossier=OuterRef("pk"), level=office.level
    ).order_by("-received_at", "-pk")
    held = Q(status__in=office.in_hand)
    return rows.annotate(
        urgency=Case(
            When(held, then=Value(0)),
            When(status=office.returned, then=Value(1)),
            default=Value(2),
            output_field=IntegerField(),
        ),
        held_until=Case(When(held, then=Subquery(receipt.values("due_on")[:1]))),
        held_since=Case(When(held, then=F("status_since"))),
    ).order_by(
        "urgency",
        F("held_until").asc(nulls_last=True),
        F("held_since").asc(nulls_last=True),
        F("status_since").desc(nulls_last=True),
        "pk",
    )


def _narrowed(rows: QuerySet[Dossier], wanted: Wanted) -> QuerySet[Dossier]:
    exact = {
        "status": wanted.status,
        "kind": wanted.kind,
        "set_slug": wanted.set_slug,
        "commune_id": wanted.commune_id,
    }
    rows = rows.filter(**{name: value for name, value in exact.items() if value})
    if not wanted.text:
        return rows
    named = rows.values_list(
        "pk", "product__name", "product__producer__name", "product_code"
    )
    sought = fold(wanted.text)
    return rows.filter(
        pk__in=[pk for pk, *names in named if sought in fold(" ".join(names))]
    )


def to_sign(user: User) -> QuerySet[Dossier]:
    """Dossiers whose commune report waits for the signature of `user`."""
    return (
        seen_by(user, COMMUNE)
        .filter(
            status=COMMUNE.checking,
            commune_report__proposed_at__isnull=False,
            commune_report__signed_at=None,
        )
        .order_by("commune_report__proposed_at", "pk")
    )


def counts(user: User, office: Office) -> dict[str, int]:
    """How many dossiers of an office stand in each state."""
    found = (
        seen_by(user, office)
        .order_by("status")
        .values_list("status")
        .annotate(Count("pk"))
    )
    return dict(found)


def communes_of(user: User) -> list[AdminUnit]:
    """The communes that sent dossiers to the province of `user`, by name."""
    seen = seen_by(user, PROVINCE).order_by().values("commune")
    return list(AdminUnit.objects.filter(pk__in=seen).order_by("folded", "pk"))


def sets_of(user: User) -> list[SetEntry]:
    """The product sets of the dossiers that the province of `user` has, by number."""
    seen = seen_by(user, PROVINCE).order_by().values_list("pack_id", "set_slug")
    found = {slug: library.load(pack).entry(slug) for pack, slug in seen.distinct()}
    return sorted((e for e in found.values() if e), key=lambda entry: entry.number)


def latest_receipts(dossiers: Iterable[Dossier], office: Office) -> dict[int, Receipt]:
    """The last receipt of this office for each dossier, by dossier id."""
    found = Receipt.objects.filter(
        dossier__in=[d.pk for d in dossiers], level=office.level
    ).order_by("received_at", "pk")
    return {receipt.dossier_id: receipt for receipt in found}


def latest_snapshot(dossier: Dossier) -> Snapshot:
    """What the producer handed over last."""
    return dossier.snapshots.order_by("-number")[0]


def links_of(dossier: Dossier) -> list[EvidenceLink]:
    """The papers of a dossier, with their files."""
    found = dossier.links.select_related("evidence__file")
    return list(found.order_by("criterion", "evidence__title", "pk"))


def handed_over(dossier: Dossier, snapshot: Snapshot) -> list[EvidenceLink]:
    """The papers of a hand-over: which file, noted how, for what, as it was then.

    Built from the snapshot alone: what a producer adds, replaces, corrects or takes out
    later stays out of sight until it is handed in. These rows are read, never saved.
    """
    noted = {entry["evidence"]: entry for entry in snapshot.files}
    files = StoredFile.objects.in_bulk({entry["file"] for entry in noted.values()})
    papers = Evidence.objects.in_bulk(noted)
    used = [
        EvidenceLink(
            dossier=dossier,
            evidence=_as_noted(papers[entry["evidence"]], entry, files[entry["file"]]),
            **use,
        )
        for entry in noted.values()
        for use in uses_of(entry)
    ]
    return sorted(used, key=lambda u: (u.criterion, u.evidence.title, u.evidence_id))


def last_with(dossier: Dossier, paper_id: int) -> Snapshot | None:
    """The newest hand-over of a dossier in which a paper stands."""
    for snapshot in dossier.snapshots.order_by("-number"):
        if any(entry["evidence"] == paper_id for entry in snapshot.files):
            return snapshot
    return None


def uses_of(entry: Mapping[str, Any]) -> list[dict[str, str]]:
    """What a paper is used for; a hand-over of before this was noted names criteria."""
    old = [{"criterion": c, "pages": "", "proves": ""} for c in entry["criteria"]]
    return list(entry.get("uses", old))


def _as_noted(paper: Evidence, then: Mapping[str, Any], file: StoredFile) -> Evidence:
    """Show a paper as a snapshot kept it; the row itself is not written."""
    paper.file = file
    paper.kind, paper.title = then["kind"], then["title"]
    paper.number, paper.issuer = then["number"], then["issuer"]
    paper.issued_on, paper.valid_until = (
        date.fromisoformat(then[name]) if then[name] else None
        for name in ("issued_on", "valid_until")
    )
    return paper


def checks_of(dossier: Dossier, office: Office) -> dict[str, PaperCheck]:
    """What an office found on the check list of papers, by line."""
    found = dossier.paper_checks.filter(level=office.level).order_by("line", "pk")
    return {check.line: check for check in found}


def supplements_of(dossier: Dossier) -> list[SupplementRequest]:
    """Every list of missing things sent back with the dossier, newest first."""
    return list(dossier.supplements.order_by("-requested_at", "-pk"))


def report_of(dossier: Dossier) -> CommuneReport | None:
    """The commune's report on a dossier, if it has begun one."""
    return CommuneReport.objects.filter(dossier=dossier).first()


def by_province() -> list[ProvinceCount]:
    """Forwarded dossiers counted by province, the largest first."""
    found = (
        Dossier.objects.filter(commune_report__forwarded_at__isnull=False)
        .order_by()
        .values("commune__parent")
        .annotate(
            total=Count("pk"),
            open=Count("pk", filter=~Q(status__in=ENDED)),
            recognised=Count("pk", filter=Q(status__in=RECOGNISED)),
        )
    )
    units = AdminUnit.objects.in_bulk([row["commune__parent"] for row in found])
    rows = [
        ProvinceCount(
            units[row["commune__parent"]], row["open"], row["recognised"], row["total"]
        )
        for row in found
    ]
    return sorted(rows, key=lambda row: (-row.total, row.province.code))
