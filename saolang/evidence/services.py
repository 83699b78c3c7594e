"""What a producer does with its papers, and the trail it leaves."""

from dataclasses import dataclass
from datetime import date, datetime

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from saolang.audit import ledger
from saolang.evidence import policies
from saolang.evidence.models import Evidence
from saolang.evidence.rules import catalogue
from saolang.files import services as files
from saolang.kernel.calendar import local_date
from saolang.kernel.errors import RuleViolation
from saolang.kernel.text import clean
from saolang.people import access
from saolang.people.models import Producer, User


@dataclass(frozen=True, slots=True)
class Particulars:
    """What is printed on a paper: its kind, number, issuer and dates."""

    kind: str
    title: str = ""
    number: str = ""
    issuer: str = ""
    issued_on: date | None = None
    valid_until: date | None = None

    def write(self, paper: Evidence) -> None:
        """Put the particulars into a row, in one spelling."""
        paper.kind = self.kind
        paper.title = clean(self.title) or catalogue.name_of(self.kind).text
        paper.number = clean(self.number)
        paper.issuer = clean(self.issuer)
        paper.issued_on = self.issued_on
        paper.valid_until = self.valid_until


@transaction.atomic
def add(
    *,
    actor: User,
    producer: Producer,
    upload: "UploadedFile[bytes]",
    particulars: Particulars,
    at: datetime,
) -> Evidence:
    """Keep a paper of a producer; its file is checked before anyone else sees it."""
    access.require(policies.may_keep(actor, producer))
    _refuse_nonsense(particulars, local_date(at))
    file = files.receive(actor=actor, upload=upload, at=at)
    paper = Evidence(producer=producer, file=file, added_by=actor)
    particulars.write(paper)
    paper.save()
    ledger.record(
        actor=actor.pseudonym,
        verb="evidence.added",
        subject=paper,
        digest=file.sealed_digest,
    )
    return paper


@transaction.atomic
def describe(
    *, actor: User, paper: Evidence, particulars: Particulars, at: datetime
) -> Evidence:
    """Correct what is noted of a paper; the file itself never changes."""
    paper = Evidence.objects.select_for_update().get(pk=paper.pk)
    access.require(policies.may_keep(actor, paper.producer))
    _refuse_nonsense(particulars, local_date(at))
    particulars.write(paper)
    paper.save()
    ledger.record(actor=actor.pseudonym, verb="evidence.described", subject=paper)
    return paper


def _refuse_nonsense(particulars: Particulars, today: date) -> None:
    issued, until = particulars.issued_on, particulars.valid_until
    if particulars.kind not in catalogue.by_code():
        raise RuleViolation(
            "evidence.kind_unknown", "Hãy chọn loại giấy.", field="kind"
        )
    if issued and issued > today:
        raise RuleViolation(
            "evidence.issued_later",
            "Ngày cấp ở sau hôm nay. Hãy xem lại ngày ghi trên giấy.",
            field="issued_on",
        )
    if issued and until and until < issued:
        raise RuleViolation(
            "evidence.ends_before_start",
            "Ngày hết hạn ở trước ngày cấp. Hãy xem lại hai ngày ghi trên giấy.",
            field="valid_until",
        )
