"""What both offices do with a dossier: check its papers, send it back with one list."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from saolang.audit import ledger
from saolang.dossiers import check_list, policies, transitions
from saolang.dossiers.models import (
    CommuneReport,
    Dossier,
    PaperCheck,
    SupplementRequest,
)
from saolang.dossiers.offices import COMMUNE, PROVINCE, Office
from saolang.dossiers.queries import offices as queries
from saolang.kernel.calendar import local_date
from saolang.kernel.errors import RuleViolation
from saolang.kernel.text import clean
from saolang.notifications import services as notifications
from saolang.people import access
from saolang.people.models import User
from saolang.people.queries import members_of, officers_of

Check = check_list.Check


@dataclass(frozen=True, slots=True)
class Finding:
    """An officer's word on one line of the check list."""

    state: Check
    note: str = ""


@transaction.atomic
def save_checks(
    *,
    actor: User,
    dossier: Dossier,
    office: Office,
    findings: Mapping[str, Finding],
    seen: str,
    at: datetime,
) -> str:
    """Note what an office found on the papers; returns the new mark of the list.

    `seen` is the mark of the list as the officer saw it: a list that a colleague has
    changed since is not overwritten.
    """
    dossier = transitions.locked(dossier)
    access.require(policies.may_check(actor, dossier, office.level))
    transitions.require_status(dossier, office.checking)
    links = queries.handed_over(dossier, queries.latest_snapshot(dossier))
    rows = check_list.rows(dossier, office, links, local_date(at))
    if unknown := findings.keys() - {row.key for row in rows}:
        raise RuleViolation(
            "checks.unknown_line",
            "Danh mục không có dòng “%(line)s”.",
            line=min(unknown),
        )
    known = queries.checks_of(dossier, office)
    if check_list.mark(known) != seen:
        raise RuleViolation(
            "checks.changed_meanwhile",
            "Đồng nghiệp vừa sửa danh mục này. Phần bạn ghi vẫn còn ở đây: xem lại với"
            " bản mới rồi lưu lần nữa.",
        )
    for line, finding in findings.items():
        _note(actor, dossier, office, line, finding, known.get(line), at)
    return check_list.mark(queries.checks_of(dossier, office))


def _note(
    actor: User,
    dossier: Dossier,
    office: Office,
    line: str,
    finding: Finding,
    before: PaperCheck | None,
    at: datetime,
) -> None:
    note = clean(finding.note)
    said = (before.state, before.note) if before else (Check.UNSEEN, "")
    if said == (finding.state, note):
        return
    PaperCheck.objects.update_or_create(
        dossier=dossier,
        level=office.level,
        line=line,
        defaults={
            "state": finding.state,
            "note": note,
            "checked_by": actor,
            "checked_at": at,
        },
    )


@transaction.atomic
def return_dossier(
    *,
    actor: User,
    dossier: Dossier,
    office: Office,
    items: Sequence[Mapping[str, str]],
    answer_by: date,
    note: str = "",
    at: datetime,
) -> SupplementRequest:
    """Send a dossier back to its producer with one complete list of what is missing.

    An item is `{"line": key of the check list or "", "text": what is missing}`.
    """
    dossier = transitions.locked(dossier)
    access.require(policies.may_check(actor, dossier, office.level))
    transitions.require_status(dossier, office.checking)
    listed = [
        {"line": item.get("line", ""), "text": text}
        for item in items
        if (text := clean(item["text"]))
    ]
    if not listed:
        raise RuleViolation(
            "supplement.empty",
            "Hãy nêu ít nhất một nội dung cần bổ sung.",
            field="more",
        )
    _refuse_left_out(dossier, office, listed, at)
    if answer_by <= local_date(at):
        raise RuleViolation(
            "supplement.date_passed",
            "Hạn bổ sung phải sau hôm nay.",
            field="answer_by",
        )
    request = SupplementRequest.objects.create(
        dossier=dossier,
        level=office.level,
        items=listed,
        note=clean(note),
        answer_by=answer_by,
        requested_by=actor,
        requested_at=at,
    )
    if office is COMMUNE:
        CommuneReport.objects.filter(dossier=dossier).update(proposed_at=None)
    transitions.move(
        actor=actor,
        dossier=dossier,
        to=office.returned,
        at=at,
        digest=ledger.salted_digest(listed, queries.latest_snapshot(dossier).salt),
    )
    _tell_of_return(dossier, office, request)
    return request


def _refuse_left_out(
    dossier: Dossier, office: Office, listed: list[dict[str, str]], at: datetime
) -> None:
    """The list is complete: whatever the check list found wanting is on it."""
    links = queries.handed_over(dossier, queries.latest_snapshot(dossier))
    there = {item["line"] for item in listed}
    left_out = [
        row.line.title
        for row in check_list.rows(dossier, office, links, local_date(at))
        if row.wanting and row.key not in there
    ]
    if left_out:
        raise RuleViolation(
            "supplement.left_out",
            "Danh mục ghi chưa đạt mà danh sách trả không có: %(lines)s. Hãy nêu đủ một"
            " lần, hoặc sửa lại danh mục.",
            field="items",
            lines="; ".join(left_out),
        )


def _tell_of_return(
    dossier: Dossier, office: Office, request: SupplementRequest
) -> None:
    values = {
        "product": dossier.product.name,
        "office": office.unit_of(dossier).full_name,
        "items": "\n".join(f"– {item['text']}" for item in request.items),
        "answer_by": f"{request.answer_by:%d/%m/%Y}",
        "note": request.note,
    }
    notifications.tell(
        recipients=members_of(dossier.product.producer),
        kind="dossier.returned",
        values=values,
        url=dossier.get_absolute_url(),
    )
    if office is PROVINCE:
        notifications.tell(
            recipients=officers_of(dossier.commune, *COMMUNE.officers),
            kind="dossier.returned",
            values=values,
            url=COMMUNE.address("dossier", dossier),
        )
