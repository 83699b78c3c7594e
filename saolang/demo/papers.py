"""The papers producers hold: real files, drawn by the project, marked as samples."""

import json
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import typst
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction

from saolang.audit import ledger
from saolang.demo import photos
from saolang.demo.data import table
from saolang.demo.days import Days
from saolang.documents.pdf import FONTS
from saolang.dossiers.services import evidence as library
from saolang.evidence.models import Evidence
from saolang.evidence.rules import catalogue
from saolang.evidence.services import Particulars
from saolang.files import services as files
from saolang.files.models import StoredFile
from saolang.kernel.calendar import add_months
from saolang.kernel.text import slug
from saolang.people.models import User
from saolang.products.models import Product

SHEET = Path(__file__).parent / "papers.typ"


@dataclass
class Cabinet:
    """Every producer's papers; one of a producer serves all its dossiers."""

    days: Days
    kept: dict[tuple[int, str], Evidence] = field(default_factory=dict)
    printer: typst.Compiler = field(
        default_factory=lambda: typst.Compiler(
            str(SHEET), font_paths=[str(FONTS)], ignore_system_fonts=True
        )
    )

    def knows(self, kind: str) -> bool:
        return kind in table("papers")

    def paper(
        self, *, actor: User, product: Product, kind: str, before: date
    ) -> Evidence:
        """The paper of a kind that speaks for a product; drawn when first wanted."""
        described = table("papers")[kind]
        owner = product if described["of"] == "product" else product.producer
        key = (owner.pk, kind)
        if key not in self.kept:
            self.kept[key] = self._made(actor, product, kind, before)
        return self.kept[key]

    def renew(
        self, *, actor: User, product: Product, kind: str, at: datetime
    ) -> Evidence:
        """A newer paper in the place of one kept for the whole producer."""
        described = table("papers")[kind]
        issued = self.days.working(at.date() - timedelta(days=2), -1)
        particulars = self._particulars(product, kind, described, issued)
        sheet = self.sheet(product, particulars, described["lines"])
        renewed = library.replace(
            actor=actor,
            paper=self.kept[product.producer_id, kind],
            upload=SimpleUploadedFile(
                f"{slug(particulars.title)}-{issued.year}.pdf", sheet, "application/pdf"
            ),
            particulars=particulars,
            at=at,
        ).paper
        self.kept[product.producer_id, kind] = checked(renewed, at)
        return renewed

    @transaction.atomic
    def _made(self, actor: User, product: Product, kind: str, before: date) -> Evidence:
        described = table("papers")[kind]
        issued = min(
            self.days.ago(described["age"] + product.pk % 23),
            self.days.working(before - timedelta(days=3), -1),
        )
        particulars = self._particulars(product, kind, described, issued)
        name = f"{slug(str(catalogue.name_of(kind)))[:40].strip('-')}"
        if described.get("picture"):
            content, media_type = photos.pack_shot(product), "image/jpeg"
        else:
            content = self.sheet(product, particulars, described["lines"])
            media_type = "application/pdf"
        file = files.store(
            actor=actor,
            name=f"{name}.{'jpg' if described.get('picture') else 'pdf'}",
            content=content,
            media_type=media_type,
            at=self.days.moment(before, 7),
        )
        paper = Evidence(producer=product.producer, file=file, added_by=actor)
        particulars.write(paper)
        paper.save()
        Evidence.objects.filter(pk=paper.pk).update(created_at=file.created_at)
        ledger.record(
            actor=actor.pseudonym,
            verb="evidence.added",
            subject=paper,
            digest=file.sealed_digest,
        )
        return paper

    def _particulars(
        self, product: Product, kind: str, described: Mapping[str, Any], issued: date
    ) -> Particulars:
        years = described.get("years")
        number = f"{_number(product, kind)}/{described['symbol']}-{issued.year}"
        return Particulars(
            kind=kind,
            title=_title(kind, product, described),
            number="" if described.get("picture") else number,
            issuer=described["issuer"].format(**_words(product)),
            issued_on=issued,
            valid_until=add_months(issued, 12 * years) if years else None,
        )

    def sheet(
        self, product: Product, particulars: Particulars, lines: list[str]
    ) -> bytes:
        until, issued = particulars.valid_until, particulars.issued_on
        words = _words(product) | {"year": str(issued.year if issued else "")}
        data = {
            "issuer": particulars.issuer,
            "number": particulars.number,
            "day": f"{_home(product)}, ngày {issued:%d/%m/%Y}",
            "title": particulars.title,
            "lines": [line.format(**words) for line in lines],
            "until": f"{until:%d/%m/%Y}" if until else "",
            "signer": "(người ký minh họa)",
        }
        made = self.printer.compile(
            format="pdf", sys_inputs={"data": json.dumps(data, ensure_ascii=False)}
        )
        if not isinstance(made, bytes):
            raise TypeError("one PDF is expected of a sheet")
        return made


def check_at(file: StoredFile, at: datetime) -> None:
    """Have a file looked at in its own process, as of the moment it was sent."""
    files.check(file)
    StoredFile.objects.filter(pk=file.pk).update(checked_at=at)
    if file.refusal_code:
        files.mark_told(file=file, at=at)


def checked(paper: Evidence, at: datetime) -> Evidence:
    """The paper after the real check of its file, dated when it was sent."""
    check_at(paper.file, at)
    Evidence.objects.filter(pk=paper.pk).update(created_at=at)
    return paper


def _number(product: Product, kind: str) -> int:
    """A number that stays the same for the same paper."""
    return zlib.crc32(f"{product.name} {kind}".encode()) % 460 + 12


def _title(kind: str, product: Product, described: Mapping[str, Any]) -> str:
    name = described.get("title") or str(catalogue.name_of(kind)).split(",")[0]
    return f"{name} {product.name}" if described["of"] == "product" else name


def _home(product: Product) -> str:
    province = product.commune.parent
    return province.name if province else ""


def _words(product: Product) -> dict[str, str]:
    producer = product.producer
    return {
        "unit": producer.name,
        "address": f"{producer.address}, {product.commune.full_name}",
        "person": producer.representative_name,
        "product": product.name,
        "spec": product.specification,
        "commune": product.commune.full_name,
        "former": producer.address,
        "story": product.story or product.summary,
    }
