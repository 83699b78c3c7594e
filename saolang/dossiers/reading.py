"""A dossier as officers read it: what was handed over, line by line of the sheet."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from saolang.criteria.scorecard import Criterion, ProductSet
from saolang.dossiers import form03
from saolang.dossiers.models import EvidenceLink


@dataclass(frozen=True, slots=True)
class CriterionReading:
    """One criterion: the level the producer ticked and the papers that prove it."""

    criterion: Criterion
    answer: str
    points: Decimal | None
    papers: tuple[EvidenceLink, ...]
    finding: str

    @property
    def code(self) -> str:
        return self.criterion.code


@dataclass(frozen=True, slots=True)
class SectionReading:
    """A numbered block of criteria."""

    code: str
    title: str
    criteria: tuple[CriterionReading, ...]


def sections(
    product_set: ProductSet,
    ticks: Mapping[str, str | None],
    links: Iterable[EvidenceLink],
    findings: Mapping[str, Mapping[str, str]],
) -> list[SectionReading]:
    """The whole sheet with answers, papers and what the commune found."""
    papers: dict[str, list[EvidenceLink]] = {}
    for link in links:
        papers.setdefault(link.criterion, []).append(link)
    found = {
        topic: findings.get(heading.key, {}).get("found", "")
        for heading in form03.HEADINGS
        for topic in heading.topics
    }
    return [
        SectionReading(
            section.code,
            section.title,
            tuple(
                _criterion(
                    leaf,
                    ticks.get(leaf.code),
                    papers.get(leaf.code, []),
                    found.get(leaf.topic, "") if leaf.commune_assessed else "",
                )
                for leaf in section.walk()
                if leaf.is_leaf
            ),
        )
        for section in product_set.sections
    ]


def _criterion(
    leaf: Criterion, tick: str | None, papers: list[EvidenceLink], finding: str
) -> CriterionReading:
    option = leaf.option(tick or "")
    return CriterionReading(
        leaf,
        option.label if option else "",
        option.points if option else None,
        tuple(papers),
        finding,
    )
