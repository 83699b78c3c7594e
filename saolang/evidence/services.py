"""What a producer does with its papers, and the trail it leaves."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeAlias

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from saolang.audit import ledger
from saolang.evidence import policies, queries
from saolang.evidence.models import Evidence
from saolang.evidence.rules import catalogue
from saolang.files import arrivals
from saolang.files import services as files
from saolang.files.models import StoredFile, Upload
from saolang.kernel.calendar import local_date
from saolang.kernel.errors import RuleViolation
from saolang.kernel.text import clean
from saolang.people import access
from saolang.people.models import Producer, User
from saolang.products.models import ProductionSite

Source: TypeAlias = "UploadedFile[bytes] | Upload | StoredFile"


@dataclass(frozen=True, slots=True)
class Particulars:
    """What is printed on a paper, and the production site it speaks for."""

    kind: str
    title: str = ""
    number: str = ""
    issuer: str = ""
    issued_on: date | None = None
    valid_until: date | None = None
    site: ProductionSite | None = None

    def write(self, paper: Evidence) -> None:
        """Put the particulars into a row, in one spelling."""
        paper.kind = self.kind
        paper.title = clean(self.title) or catalogue.name_of(self.kind).text
        paper.number = clean(self.number)
        paper.issuer = clean(self.issuer)
        paper.issued_on = self.issued_on
        paper.valid_until = self.valid_until
        paper.site = self.site


class AlreadyKept(RuleViolation):
    """The same bytes are in the library, whatever the file is called this time."""

    def __init__(self, paper: Evidence) -> None:
        super().__init__(
            "evidence.already_kept",
            "Tệp này đã có trong giấy tờ của bạn: “%(title)s”. Không cần gửi lại.",
            field="file",
            title=paper.title,
        )
        self.paper = paper


@transaction.atomic
def add(
    *,
    actor: User,
    producer: Producer,
    upload: Source,
    particulars: Particulars,
    at: datetime,
) -> Evidence:
    """Keep a paper of a producer; its file is checked before anyone else sees it."""
    producer = Producer.objects.select_for_update().get(pk=producer.pk)
    access.require(policies.may_keep(actor, producer))
    _refuse_nonsense(particulars, producer, local_date(at))
    file = _file_of(actor, producer, upload, at)
    if twin := queries.with_bytes(producer, file.sha256):
        raise AlreadyKept(twin)
    return _kept(actor, Evidence(producer=producer, file=file), particulars)


@transaction.atomic
def replace(
    *,
    actor: User,
    paper: Evidence,
    upload: Source,
    particulars: Particulars,
    at: datetime,
) -> Evidence:
    """Keep a newer paper in the place of an older one, which stays as history."""
    producer = Producer.objects.select_for_update().get(pk=paper.producer_id)
    paper = Evidence.objects.select_for_update().get(pk=paper.pk)
    access.require(policies.may_keep(actor, producer))
    refuse_replaced(paper)
    _refuse_nonsense(particulars, producer, local_date(at))
    file = _file_of(actor, producer, upload, at)
    twin = queries.with_bytes(producer, file.sha256)
    if twin and (twin == paper or twin not in queries.chain_of(paper)):
        raise AlreadyKept(twin)
    newer = Evidence(producer=producer, file=file, replaces=paper)
    return _kept(actor, newer, particulars)


@transaction.atomic
def set_aside(*, actor: User, producer: Producer, upload: Upload) -> Evidence | None:
    """Keep nothing of a file that was sent; the paper with the same bytes, if any."""
    access.require(policies.may_keep(actor, producer))
    access.require(upload.folder == queries.folder_of(producer))
    twin = queries.with_bytes(producer, upload.file.sha256) if upload.file else None
    arrivals.discard(actor=actor, upload=upload)
    return twin


@transaction.atomic
def describe(
    *, actor: User, paper: Evidence, particulars: Particulars, at: datetime
) -> Evidence:
    """Correct what is noted of a paper; the file itself never changes."""
    paper = Evidence.objects.select_for_update().get(pk=paper.pk)
    access.require(policies.may_keep(actor, paper.producer))
    _refuse_nonsense(particulars, paper.producer, local_date(at))
    particulars.write(paper)
    paper.save()
    ledger.record(actor=actor.pseudonym, verb="evidence.described", subject=paper)
    return paper


def refuse_replaced(paper: Evidence) -> None:
    """Send whoever uses or replaces an old version to the one that took its place."""
    newer = queries.newest_of(paper)
    if newer != paper:
        raise RuleViolation(
            "evidence.replaced",
            "“%(title)s” đã được thay bằng bản gửi ngày %(day)s. Hãy mở bản mới ấy.",
            title=paper.title,
            day=f"{local_date(newer.created_at):%d/%m/%Y}",
        )


def _kept(actor: User, paper: Evidence, particulars: Particulars) -> Evidence:
    paper.added_by = actor
    particulars.write(paper)
    paper.save()
    ledger.record(
        actor=actor.pseudonym,
        verb="evidence.replaced" if paper.replaces_id else "evidence.added",
        subject=paper,
        digest=paper.file.sealed_digest,
    )
    return paper


def _file_of(
    actor: User, producer: Producer, upload: Source, at: datetime
) -> StoredFile:
    """The file of what was sent just now, of what arrived piece by piece before, or
    one we made."""
    if isinstance(upload, StoredFile):
        return upload
    if not isinstance(upload, Upload):
        return files.receive(actor=actor, upload=upload, at=at)
    access.require(upload.folder == queries.folder_of(producer))
    return arrivals.take(actor=actor, upload=upload, at=at)


def _refuse_nonsense(particulars: Particulars, producer: Producer, today: date) -> None:
    issued, until = particulars.issued_on, particulars.valid_until
    if particulars.kind not in catalogue.by_code():
        raise RuleViolation(
            "evidence.kind_unknown", "Hãy chọn loại giấy.", field="kind"
        )
    if particulars.site and particulars.site.producer_id != producer.pk:
        raise RuleViolation(
            "evidence.site_foreign", "Hãy chọn một nơi sản xuất của bạn.", field="site"
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
