"""A list sent back is answered point by point, and each point is settled."""

from collections.abc import Collection, Mapping
from datetime import datetime

from django.db import transaction

from saolang.audit import ledger
from saolang.dossiers import check_list, policies, transitions
from saolang.dossiers.models import (
    Dossier,
    PaperCheck,
    SupplementAnswer,
    SupplementRequest,
)
from saolang.dossiers.offices import Office
from saolang.dossiers.pages import points
from saolang.dossiers.queries import draft as queries
from saolang.dossiers.services.opening import open_draft
from saolang.kernel.errors import RuleViolation
from saolang.kernel.text import clean
from saolang.people import access
from saolang.people.models import User

LIMIT = 1000


@transaction.atomic
def answer(
    *,
    actor: User,
    dossier: Dossier,
    texts: Mapping[int, str],
    seen: str,
    at: datetime,
) -> None:
    """Keep what the producer says to each point; nobody's answer is written over.

    `seen` is the mark of the answers as they stood on the page.
    """
    dossier = open_draft(actor, dossier)
    request = queries.asked_for(dossier)
    if request is None:
        raise RuleViolation("answer.nothing_asked", "Không có danh sách nào đang chờ.")
    found = points.of_request(dossier, request)
    if points.mark(found) != seen:
        raise RuleViolation(
            "answer.changed_meanwhile",
            "Người khác vừa trả lời danh sách này. Phần bạn viết vẫn còn ở đây: xem lại"
            " rồi lưu lần nữa.",
        )
    for point in found:
        text = clean(texts.get(point.number, ""))
        if len(text) > LIMIT:
            raise RuleViolation(
                "answer.too_long",
                "Câu trả lời dài %(length)s chữ, tối đa %(limit)s. Hãy rút gọn.",
                field=f"answer_{point.number}",
                length=len(text),
                limit=LIMIT,
            )
        if text != (point.answer.text if point.answer else ""):
            _write(actor, request, point.number, text, at)


@transaction.atomic
def settle(
    *,
    actor: User,
    dossier: Dossier,
    office: Office,
    numbers: Collection[int],
    at: datetime,
) -> None:
    """Tick the points that are done; the lines they came from are in order again."""
    dossier = transitions.locked(dossier)
    access.require(policies.may_check(actor, dossier, office.level))
    transitions.require_status(dossier, office.checking)
    request = queries.asked_last(dossier, office)
    if request is None:
        raise RuleViolation("answer.nothing_asked", "Không có danh sách nào đang chờ.")
    before = set(request.settled)
    wanted = {str(n) for n in numbers if n < len(request.items)}
    request.settled = {
        number: request.settled.get(number, at.isoformat()) for number in sorted(wanted)
    }
    request.save(update_fields=["settled"])
    for number in sorted(wanted - before):
        _put_in_order(actor, dossier, office, request.items[int(number)], at)
    if wanted != before:
        ledger.record(actor=actor.pseudonym, verb="supplement.settled", subject=dossier)


def require_met(dossier: Dossier) -> None:
    """Refuse to hand in again while a point has neither a word nor a change."""
    request = queries.asked_for(dossier)
    if request is None:
        return
    left = [p for p in points.of_request(dossier, request) if not p.is_met]
    if left:
        raise RuleViolation(
            "supplement.unanswered",
            "Còn %(count)s điểm cơ quan yêu cầu mà bạn chưa sửa và chưa trả lời.",
            count=len(left),
        )


def _write(
    actor: User, request: SupplementRequest, number: int, text: str, at: datetime
) -> None:
    SupplementAnswer.objects.update_or_create(
        request=request,
        item=number,
        defaults={"text": text, "answered_by": actor, "answered_at": at},
    )
    ledger.record(
        actor=actor.pseudonym, verb="supplement.answered", subject=request.dossier
    )


def _put_in_order(
    actor: User,
    dossier: Dossier,
    office: Office,
    item: Mapping[str, str],
    at: datetime,
) -> None:
    if not item.get("line"):
        return
    PaperCheck.objects.filter(
        dossier=dossier, level=office.level, line=item["line"]
    ).update(state=check_list.Check.OK, note="", checked_by=actor, checked_at=at)
