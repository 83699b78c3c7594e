"""What both offices do with a dossier: check its papers, send it back with one list."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from saolang.audit import ledger
from saolang.dossiers import check_list, policies, transitions
from saolang.dossiers.check_list import Row
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
from saolang.people.queries import helpers_of, members_of, officers_of

Check = check_list.Check
Part = check_list.Part


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
    part: Part = Part.PAPERS,
    at: datetime,
) -> str:
    """Note what an office found on one half; returns the new mark of that half.

    `seen` is the mark of the list as the officer saw it: a list that a colleague has
    changed since is not overwritten.
    """
    dossier = transitions.locked(dossier)
    access.require(policies.may_check(actor, dossier, office.level))
    transitions.require_status(dossier, office.checking)
    rows = check_list.part_rows(part, dossier, office, local_date(at))
    if unknown := findings.keys() - {row.key for row in rows}:
        raise RuleViolation(
            "checks.unknown_line",
            "Danh mục không có dòng “%(line)s”.",
            line=min(unknown),
        )
    known = check_list.of_part(part, queries.checks_of(dossier, office))
    if check_list.mark(known) != seen:
        raise RuleViolation(
            "checks.changed_meanwhile",
            "Đồng nghiệp vừa sửa danh mục này. Phần bạn ghi vẫn còn ở đây: xem lại với"
            " bản mới rồi lưu lần nữa.",
        )
    for line, finding in findings.items():
        _note(actor, dossier, office, line, finding, known.get(line), at)
    noted = check_list.of_part(part, queries.checks_of(dossier, office))
    return check_list.mark(noted)


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
    found = check_list.wanting(dossier, office, local_date(at))
    listed = _points(items, found)
    if not listed:
        raise RuleViolation(
            "supplement.empty",
            "Hãy nêu ít nhất một nội dung cần bổ sung.",
            field="more",
        )
    _refuse_left_out(listed, found)
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


def _points(
    items: Sequence[Mapping[str, str]], found: Sequence[Row]
) -> list[dict[str, str]]:
    """What is sent back: lines of the check as they stand there, the rest as typed."""
    rows = {row.key: row for row in found}
    return [
        check_list.point(rows[line])
        if (line := item.get("line", "")) in rows
        else {"line": line, "text": text}
        for item in items
        if (text := clean(item["text"]))
    ]


def _refuse_left_out(listed: Sequence[Mapping[str, str]], found: Sequence[Row]) -> None:
    """The list is complete: whatever the check list found wanting is on it."""
    there = {item["line"] for item in listed}
    left_out = [row.line.title for row in found if row.key not in there]
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
    producer = dossier.product.producer
    notifications.tell(
        recipients=[*members_of(producer), *helpers_of(producer)],
        kind="dossier.returned",
        values=values,
        url=dossier.get_absolute_url(),
        about=f"supplement:{request.pk}",
    )
    if office is PROVINCE:
        notifications.tell(
            recipients=officers_of(dossier.commune, *COMMUNE.officers),
            kind="dossier.returned",
            values=values,
            url=COMMUNE.address("dossier", dossier),
            about=f"supplement:{request.pk}",
        )
