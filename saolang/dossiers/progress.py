"""How far a draft has come: points so far, papers, and everything still missing."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from saolang.criteria import engine, library
from saolang.criteria.engine import Standing
from saolang.criteria.scorecard import ProductSet
from saolang.dossiers import fields
from saolang.dossiers.fields import FORMS, TICKS, Step
from saolang.dossiers.models import Dossier, EvidenceLink
from saolang.dossiers.rules import checklist, gaps, proofs
from saolang.dossiers.rules.checklist import Held, Line
from saolang.dossiers.rules.gaps import Gap
from saolang.dossiers.rules.proofs import Proof
from saolang.evidence.models import Evidence
from saolang.files.models import StoredFile

PAPERS = "papers"


@dataclass(frozen=True, slots=True)
class Progress:
    """One look at a draft."""

    card: ProductSet
    standing: Standing
    papers: tuple[Line, ...]
    gaps: tuple[Gap, ...]

    def of_step(self, *steps: str) -> tuple[Gap, ...]:
        """What is missing on these steps."""
        return tuple(gap for gap in self.gaps if gap.step in steps)


def card_of(dossier: Dossier) -> ProductSet:
    """The score sheet the dossier is judged by."""
    return library.load_set(dossier.pack_id, dossier.set_slug)


def standing_of(
    dossier: Dossier,
    ticks: Mapping[str, str | None],
    unmet_gates: Collection[str] | None = None,
) -> Standing:
    """What these ticks would come to, without saving them."""
    unmet = dossier.unmet_gates if unmet_gates is None else unmet_gates
    return engine.standing(card_of(dossier), ticks, unmet_gates=unmet)


def of(dossier: Dossier, links: Iterable[EvidenceLink], today: date) -> Progress:
    """Look at a draft as it stands; papers are judged on the day of the session."""
    card = card_of(dossier)
    standing = standing_of(dossier, dossier.ticks)
    papers = checklist.lines(card, held(links), dossier.judged_on or today)
    answers = dossier.form01 | dossier.form02
    found: list[Gap] = []
    for step in FORMS.values():
        asked = fields.of_step(step, dossier.kind)
        found += gaps.in_fields(step, asked, answers)
    found += gaps.in_ticks(card, standing.unanswered, dossier.form02.get("gates", {}))
    found += gaps.in_papers(papers)
    order = [*_order(), PAPERS]
    found.sort(key=lambda gap: order.index(gap.step))
    return Progress(card, standing, papers, tuple(found))


def wrong_in(dossier: Dossier, step: Step) -> tuple[Gap, ...]:
    """What was typed on a step and cannot be right; what is empty is not named."""
    answers = dossier.form01 | dossier.form02
    asked = fields.of_step(step, dossier.kind)
    return gaps.in_fields(step, [f for f in asked if answers.get(f.name)], answers)


def advice(look: Progress, links: Iterable[EvidenceLink], on: date) -> tuple[Gap, ...]:
    """What should be put right before the round, and keeps nobody from handing in."""
    settled = [line.kind.code for line in look.papers if line.is_blocking]
    return proofs.advice(
        look.card,
        look.standing.earned,
        [_proof(link) for link in links],
        on,
        settled=settled,
    )


def _proof(link: EvidenceLink) -> Proof:
    paper = link.evidence
    return Proof(
        paper=paper.pk,
        kind=paper.kind,
        title=paper.title,
        criterion=link.criterion,
        pages=link.pages,
        page_count=paper.file.pages,
        issued_on=paper.issued_on,
        valid_until=paper.valid_until,
        is_refused=paper.file.state == StoredFile.State.REFUSED,
    )


def held(links: Iterable[EvidenceLink]) -> list[Held]:
    """The papers of a dossier as the check list sees them, each once."""
    return held_papers({link.evidence_id: link.evidence for link in links}.values())


def held_papers(papers: Iterable[Evidence]) -> list[Held]:
    """Papers as the check list sees them."""
    return [
        Held(
            kind=paper.kind,
            valid_until=paper.valid_until,
            is_accepted=paper.file.state == StoredFile.State.ACCEPTED,
            is_refused=paper.file.state == StoredFile.State.REFUSED,
        )
        for paper in papers
    ]


def _order() -> list[Step]:
    forms = list(FORMS.values())
    return [*forms[:3], *TICKS.values(), *forms[3:]]
