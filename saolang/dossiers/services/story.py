"""The story of a product becomes a paper that proves something in its dossier."""

from datetime import datetime

from django.db import transaction

from saolang.dossiers import policies
from saolang.dossiers.models import Dossier
from saolang.dossiers.services import evidence as papers
from saolang.dossiers.services.opening import open_draft
from saolang.evidence import queries
from saolang.evidence import services as evidence
from saolang.evidence.models import Evidence
from saolang.evidence.services import AlreadyKept, Particulars
from saolang.files import making
from saolang.files import services as files
from saolang.files.models import StoredFile
from saolang.files.rules import signatures
from saolang.kernel.errors import RuleViolation
from saolang.people import access
from saolang.people.models import User
from saolang.products import story_paper
from saolang.products.queries import has_story

KIND = "product_story"


def use_story(*, actor: User, dossier: Dossier, at: datetime) -> Evidence:
    """Print the story as it is told now and use it in the dossier.

    Told anew, it takes the place of the print before; the same words are printed once.
    The pages are set before anything is locked.
    """
    access.require(policies.may_write_of(actor, dossier.product))
    if not has_story(dossier.product):
        raise RuleViolation(
            "story.untold", "Câu chuyện chưa có đoạn nào. Hãy viết rồi quay lại đây."
        )
    printed = story_paper.render(dossier.product, "vi")
    return _use(actor, dossier, printed, at)


@transaction.atomic
def _use(actor: User, dossier: Dossier, printed: bytes, at: datetime) -> Evidence:
    dossier = open_draft(actor, dossier)
    product = dossier.product
    file = files.store(
        actor=actor,
        name=f"cau-chuyen-{product.slug or product.pk}.pdf",
        content=printed,
        media_type=signatures.PDF,
        at=at,
    )
    title = f"Câu chuyện sản phẩm {product.name}"[:200]
    try:
        with transaction.atomic():
            paper = _keep(actor, dossier, file, Particulars(KIND, title), at)
    except AlreadyKept as twin:
        paper = queries.newest_of(twin.paper)
        making.discard(file)
    papers.place(actor=actor, dossier=dossier, paper=paper, at=at)
    return paper


def _keep(
    actor: User,
    dossier: Dossier,
    file: StoredFile,
    particulars: Particulars,
    at: datetime,
) -> Evidence:
    """A new paper, or the newer version of an earlier print of this story."""
    producer = dossier.product.producer
    prints = queries.current(queries.of_producer(producer)).filter(kind=KIND)
    former = prints.filter(file__name=file.name).first()
    if former is None:
        return evidence.add(
            actor=actor,
            producer=producer,
            upload=file,
            particulars=particulars,
            at=at,
        )
    return papers.replace(
        actor=actor, paper=former, upload=file, particulars=particulars, at=at
    ).paper
