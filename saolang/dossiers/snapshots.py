"""Freeze what is handed over: forms under salted digests, files under SHA-256."""

import hashlib
import secrets
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from saolang.audit import ledger
from saolang.dossiers.models import Dossier, EvidenceLink, Snapshot
from saolang.people.models import User

_PRODUCER = (
    "name",
    "kind",
    "address",
    "phone",
    "email",
    "registration_number",
    "registered_on",
    "representative_name",
    "representative_title",
)
_PRODUCT = (
    "name",
    "name_en",
    "specification",
    "standard",
    "summary",
    "story",
    "story_en",
)


def take(
    *, actor: User, dossier: Dossier, links: Iterable[EvidenceLink], at: datetime
) -> Snapshot:
    """Keep one hand-over of a dossier exactly as it is; it never changes again."""
    content = content_of(dossier)
    files = entries(links)
    salt = secrets.token_hex(32)
    digests = {name: ledger.salted_digest(content[name], salt) for name in content}
    number = dossier.snapshots.count() + 1
    sealed = {"dossier": dossier.pk, "number": number, "forms": digests, "files": files}
    return Snapshot.objects.create(
        dossier=dossier,
        number=number,
        taken_at=at,
        taken_by=actor,
        content=content,
        salt=salt,
        digests=digests,
        files=files,
        sha256=hashlib.sha256(ledger.canonical(sealed)).hexdigest(),
    )


def content_of(dossier: Dossier) -> dict[str, Any]:
    """The forms and what they rest on; nothing sensitive of a person is among it."""
    product, producer = dossier.product, dossier.product.producer
    return {
        "dossier": {
            "kind": dossier.kind,
            "regime": dossier.regime,
            "pack": dossier.pack_id,
            "set": dossier.set_slug,
            "commune": {"code": dossier.commune.code, "name": str(dossier.commune)},
        },
        "producer": _plain(producer, _PRODUCER),
        "product": _plain(product, _PRODUCT),
        "form01": dossier.form01,
        "form02": dossier.form02,
        "ticks": dossier.ticks,
        "facts": dossier.facts,
        "unmet_gates": dossier.unmet_gates,
    }


def _plain(row: Any, names: Iterable[str]) -> dict[str, str]:
    return {name: str(getattr(row, name) or "") for name in names}


def entries(links: Iterable[EvidenceLink]) -> list[dict[str, Any]]:
    """One entry per paper: what is noted of it, its file, and what it is used for."""
    papers: dict[int, dict[str, Any]] = {}
    for link in links:
        paper, file = link.evidence, link.evidence.file
        entry = papers.setdefault(
            paper.pk,
            {
                "evidence": paper.pk,
                "kind": paper.kind,
                "title": paper.title,
                "number": paper.number,
                "issuer": paper.issuer,
                "issued_on": str(paper.issued_on or ""),
                "valid_until": str(paper.valid_until or ""),
                "file": file.pk,
                "name": file.name,
                "media_type": file.media_type,
                "size": file.size,
                "sha256": file.sha256,
                "criteria": [],
                "uses": [],
            },
        )
        entry["criteria"].append(link.criterion)
        entry["uses"].append(
            {"criterion": link.criterion, "pages": link.pages, "proves": link.proves}
        )
    return list(papers.values())
