"""A dossier of an earlier decision, as an office types it in from its shelf.

A renewal begins from the last recognised dossier. What is due for renewal today was
recognised in 2024 by sheets that were never published whole, so no service can walk
such a dossier again: the office puts its levels on the sheet of today, the regime stays
that of its filing date, and the hand-over is frozen as ever.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from random import Random

from saolang.certificates.models import Certificate
from saolang.criteria import library
from saolang.criteria.regimes import DossierKind, regime_for
from saolang.demo.cast import MAIN_PRODUCER
from saolang.demo.road import Stage
from saolang.demo.scores import Aim
from saolang.demo.wording import Wording
from saolang.dossiers import fields, snapshots
from saolang.dossiers.fields import Step
from saolang.dossiers.models import Dossier, EvidenceLink, Status
from saolang.evidence.models import Evidence
from saolang.evidence.rules import catalogue

FILED_BEFORE = timedelta(days=48)


@dataclass(frozen=True)
class Archive:
    """What the office of the time kept of one recognised product."""

    stage: Stage
    given: Certificate

    def enter(self, papers: Iterable[Evidence]) -> Dossier:
        """Type in the forms, the levels that are known, and the papers of the time."""
        product, owner = self.given.product, self.stage.cast.owners[MAIN_PRODUCER]
        days = self.stage.days
        filed_on = days.working(self.given.issued_on - FILED_BEFORE, -1)
        filed_at = days.moment(filed_on, 9)
        pack = regime_for(days.today, DossierKind.RENEWAL).pack_id
        card = library.load_set(pack, product.set_slug)
        dice, words = Random(product.name), Wording(product)  # noqa: S311
        forms = words.forms(dice)
        first01, first02 = fields.first_answers(product)
        later = [forms[step] for step in forms if step is not Step.REGISTRATION]
        dossier = Dossier.objects.create(
            product=product,
            kind=DossierKind.FIRST,
            regime=regime_for(filed_on, DossierKind.FIRST).regime,
            pack_id=pack,
            set_slug=product.set_slug,
            status=Status.RECOGNISED,
            commune=product.commune,
            form01=first01 | forms[Step.REGISTRATION],
            form02=first02
            | {name: value for form in later for name, value in form.items()}
            | {
                "gates": {each.code: True for each in card.gated},
                "descriptions": words.descriptions(card, list(card.criteria)),
            },
            ticks=Aim(card, self.given.stars, product.producer).ticks(dice),
            created_by=owner,
            filed_at=filed_at,
            status_since=days.moment(self.given.issued_on, 10),
            judged_on=self.given.issued_on,
        )
        Dossier.objects.filter(pk=dossier.pk).update(created_at=filed_at)
        links = [
            EvidenceLink(
                dossier=dossier,
                evidence=paper,
                criterion=leaf.code,
                added_by=owner,
                added_at=filed_at,
            )
            for paper in papers
            for leaf in card.leaves
            if leaf.topic in catalogue.by_code()[paper.kind].topics
        ]
        EvidenceLink.objects.bulk_create(links)
        snapshots.take(actor=owner, dossier=dossier, links=links, at=filed_at)
        Certificate.objects.filter(pk=self.given.pk).update(dossier=dossier)
        return dossier
