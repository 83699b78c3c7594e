"""Which pages of a long paper prove what, in every dossier that uses it."""

from dataclasses import dataclass

from saolang.criteria.scorecard import ProductSet
from saolang.dossiers.services.evidence import Use
from saolang.evidence.models import Evidence


@dataclass(frozen=True, slots=True)
class Citation:
    """A paper, and for each topic of the criteria its pages and what they prove."""

    paper: Evidence
    proofs: tuple[tuple[str, str, str], ...]

    def uses(self, card: ProductSet) -> list[Use]:
        """The same for the criteria of one product set."""
        return [
            Use(leaf.code, pages, proves)
            for topic, pages, proves in self.proofs
            for leaf in card.leaves
            if leaf.topic == topic
        ]
